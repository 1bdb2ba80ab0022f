"""The guard over generated documents, its parts against each other, and a long list scanned and masked."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from time import process_time

import re2

from bench.figures import Figure, peak_memory, timed
from gongkai.text.personal_information import RuleSet, default_rules, mask, scan, scan_table
from gongkai.text.personal_information.engine import engine
from gongkai.text.personal_information.samples import samples

_MEGABYTES = 46
_SHARE_HIT = 0.28
"""So many documents hold something that has to be looked at; a third of them numbers of a person."""
_LINES = 5
_CORE = ("id_card", "mobile", "bank_card")
_ROWS = 10_000
_SENTENCES = (
    "为贯彻落实政务公开工作要点，经研究，现将有关事项通知如下。",
    "各乡镇人民政府、街道办事处要于2026年10月31日前完成目录编制，并报县政府办公室备案。",
    "本年度一般公共预算收入123,456.78万元，比上年增长5.6%，其中税收收入98,765.43万元。",
    "依据《中华人民共和国政府信息公开条例》第二十条、第二十一条，应当主动公开下列信息。",
    "要加强组织领导，明确责任分工，确保各项任务按时完成，重大事项及时向县委、县政府报告。",
)


def documents(megabytes: float) -> Iterator[str]:
    """Invented documents of 2.3 KB, 20,000 of them 46 MB, always the same; 28 % hold something to look at."""
    chance = random.Random(20260101)
    numbers = samples()
    person = "申请人张三，身份证号{id_card}，电话{mobile}，卡号{bank_card}。".format(**numbers)
    looked_at = (
        person,
        "咨询电话：0999-0002310，监督电话：12345，办公地址：县政府大院3号楼210室。",
        f"项目单位某某公司，统一社会信用代码{numbers['credit_code']}，项目编号20261231000123。",
    )
    size = 0
    while size < megabytes * 1_000_000:
        lines = ["".join(chance.choices(_SENTENCES, k=4)) for _ in range(_LINES)]
        if chance.random() < _SHARE_HIT:
            lines.insert(chance.randrange(_LINES), chance.choice(looked_at))
        text = "\n".join(lines)
        size += len(text.encode())
        yield text


def measure() -> list[Figure]:
    texts = list(documents(_MEGABYTES))
    encoded = [text.encode() for text in texts]
    size = sum(map(len, encoded)) / 1e6
    rules = default_rules()
    core = rules.only(_CORE)
    plain = re.compile(r"[0-9]{11,19}[Xx]?")
    linear = re2.compile(rb"[0-9]{11}")
    floor = _processor_time(lambda: [linear.search(text) for text in encoded])
    return [
        _speed(
            f"personal information, all {len(rules.rules)} rules, {size:.0f} MB",
            texts,
            size,
            rules,
            f"{_share_read(texts, rules):.0%} of {len(texts):,} documents read; aim 25 MB/s",
        ),
        _speed("personal information, three core types", texts, size, core, "aim 100 MB/s"),
        Figure(
            "a row of digits looked for with re2 in bytes, the same documents",
            f"{size / floor:.0f} MB/s",
            "floor",
        ),
        Figure(
            "a row of digits looked for with re, the same documents",
            f"{size / _processor_time(lambda: [plain.search(text) for text in texts]):.0f} MB/s",
        ),
        _memory(rules),
        *_list_of_persons(rules),
    ]


def _share_read(texts: list[str], rules: RuleSet) -> float:
    """How many of the documents the search in bytes leaves to be read."""
    return sum(map(engine(rules).may_hold, texts)) / len(texts)


def _processor_time(work: Callable[[], object]) -> float:
    """Seconds of one core; other work on the machine does not count."""
    began = process_time()
    work()
    return process_time() - began


def _speed(what: str, texts: list[str], size: float, rules: RuleSet, aim: str) -> Figure:
    scan(texts[0], rules)
    return Figure(
        what, f"{size / _processor_time(lambda: [scan(text, rules) for text in texts]):.0f} MB/s", aim
    )


def _memory(rules: RuleSet) -> Figure:
    def all_of(megabytes: float) -> None:
        for text in documents(megabytes):
            scan(text, rules)

    all_of(0.1)
    small, large = peak_memory(lambda: all_of(1)), peak_memory(lambda: all_of(8))
    return Figure(
        "memory while 8 MB are scanned, document by document", f"{large:.1f} MB", f"{small:.1f} MB for 1 MB"
    )


def _list_of_persons(rules: RuleSet) -> list[Figure]:
    numbers = samples()
    header = ("序号", "姓名", "身份证号", "家庭住址", "补贴金额（元）", "一卡通账号")
    rows = [
        (str(at), "张三", numbers["id_card"], f"某某村{at % 9}组{at}号", "300.00", numbers["bank_card"])
        for at in range(1, _ROWS + 1)
    ]
    found = sum(1 for _ in scan_table(header, rows, rules))
    text = "\n".join("\t".join(row) for row in (header, *rows))
    seconds = timed(lambda: [None for _ in scan_table(header, rows, rules)])
    masking = timed(lambda: mask(text, scan(text, rules)))
    return [
        Figure(f"list of {_ROWS:,} persons scanned as a table ({found:,} findings)", f"{seconds:.2f} s"),
        Figure(f"list of {_ROWS:,} persons as text, scanned and masked", f"{masking:.2f} s"),
    ]
