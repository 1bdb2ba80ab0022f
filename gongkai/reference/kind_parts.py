"""What a kind of government information is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class InformationGroup(StrEnum):
    """Under which heading kinds are offered, in this order."""

    POLICY = "policy"
    FINANCE = "finance"
    ENFORCEMENT = "enforcement"
    PROJECT = "project"
    WELFARE = "welfare"
    OVERSIGHT = "oversight"
    BODY = "body"
    GENERAL = "general"

    @property
    def label(self) -> str:
        return _GROUP_LABELS[self]


_GROUP_LABELS = {
    InformationGroup.POLICY: "政策文件",
    InformationGroup.FINANCE: "财政信息",
    InformationGroup.ENFORCEMENT: "行政执法",
    InformationGroup.PROJECT: "建设、征收和交易",
    InformationGroup.WELFARE: "民生保障",
    InformationGroup.OVERSIGHT: "监管和环境",
    InformationGroup.BODY: "机构和会议",
    InformationGroup.GENERAL: "其他",
}


class ValueType(StrEnum):
    """What may be written in a field or a column."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    NUMBER = "number"
    MONEY = "money"
    COUNT = "count"
    """A whole number, zero or more."""
    CHOICE = "choice"
    BODY = "body"
    USCC = "uscc"
    URL = "url"

    @property
    def is_figure(self) -> bool:
        return self in {ValueType.NUMBER, ValueType.MONEY, ValueType.COUNT}


class Masking(StrEnum):
    """Which personal particulars may not stand in the open."""

    NONE = "none"
    PERSON = "person"
    """Numbers of identity, telephone and bank; natural persons' names may be needed in full."""
    LIST = "list"
    """As PERSON; names in lists are masked as well."""


class DisplayMode(StrEnum):
    """What a rule says of the time for which something is shown."""

    ENDS = "ends"
    """It comes down when the time is over."""
    LEAST = "least"
    """It may not come down before."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when the field has one of the values. An empty `field` always holds."""

    field: str = ""
    values: tuple[str, ...] = ()

    def holds(self, values: Mapping[str, str]) -> bool:
        return not self.field or values.get(self.field, "") in self.values


@dataclass(frozen=True, slots=True)
class KindField:
    """A field; `unit` and `hint` stand beside it, `article` says who asks for it."""

    code: str
    label: str
    type: ValueType
    required: bool
    unit: str
    hint: str
    choices: tuple[str, ...]
    when: Condition
    internal: bool
    """Decides something and is not shown to the public."""
    article: str


@dataclass(frozen=True, slots=True)
class KindCheck:
    """A check by its name, with what it concerns; `core.information.rules.kinds` implements it."""

    name: str
    params: Mapping[str, tuple[str, ...]]
    where: str
    """File and entry, for faults."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column; `aliases` are headings under which it is met in uploaded tables."""

    code: str
    name: str
    type: ValueType
    required: bool
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindTable:
    """A table. `units`: of its money, the first is the usual one. `aliases`: other titles it is met under."""

    code: str
    title: str
    required: bool
    units: tuple[str, ...]
    hint: str
    aliases: tuple[str, ...]
    columns: tuple[TableColumn, ...]
    checks: tuple[KindCheck, ...]

    def column(self, code: str) -> TableColumn | None:
        return next((column for column in self.columns if column.code == code), None)


@dataclass(frozen=True, slots=True)
class DeadlineUse:
    """By which rule of the rule table the kind is owed, counted from the day in the field `since`; where
    that is empty, from 成文日期."""

    rule: str
    since: str
    when: Condition


@dataclass(frozen=True, slots=True)
class DisplayUse:
    """How long the kind is shown, by a rule of the rule table, counted from publication; where `when` and
    `also` both hold."""

    rule: str
    mode: DisplayMode
    when: Condition
    also: Condition = Condition()

    def holds(self, values: Mapping[str, str]) -> bool:
        return self.when.holds(values) and self.also.holds(values)


class SpecialReview(StrEnum):
    """Who has to see a paper of a kind beside those who see every paper."""

    LEGAL = "legal"


@dataclass(frozen=True, slots=True)
class ReviewUse:
    """That a paper of the kind takes a special step of review, and who asks for it."""

    step: SpecialReview
    when: Condition
    article: str


@dataclass(frozen=True, slots=True)
class InformationKind:
    """A kind. `areas` and `words` say which catalogue items suggest it."""

    code: str
    name: str
    group: InformationGroup
    order: int
    use: str
    article: str
    areas: tuple[str, ...]
    words: tuple[str, ...]
    masking: Masking
    retention: str
    has_validity: bool
    fields: tuple[KindField, ...]
    tables: tuple[KindTable, ...]
    checks: tuple[KindCheck, ...]
    deadlines: tuple[DeadlineUse, ...]
    displays: tuple[DisplayUse, ...]
    reviews: tuple[ReviewUse, ...]

    def field(self, code: str) -> KindField | None:
        return next((field for field in self.fields if field.code == code), None)

    def table(self, code: str) -> KindTable | None:
        return next((table for table in self.tables if table.code == code), None)

    def asked(self, values: Mapping[str, str]) -> tuple[KindField, ...]:
        """The fields that apply with these values."""
        return tuple(field for field in self.fields if field.when.holds(values))
