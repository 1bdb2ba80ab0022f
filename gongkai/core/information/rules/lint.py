"""What is wrong, or looks wrong, with the metadata of a document, each remark with its reason.

One set of checks for the editor, for publication and for 文件体检 over everything that a body holds. What
others of the body's documents say (numbers and titles in use, its usual 机关代字) comes in as facts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from gongkai.core.information.enums import Severity
from gongkai.core.information.rules.index_numbers import parse_index_number
from gongkai.text import document_number

RULES_OF_PAPERS = "《党政机关公文处理工作条例》第九条"
FORM_OF_PAPERS = "GB/T 9704-2012"
METADATA_GUIDE = "《政府信息公开目录系统实施指引（试行）》"

_BRACKETS = re.compile(r"[\[【(（﹝{「〖]\s*(?:19|20)\d{2}\s*年?\s*[\]】)）﹞}」〗]")
_EMPTY_PLACE = re.compile(r"第\s*\d+\s*号|[〕\]】)）]\s*0\d*\s*号")
_ORDER = re.compile(r"令\s*第\s*\d+\s*号")
_MENTIONS = re.compile(r"附件\s*[:：1１一]|见附件|（附件|\(附件|随文附")
_SPACED = re.compile(r"(?:[\u3400-\u9fff] ){2}[\u3400-\u9fff]")
_FEW_PAPERS = 3
"""So many documents of a body show which 机关代字 it uses."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One fault or doubt; `field` is where the user mends it, `source` the article or practice behind it."""

    field: str
    message: str
    severity: Severity
    source: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class LintFacts:
    """What is known of one document, and of the others of its body."""

    title: str
    document_number: str = ""
    index_number: str = ""
    published_on: date | None = None
    first_published_on: date | None = None
    written_on: date | None = None
    printed_on: date | None = None
    effective_on: date | None = None
    keywords: tuple[str, ...] = ()
    summary: str = ""
    body_name: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    agencies: dict[str, int] = field(default_factory=dict)
    """机关代字 of the body's other documents → how many bear it."""
    same_number: tuple[str, ...] = ()
    same_title: tuple[str, ...] = ()
    """Titles of other documents of the body with the same number; index numbers of those so entitled."""
    attachments: int = 0
    mentions_attachment: bool = False
    text_number: str = ""
    text_written_on: date | None = None
    """As `text.official_text` reads them out of the text; empty where it is not sure."""


Check = Callable[[LintFacts], Iterator[Remark]]


def lint_remarks(facts: LintFacts) -> tuple[Remark, ...]:
    """Every remark, the gravest first."""
    found = [remark for check in _CHECKS for remark in check(facts)]
    order = list(Severity)
    return tuple(sorted(found, key=lambda remark: order.index(remark.severity)))


def mentions_attachment(text: str) -> bool:
    """Whether a text says that something is attached to it."""
    return _MENTIONS.search(text) is not None


# --- number ------------------------------------------------------------------------------------------


def _number_form(facts: LintFacts) -> Iterator[Remark]:
    number = facts.document_number
    if not number:
        return
    if _BRACKETS.search(unicodedata.normalize("NFKC", number)) or _BRACKETS.search(number):
        yield Remark(
            "document_number", f"发文字号“{number}”的年份应当用六角括号〔〕", Severity.WARN,
            f"{FORM_OF_PAPERS}；{RULES_OF_PAPERS}", "brackets",
        )  # fmt: skip
    if _EMPTY_PLACE.search(number) and not _ORDER.search(number):
        yield Remark(
            "document_number", f"发文字号“{number}”的顺序号不加“第”字，不编虚位（01应为1）", Severity.WARN,
            FORM_OF_PAPERS, "serial",
        )  # fmt: skip
    elif document_number.parse(number) is None:
        yield Remark(
            "document_number", f"“{number}”不像规范的发文字号，一般写成“机关代字〔年份〕顺序号号”",
            Severity.HINT, RULES_OF_PAPERS, "number-form",
        )  # fmt: skip


