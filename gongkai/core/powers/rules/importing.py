"""From rows of a table to powers of bodies; pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from gongkai.core.catalogue.rules import ImportPlan
from gongkai.core.powers.enums import PowerList, PowerType
from gongkai.core.powers.rules.powers import PowerFields, changed, faults, tidied, type_named
from gongkai.text.catalogue_table import Problem
from gongkai.text.power_table import PowerRow


@dataclass(frozen=True, slots=True)
class Known:
    """A power that is there already."""

    power_id: int
    body_id: int
    fields: PowerFields
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class PlannedPower:
    """What an import would do with one row: a new power, or the named changes to `power_id`."""

    sheet: str
    row: int
    body_id: int
    body_name: str
    fields: PowerFields
    power_id: int | None
    changed: tuple[str, ...]

    @property
    def is_new(self) -> bool:
        return self.power_id is None


PowerPlan = ImportPlan[PlannedPower]


def plan_import(
    rows: Sequence[PowerRow],
    *,
    list_kind: str,
    bodies: Mapping[str, tuple[int, str]],
    default: tuple[int, str] | None,
    known: Sequence[Known],
) -> PowerPlan:
    """Match the rows of a table with the powers that are there, by body and code, else by name.

    Args:
        bodies: names as the table writes them → key and present name of the body.
        default: the body of rows that name none.
    """
    return _Planner(list_kind, bodies, default, known).plan(rows)


class _Planner:
    def __init__(
        self,
        list_kind: str,
        bodies: Mapping[str, tuple[int, str]],
        default: tuple[int, str] | None,
        known: Sequence[Known],
    ) -> None:
        self._list_kind = list_kind
        self._bodies = bodies
        self._default = default
        self._known = known
        self._by_code = {(row.body_id, row.fields.code): row for row in known}
        self._by_name = {(row.body_id, row.fields.name): row for row in known}
        self._seen: dict[tuple[int, str], PowerRow] = {}
        self._codes = {(row.body_id, row.fields.code) for row in known}
        self._problems: list[Problem] = []

    def plan(self, rows: Sequence[PowerRow]) -> PowerPlan:
        self._codes |= {
            (body[0], row.code) for row in rows if row.code and (body := self._body_of(row)) is not None
        }
        planned = [found for row in rows if (found := self._planned(row)) is not None]
        bodies = {row.body_id for row in planned}
        met = {row.power_id for row in planned}
        absent = sum(
            row.body_id in bodies and row.power_id not in met and not row.is_cancelled for row in self._known
        )
        return PowerPlan(tuple(planned), tuple(self._problems), absent)

    def _planned(self, row: PowerRow) -> PlannedPower | None:
        body = self._body_of(row)
        if body is None:
            self._report(row, "body", self._body_problem(row))
            return None
        body_id, body_name = body
        old = self._by_code.get((body_id, row.code)) if row.code else self._by_name.get((body_id, row.name))
        fields = tidied(
            PowerFields(
                code=row.code or (old.fields.code if old else ""),
                name=row.name,
                type=self._type_of(row, old),
                basis=row.basis,
                duties=row.duties,
            )
        )
        fault = self._fault(row, body_id, fields, old)
        if fault is not None:
            self._report(row, *fault)
            return None
        if not fields.code:
            fields = self._numbered(row, body_id, fields)
        self._seen[body_id, fields.code] = self._seen[body_id, f"名称{fields.name}"] = row
        return PlannedPower(
            row.sheet,
            row.row_number,
            body_id,
            body_name,
            fields,
            old.power_id if old else None,
            changed(old.fields, fields) if old else (),
        )

    def _fault(
        self, row: PowerRow, body_id: int, fields: PowerFields, old: Known | None
    ) -> tuple[str, str] | None:
        """The column and the words of the first thing that keeps a row out."""
        for name, text in faults(fields, self._list_kind).items():
            if text and not (name == "code" and not fields.code):
                return name, f"{text}没有导入。"
        first = self._seen.get((body_id, fields.code)) if fields.code else None
        if first is not None:
            return "code", f"编码与工作表“{first.sheet}”第 {first.row_number} 行相同，没有重复导入。"
        first = self._seen.get((body_id, f"名称{fields.name}"))
        if first is not None and not row.code:
            return "name", f"与工作表“{first.sheet}”第 {first.row_number} 行是同一事项，没有重复导入。"
        if old is not None and old.is_cancelled:
            return "code", "该事项已取消，不能通过导入恢复，没有导入。如需恢复，请换编码新增。"
        return None

    def _type_of(self, row: PowerRow, old: Known | None) -> str:
        """The type as written; services need none; a row that leaves it out keeps what is there."""
        if self._list_kind == PowerList.SERVICES and not row.type:
            return PowerType.SERVICE.value
        return old.fields.type if old and not row.type else type_named(row.type)

    def _body_of(self, row: PowerRow) -> tuple[int, str] | None:
        return self._bodies.get(row.body) if row.body else self._default

    def _body_problem(self, row: PowerRow) -> str:
        if row.body:
            return f"行使主体“{row.body}”不在本地区的机构名录中，没有导入，请核对名称。"
        return "没有写明行使主体，没有导入。请补充，或在上传时选择默认的行使主体。"

    def _numbered(self, row: PowerRow, body_id: int, fields: PowerFields) -> PowerFields:
        code = next(str(n) for n in count(1) if (body_id, str(n)) not in self._codes)
        self._codes.add((body_id, code))
        self._report(row, "code", f"没有编码，已编为“{code}”，请核对。", kept=True)
        return PowerFields(code, fields.name, fields.type, fields.basis, fields.duties)

    def _report(self, row: PowerRow, field: str, message: str, *, kept: bool = False) -> None:
        self._problems.append(
            Problem(
                sheet=row.sheet,
                row=row.row_number,
                column=row.column_of(field),
                message=message,
                raw=row.name or row.code,
                kept=kept,
            )
        )
