"""The county's matrix of areas, its lists of powers and services, and its negative list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from gongkai.demonstration.entries import Entry, load
from gongkai.demonstration.model import AREA_CODES, GENERAL_AREA, OPENNESS
from gongkai.demonstration.structure import county

FOLDER = Path(__file__).parent

STAGES = ("none", "laid_out", "sorted", "submitted", "confirmed")
"""How far the sorting of a power is, each including those before it."""

_LISTS = frozenset({"powers", "services"})
_TYPES = frozenset(
    {"licence", "penalty", "compulsion", "collection", "payment", "inspection", "confirmation", "reward",
     "ruling", "other", "service"}
)  # fmt: skip
_GROUNDS = frozenset(
    {"state_secret", "prohibited", "safety", "trade_secret", "privacy", "internal", "process",
     "enforcement_file"}
)  # fmt: skip
_WITHHOLDING = OPENNESS - {"proactive"}


@dataclass(frozen=True, slots=True)
class Duties:
    """Which areas stay without anybody on purpose, and in which the townships join."""

    since: date
    source: str
    unassigned: tuple[str, ...]
    townships: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoPower:
    body_key: str
    list_kind: str
    code: str
    name: str
    type: str
    basis: tuple[str, ...]
    duties: str
    stage: str

    def reached(self, stage: str) -> bool:
        """Whether its sorting is at `stage` or beyond."""
        return STAGES.index(self.stage) >= STAGES.index(stage)


@dataclass(frozen=True, slots=True)
class WithholdingDecision:
    """What is decided of an information that is not simply open; `entry` is the matter that it cites."""

    openness: str
    reason: str
    entry: str


@dataclass(frozen=True, slots=True)
class PowerChange:
    """A later version of a power: another basis, or its end."""

    body_key: str
    code: str
    basis: tuple[str, ...]
    is_cancelled: bool
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Powers:
    effective_on: date
    reason: str
    powers: tuple[DemoPower, ...]
    decisions: Mapping[str, WithholdingDecision]
    changes: tuple[PowerChange, ...]


@dataclass(frozen=True, slots=True)
class DemoEntry:
    """An entry of the negative list; `examined_on` None: not examined since it was added."""

    matter: str
    ground: str
    body_key: str
    basis: str
    valid_from: date
    valid_until: date | None
    examined_on: date | None
    opinion: str


@cache
def duties() -> Duties:
    """The matrix beside what county.toml says. DemonstrationError when an area is unknown."""
    root = _root("duties.toml")
    found = Duties(root.day("since"), root.text("source"), root.texts("unassigned"), root.texts("townships"))
    root.done()
    unknown = {*found.unassigned, *found.townships} - (AREA_CODES - {GENERAL_AREA})
    if unknown:
        raise root.fault(f"未知领域：{'、'.join(sorted(unknown))}")
    return found


@cache
def powers() -> Powers:
    """The lists with how far each power is sorted. DemonstrationError for unknown bodies and entries."""
    root = _root("powers.toml")
    matters = {entry.matter for entry in negative_list()}
    found = Powers(
        effective_on=root.day("effective_on"),
        reason=root.text("reason"),
        decisions=dict(_decision(entry, matters) for entry in root.tables("decision")),
        powers=tuple(_power(entry) for entry in root.tables("power")),
        changes=tuple(_change(entry) for entry in root.tables("change")),
    )
    root.done()
    codes = {(power.body_key, power.code) for power in found.powers}
    if len(codes) != len(found.powers):
        raise root.fault("同一单位的编码重复")
    if any((change.body_key, change.code) not in codes for change in found.changes):
        raise root.fault("调整的事项不存在")
    return found


@cache
def negative_list() -> tuple[DemoEntry, ...]:
    """Every entry, in the order of the file."""
    root = _root("negative_list.toml")
    found = tuple(_entry(entry) for entry in root.tables("entry"))
    root.done()
    return found


def _root(name: str) -> Entry:
    return Entry(name, load(FOLDER / name))


def _bodies() -> frozenset[str]:
    return frozenset(body.key for body in county().bodies)


def _power(entry: Entry) -> DemoPower:
    power = DemoPower(
        body_key=entry.choice("body", _bodies()),
        list_kind=entry.choice("list", _LISTS, "powers"),
        code=entry.text("code"),
        name=entry.text("name"),
        type=entry.choice("type", _TYPES),
        basis=entry.texts("basis"),
        duties=entry.text("duties"),
        stage=entry.choice("stage", frozenset(STAGES)),
    )
    entry.done()
    return power


def _decision(entry: Entry, matters: set[str]) -> tuple[str, WithholdingDecision]:
    information = entry.text("information")
    decision = WithholdingDecision(
        entry.choice("openness", _WITHHOLDING),
        entry.text("reason"),
        entry.choice("entry", frozenset(matters)),
    )
    entry.done()
    return information, decision


def _change(entry: Entry) -> PowerChange:
    change = PowerChange(
        body_key=entry.choice("body", _bodies()),
        code=entry.text("code"),
        basis=entry.texts("basis"),
        is_cancelled=entry.flag("cancelled"),
        on=entry.day("on"),
        reason=entry.text("reason"),
    )
    entry.done()
    if change.is_cancelled == bool(change.basis):
        raise entry.fault("调整应写明 basis，取消应写明 cancelled，二者选一")
    return change


def _entry(entry: Entry) -> DemoEntry:
    found = DemoEntry(
        matter=entry.text("matter"),
        ground=entry.choice("ground", _GROUNDS),
        body_key=entry.choice("body", _bodies()),
        basis=entry.text("basis"),
        valid_from=entry.day("valid_from"),
        valid_until=entry.optional_day("valid_until"),
        examined_on=entry.optional_day("examined_on"),
        opinion=entry.text("opinion", ""),
    )
    entry.done()
    return found
