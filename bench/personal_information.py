"""The guard over generated documents, its parts against each other, and a long list scanned and masked."""

from __future__ import annotations

import random
import re
import statistics
from collections.abc import Iterator
from itertools import islice

import re2

from bench.figures import Figure, in_turns, peak_memory
from bench.persons import Person, persons
from gongkai.text.personal_information import RuleSet, default_rules, mask, scan, scan_table
from gongkai.text.personal_information.engine import engine
from gongkai.text.personal_information.samples import samples

_MEGABYTES = 46
_SHARE_HIT = 0.28
"""So many documents hold something that has to be looked at; a third of them numbers of a person."""
_LINES = 5
_CORE = ("id_card", "mobile", "bank_card")
_ROWS = 10_000
_ROUNDS = 5
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
    people = persons(chance)
    size = 0
    while size < megabytes * 1_000_000:
        lines = ["".join(chance.choices(_SENTENCES, k=4)) for _ in range(_LINES)]
        if chance.random() < _SHARE_HIT:
            lines.insert(chance.randrange(_LINES), _looked_at(chance, next(people)))
        text = "\n".join(lines)
        size += len(text.encode())
        yield text


def _looked_at(chance: random.Random, person: Person) -> str:
    """A line that has to be read: of a person, of an office, of a company."""
    return chance.choice(
        (
            f"申请人{person.name}，身份证号{person.id_card}，电话{person.mobile}，卡号{person.bank_card}。",
            f"咨询电话：0999-{chance.randrange(10**7):07}，监督电话：12345，办公地址：县政府大院3号楼210室。",
            f"项目单位某某公司，统一社会信用代码{samples()['credit_code']}，"
            f"项目编号20261231{chance.randrange(10**6):06}。",
        )
    )


def measure() -> list[Figure]:
    """Medians of several rounds; in each, everything has its turn beside a plain search."""
    texts = list(documents(_MEGABYTES))
    rules = default_rules()
    core = rules.only(_CORE)
    share = sum(map(engine(rules).may_hold, texts)) / len(texts)
    return [
        *_speeds(texts, rules, core, f"{share:.0%} of {len(texts):,} documents read"),
        _memory(rules),
        *_list_of_persons(rules),
    ]


def _speeds(texts: list[str], rules: RuleSet, core: RuleSet, read: str) -> list[Figure]:
    encoded = [text.encode() for text in texts]
    size = sum(map(len, encoded)) / 1e6
    linear, plain = re2.compile(rb"[0-9]{11}"), re.compile(r"[0-9]{11,19}[Xx]?")
    floor, every, three, slow = in_turns(
        _ROUNDS,
        lambda: [linear.search(text) for text in encoded],
        lambda: [scan(text, rules) for text in texts],
        lambda: [scan(text, core) for text in texts],
        lambda: [plain.search(text) for text in texts],
    )

    def speed(what: str, seconds: list[float], beside: str) -> Figure:
        ratio = statistics.median(least / own for least, own in zip(floor, seconds, strict=True))
        return Figure(what, f"{size / statistics.median(seconds):.0f} MB/s", f"{beside}; {ratio:.2f} of re2")

    return [
        speed(
            f"personal information, all {len(rules.rules)} rules, {size:.0f} MB",
            every,
            f"{read}; aim 25 MB/s",
        ),
        speed("personal information, three core types", three, "aim 100 MB/s"),
        speed("a row of digits looked for with re2 in bytes, the same documents", floor, "floor"),
        speed("a row of digits looked for with re, the same documents", slow, "–"),
    ]


def _memory(rules: RuleSet) -> Figure:
    def all_of(megabytes: float) -> None:
        for text in documents(megabytes):
            scan(text, rules)

    all_of(0.1)
    small, large = peak_memory(lambda: all_of(1)), peak_memory(lambda: all_of(8))
    return Figure(
        "memory while 8 MB are scanned, document by document", f"{large:.1f} MB", f"{small:.1f} MB for 1 MB"
    )


def list_of_persons(rows: int) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Head and rows of a list of grants; every person is another."""
    header = ("序号", "姓名", "身份证号", "家庭住址", "补贴金额（元）", "一卡通账号")
    people = islice(persons(random.Random(20260102)), rows)
    return header, [
        (str(at), person.name, person.id_card, f"某某村{at % 9}组{at}号", "300.00", person.bank_card)
        for at, person in enumerate(people, 1)
    ]


def _list_of_persons(rules: RuleSet) -> list[Figure]:
    header, rows = list_of_persons(_ROWS)
    text = "\n".join("\t".join(row) for row in (header, *rows))
    found = sum(1 for _ in scan_table(header, rows, rules))
    table, masked = in_turns(
        _ROUNDS,
        lambda: [None for _ in scan_table(header, rows, rules)],
        lambda: mask(text, scan(text, rules)),
    )
    size = len(text.encode()) / 1e6
    return [
        Figure(
            f"list of {_ROWS:,} persons scanned as a table ({found:,} findings)",
            f"{statistics.median(table):.2f} s",
            f"{size / statistics.median(table):.2f} MB/s",
        ),
        Figure(
            f"list of {_ROWS:,} persons as text, scanned and masked", f"{statistics.median(masked):.2f} s"
        ),
    ]