def _number_year(facts: LintFacts) -> Iterator[Remark]:
    number = document_number.parse(facts.document_number) if facts.document_number else None
    if number is None or number.year is None or facts.written_on is None:
        return
    if number.year != facts.written_on.year:
        yield Remark(
            "document_number",
            f"发文字号是{number.year}年的，成文日期在{facts.written_on.year}年，请核对",
            Severity.WARN, RULES_OF_PAPERS, "number-year",
        )  # fmt: skip


def _agency(facts: LintFacts) -> Iterator[Remark]:
    number = document_number.parse(facts.document_number) if facts.document_number else None
    if number is None or number.year is None or sum(facts.agencies.values()) < _FEW_PAPERS:
        return
    if number.agency not in facts.agencies:
        usual = max(facts.agencies, key=lambda name: facts.agencies[name])
        yield Remark(
            "document_number",
            f"机关代字“{number.agency}”在{facts.body_name}的其他文件里没有用过，常用的是“{usual}”，请核对",
            Severity.WARN, "本单位已有文件", "agency",
        )  # fmt: skip


def _number_in_text(facts: LintFacts) -> Iterator[Remark]:
    own = document_number.parse(facts.document_number)
    written = str(own) if own else facts.document_number
    if facts.text_number and written and facts.text_number != written:
        yield Remark(
            "document_number",
            f"正文里的发文字号是“{facts.text_number}”，填写的是“{facts.document_number}”，请核对",
            Severity.WARN, "正文", "number-text",
        )  # fmt: skip


def _taken(facts: LintFacts) -> Iterator[Remark]:
    if facts.same_number:
        yield Remark(
            "document_number",
            f"{facts.body_name}的另一份文件也用“{facts.document_number}”：{'；'.join(facts.same_number)}",
            Severity.WARN, RULES_OF_PAPERS, "number-twice",
        )  # fmt: skip
    if facts.same_title:
        yield Remark(
            "title", f"{facts.body_name}已有同名文件：{'；'.join(facts.same_title)}，请核对是否重复",
            Severity.WARN, "", "title-twice",
        )  # fmt: skip


# --- dates -------------------------------------------------------------------------------------------


def _order_of_dates(facts: LintFacts) -> Iterator[Remark]:
    written, printed, published = facts.written_on, facts.printed_on, facts.published_on
    if written and printed and printed < written:
        yield Remark(
            "printed_on", f"印发日期（{printed}）早于成文日期（{written}）", Severity.STOP,
            f"{RULES_OF_PAPERS}：成文日期是签发之日，印发在后", "printed-early",
        )  # fmt: skip
    last, name = (printed, "印发日期") if printed else (written, "成文日期")
    if last and published and published < last:
        yield Remark(
            "written_on", f"发布日期（{published}）早于{name}（{last}）", Severity.WARN, METADATA_GUIDE,
            "published-early",
        )  # fmt: skip
    if written and facts.effective_on and facts.effective_on < written:
        yield Remark(
            "effective_on",
            f"施行日期（{facts.effective_on}）早于成文日期（{written}），一般不溯及既往，请核对",
            Severity.WARN, "《立法法》法不溯及既往原则（条款未核对）", "effective-early",
        )  # fmt: skip


def _date_in_text(facts: LintFacts) -> Iterator[Remark]:
    if facts.text_written_on and facts.written_on and facts.text_written_on != facts.written_on:
        yield Remark(
            "written_on",
            f"正文落款日期是{facts.text_written_on:%Y年%-m月%-d日}，成文日期填的是{facts.written_on:%Y年%-m月%-d日}，"
            "请核对",
            Severity.WARN, "正文", "date-text",
        )  # fmt: skip


