"""What a power must say, and what differs between two versions; pure functions."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from gongkai.core.catalogue.rules import tidy_lines
from gongkai.core.powers.enums import PowerList, PowerType
from gongkai.foundation.organisations.rules import date_fault, text_fault, tidy

LENGTHS = {"code": 40, "name": 300}
DUTIES_LENGTH = 20_000
BASIS_LENGTH = 4_000
MOST_BASES = 50
REASON_LENGTH = 300

LABELS = {"code": "编码", "name": "名称", "type": "类型", "basis": "设定依据", "duties": "责任事项"}


@dataclass(frozen=True, slots=True)
class PowerFields:
    """What a power says of itself; the same for every source."""

    code: str
    name: str
    type: str
    basis: tuple[str, ...] = ()
    duties: str = ""


def tidied(given: PowerFields) -> PowerFields:
    """Without surplus space, lines ended alike; a basis of several lines is several, blank ones are none."""
    return PowerFields(
        code=tidy(given.code),
        name=tidy(given.name),
        type=given.type,
        basis=tuple(text for basis in given.basis for line in basis.splitlines() if (text := line.strip())),
        duties=tidy_lines(given.duties),
    )


def faults(given: PowerFields, list_kind: str) -> dict[str, str]:
    """What is wrong with the fields, by field; empty texts where nothing is."""
    return {
        "code": text_fault(given.code, "编码", LENGTHS["code"]) if given.code else "请填写编码。",
        "name": text_fault(given.name, "名称", LENGTHS["name"]) if given.name else "请填写名称。",
        "type": type_fault(given.type, list_kind),
        "basis": _basis_fault(given.basis),
        "duties": (
            f"责任事项不能超过{DUTIES_LENGTH}字，现有{len(given.duties)}字。"
            if len(given.duties) > DUTIES_LENGTH
            else ""
        ),
    }


def type_fault(type_: str, list_kind: str) -> str:
    """Services stand in the list of services, everything else in the list of powers."""
    if type_ not in PowerType.values:
        return "请在列出的类型中选择。"
    if (type_ == PowerType.SERVICE) != (list_kind == PowerList.SERVICES):
        return f"“{PowerType(type_).label}”不列入{PowerList(list_kind).label}，请核对类型。"
    return ""


def _basis_fault(basis: tuple[str, ...]) -> str:
    if len(basis) > MOST_BASES:
        return f"设定依据最多{MOST_BASES}条，现有{len(basis)}条。"
    longest = max((len(text) for text in basis), default=0)
    return f"一条设定依据不能超过{BASIS_LENGTH}字，现有{longest}字。" if longest > BASIS_LENGTH else ""


def reason_fault(reason: str) -> str:
    """Nothing changes silently: every version says why (S4-5)."""
    if not reason:
        return "请填写依据和原因，如“《×××条例》修订”“云政发〔2026〕8号”。"
    return text_fault(reason, "依据和原因", REASON_LENGTH)


def effective_fault(on: date, since: date | None, today: date) -> str:
    """A version takes effect no earlier than the one before it and not in the future."""
    if since is not None and on < since:
        return f"生效日期不能早于上一版的生效日期{since:%Y-%m-%d}。"
    return date_fault(on, today, "生效日期")


def changed(old: PowerFields, new: PowerFields) -> tuple[str, ...]:
    """Labels of what differs."""
    return tuple(
        LABELS[field.name]
        for field in fields(PowerFields)
        if getattr(old, field.name) != getattr(new, field.name)
    )


def type_named(text: str) -> str:
    """The type that a table's word means: 行政许可, 许可, 行政许可类; empty when none."""
    plain = "".join(text.split()).removesuffix("类").removesuffix("事项")
    for kind in PowerType:
        if plain in {kind.label, kind.label.removeprefix("行政")}:
            return kind.value
    return PowerType.OTHER.value if plain in {"其他行政权力", "其他权力", "其他职权", "其它"} else ""
