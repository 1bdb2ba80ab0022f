"""Reading the file of a kind; every fault names the file and the entry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from gongkai.reference.deadlines import deadline_rules
from gongkai.reference.files import Entry, FileHeader, toml_document
from gongkai.reference.kind_parts import (
    Condition,
    DeadlineUse,
    DisplayMode,
    DisplayUse,
    InformationGroup,
    InformationKind,
    KindCheck,
    KindField,
    KindTable,
    Masking,
    ReviewUse,
    SpecialReview,
    TableColumn,
    ValueType,
)
from gongkai.reference.policy_areas import policy_area

_CODE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_CODE_LENGTH = 40
RETENTIONS = ("永久", "30年", "10年")
"""保管期限 as 《机关文件材料归档范围和文书档案保管期限规定》 names them (general knowledge, unverified)."""


def parse_information_kind(text: str, file: str) -> tuple[FileHeader, InformationKind]:
    """Read a kind from a file's text.

    Raises ReferenceDataError naming the entry: a code given twice, a condition on a field that is not there,
    a rule that the rule table does not have, a key that nobody knows.
    """
    header, document = toml_document(text, file)
    head = document.table("kind")
    fields = tuple(_field(entry) for entry in document.tables("fields"))
    tables = tuple(_table(entry) for entry in document.tables("tables"))
    kind = InformationKind(
        code=_code(head),
        name=head.text("name"),
        group=head.word("group", InformationGroup),
        order=head.count("order"),
        use=head.text("use"),
        article=head.text("article"),
        areas=head.texts("areas"),
        words=head.texts("words"),
        masking=head.word("masking", Masking),
        retention=head.text("retention"),
        has_validity=head.flag("has_validity"),
        fields=fields,
        tables=tables,
        checks=tuple(_check(entry) for entry in document.tables("checks")),
        deadlines=tuple(_deadline(entry, fields) for entry in document.tables("deadlines")),
        displays=tuple(_display(entry, fields) for entry in document.tables("displays")),
        reviews=tuple(_review(entry, fields) for entry in document.tables("reviews")),
    )
    head.finish()
    document.finish()
    _check_whole(kind, head)
    return header, kind


def _check_whole(kind: InformationKind, head: Entry) -> None:
    if kind.retention not in RETENTIONS:
        raise head.fault(f"“retention”应为{'、'.join(RETENTIONS)}之一")
    unknown = [area for area in kind.areas if policy_area(area) is None]
    if unknown:
        raise head.fault(f"没有领域“{'、'.join(unknown)}”")
    _refuse_twins((field.code for field in kind.fields), head, "字段")
    _refuse_twins((table.code for table in kind.tables), head, "表")
    for field in kind.fields:
        _refuse_unknown(field.when, kind.fields, head, f"字段“{field.code}”")


def _field(entry: Entry) -> KindField:
    field = KindField(
        code=_code(entry),
        label=entry.text("label"),
        type=entry.word("type", ValueType),
        required=entry.flag_or_false("required"),
        unit=entry.text_or_empty("unit"),
        hint=entry.text_or_empty("hint"),
        choices=entry.texts("choices"),
        when=_condition(entry),
        internal=entry.flag_or_false("internal"),
        article=entry.text_or_empty("article"),
    )
    entry.finish()
    if (field.type is ValueType.CHOICE) != bool(field.choices):
        raise entry.fault("“choices”与“type = choice”应同时使用")
    return field


def _table(entry: Entry) -> KindTable:
    table = KindTable(
        code=_code(entry),
        title=entry.text("title"),
        required=entry.flag_or_false("required"),
        units=entry.texts("units"),
        hint=entry.text_or_empty("hint"),
        aliases=entry.texts("aliases"),
        columns=tuple(_column(column) for column in entry.tables("columns")),
        checks=tuple(_check(check) for check in entry.tables("checks")),
    )
    entry.finish()
    if not table.columns:
        raise entry.fault("没有列（columns）")
    _refuse_twins((column.code for column in table.columns), entry, "列")
    if any(column.type is ValueType.MONEY for column in table.columns) != bool(table.units):
        raise entry.fault("有金额的表要写明“units”，没有金额的不写")
    return table


def _column(entry: Entry) -> TableColumn:
    column = TableColumn(
        code=_code(entry),
        name=entry.text("name"),
        type=entry.word("type", ValueType),
        required=entry.flag_or_false("required"),
        aliases=entry.texts("aliases"),
    )
    entry.finish()
    return column


def _check(entry: Entry) -> KindCheck:
    name = entry.text("check")
    params = {key: entry.one_or_more(key) for key in entry.remaining()}
    entry.finish()
    return KindCheck(name, params, entry.where)


def _deadline(entry: Entry, fields: tuple[KindField, ...]) -> DeadlineUse:
    use = DeadlineUse(_rule(entry), entry.text_or_empty("since"), _condition(entry))
    entry.finish()
    days = {field.code for field in fields if field.type is ValueType.DATE}
    if use.since and use.since not in days:
        raise entry.fault(f"“since”应为日期字段，没有“{use.since}”")
    _refuse_unknown(use.when, fields, entry, "")
    return use


def _display(entry: Entry, fields: tuple[KindField, ...]) -> DisplayUse:
    use = DisplayUse(
        _rule(entry), entry.word("mode", DisplayMode), _condition(entry), _condition(entry, "also")
    )
    entry.finish()
    _refuse_unknown(use.when, fields, entry, "")
    _refuse_unknown(use.also, fields, entry, "")
    return use


def _review(entry: Entry, fields: tuple[KindField, ...]) -> ReviewUse:
    use = ReviewUse(entry.word("step", SpecialReview), _condition(entry), entry.text("article"))
    entry.finish()
    _refuse_unknown(use.when, fields, entry, "")
    return use


def _rule(entry: Entry) -> str:
    code = entry.text("rule")
    if code not in {rule.code for rule in deadline_rules()}:
        raise entry.fault(f"规则表里没有规则“{code}”")
    return code


def _condition(entry: Entry, key: str = "when") -> Condition:
    if key not in entry.remaining():
        return Condition()
    given = entry.table(key)
    condition = Condition(given.text("field"), given.one_or_more("is"))
    given.finish()
    return condition


def _refuse_unknown(when: Condition, fields: tuple[KindField, ...], entry: Entry, whose: str) -> None:
    """A condition is on a field of the kind, and where that is a choice, on choices that it has."""
    if not when.field:
        return
    field = next((field for field in fields if field.code == when.field), None)
    if field is None:
        raise entry.fault(f"{whose}“when”所指的字段“{when.field}”不存在")
    strange = [value for value in when.values if field.choices and value not in field.choices]
    if strange:
        raise entry.fault(f"{whose}“when”：“{field.label}”没有选项“{'、'.join(strange)}”")


def _refuse_twins(codes: Iterable[str], entry: Entry, what: str) -> None:
    twins = [code for code, times in Counter(codes).items() if times > 1]
    if twins:
        raise entry.fault(f"{what}的代码重复：{'、'.join(twins)}")


def _code(entry: Entry) -> str:
    code = entry.text("code")
    if not _CODE.fullmatch(code) or len(code) > _CODE_LENGTH:
        raise entry.fault(f"“code”不能是“{code}”：只用小写字母、数字和下划线，不超过 {_CODE_LENGTH} 个字符")
    return code