def _body_on_the_day(facts: LintFacts) -> Iterator[Remark]:
    day = facts.written_on
    if day is None:
        return
    if facts.closed_on and day >= facts.closed_on:
        yield Remark(
            "written_on", f"成文时{facts.body_name}已撤销（{facts.closed_on}），请核对发布机构",
            Severity.WARN, "机构登记", "body-closed",
        )  # fmt: skip
    if facts.opened_on and day < facts.opened_on:
        yield Remark(
            "written_on", f"成文时{facts.body_name}尚未成立（{facts.opened_on}成立），请核对发布机构",
            Severity.HINT, "机构登记", "body-early",
        )  # fmt: skip


def _index_year(facts: LintFacts) -> Iterator[Remark]:
    if not facts.index_number:
        return
    number, published = parse_index_number(facts.index_number), facts.first_published_on
    if number is None:
        yield Remark(
            "index_number", f"索引号“{facts.index_number}”不是“机构代码/年份-流水号”的形式", Severity.HINT,
            METADATA_GUIDE, "index-form",
        )  # fmt: skip
    elif number.year is None:
        yield Remark(
            "index_number",
            f"索引号里的“{number.period}”不是年份",
            Severity.HINT,
            METADATA_GUIDE,
            "index-year",
        )
    elif published and number.year != published.year:
        yield Remark(
            "index_number", f"索引号是{number.year}年的，首次发布在{published.year}年，请核对",
            Severity.HINT, METADATA_GUIDE, "index-year",
        )  # fmt: skip


# --- title, keywords, attachments --------------------------------------------------------------------


def _title(facts: LintFacts) -> Iterator[Remark]:
    if _SPACED.search(facts.title.replace("\u3000", " ")):
        yield Remark("title", "标题的字之间有空格，检索时会找不到，请去掉", Severity.WARN, "", "title-spaced")


def _keywords(facts: LintFacts) -> Iterator[Remark]:
    if not facts.keywords:
        yield Remark(
            "keywords", "没有关键词，填写后公众更容易找到", Severity.HINT, METADATA_GUIDE, "keywords"
        )
    if not facts.summary:
        yield Remark(
            "summary", "没有内容概述，列表和检索结果里会空着", Severity.HINT, METADATA_GUIDE, "summary"
        )


def _attachments(facts: LintFacts) -> Iterator[Remark]:
    if facts.mentions_attachment and not facts.attachments:
        yield Remark(
            "attachments", "正文提到附件，但没有上传附件", Severity.WARN,
            f"{RULES_OF_PAPERS}：附件与正文一并公开", "attachment-missing",
        )  # fmt: skip
    elif facts.attachments and not facts.mentions_attachment:
        yield Remark(
            "attachments", f"上传了{facts.attachments}个附件，正文没有附件说明，请核对", Severity.HINT,
            FORM_OF_PAPERS, "attachment-unnamed",
        )  # fmt: skip


_CHECKS: tuple[Check, ...] = (
    _number_form, _number_year, _agency, _number_in_text, _taken, _order_of_dates, _date_in_text,
    _body_on_the_day, _index_year, _title, _keywords, _attachments,
)  # fmt: skip

LINT_NAMES = {
    "brackets": "发文字号括号",
    "serial": "发文字号虚位或“第”字",
    "number-form": "发文字号写法",
    "number-year": "文号年份与成文日期不符",
    "agency": "没有用过的机关代字",
    "number-text": "文号与正文不符",
    "number-twice": "文号重复",
    "title-twice": "标题重复",
    "printed-early": "印发早于成文",
    "published-early": "发布早于成文或印发",
    "effective-early": "施行早于成文",
    "date-text": "成文日期与正文不符",
    "body-closed": "机构当时已撤销",
    "body-early": "机构当时未成立",
    "index-form": "索引号写法",
    "index-year": "索引号年份",
    "title-spaced": "标题中有空格",
    "keywords": "缺关键词",
    "summary": "缺内容概述",
    "attachment-missing": "提到附件而没有附件",
    "attachment-unnamed": "附件没有说明",
}
"""Code of a remark → what lists call it."""
