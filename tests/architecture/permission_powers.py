"""The part of the world that has powers, their sorting, a negative list and a matrix in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.core.powers import commands, queries
from gongkai.core.powers.enums import Ground, Openness, PowerList, PowerType
from gongkai.core.powers.models import NegativeListEntry, PowerItem, PowerUpload
from gongkai.core.powers.rules import InformationFields
from gongkai.core.powers.rules.powers import PowerFields
from gongkai.core.responsibilities import commands as responsibilities
from gongkai.core.responsibilities.commands import Choice
from gongkai.core.responsibilities.enums import Part
from gongkai.core.responsibilities.models import AreaAssignment
from gongkai.foundation.organisations import commands as organisations
from gongkai.foundation.organisations.enums import SuccessionKind
from gongkai.kernel.actor import Actor
from tests import factories as make
from tests.core.powers.tables import list_file, row
from tests.factories import County

DAY = date(2026, 6, 1)
BASIS = "云政发〔2026〕8号"


@dataclass(frozen=True)
class Lists:
    """One of everything; powers of the first department at every stage of their sorting."""

    unsorted: PowerItem
    laid_out: PowerItem
    complete: PowerItem
    in_review: PowerItem
    confirmed: PowerItem
    own_in_review: PowerItem
    """Submitted by the person whose rights are tried."""

    upload: PowerUpload
    entry: NegativeListEntry
    assignment: AreaAssignment
    succession_id: int


def make_lists(county: County, sorter: Actor) -> Lists:
    powers = [_power(county, number) for number in range(1, 7)]
    for power in powers[1:]:
        commands.lay_out_links(actor=make.SYSTEM, power_id=power.pk)
    for power in powers[2:]:
        _sort(county, power)
    for power in powers[3:5]:
        commands.submit_sorting(actor=make.SYSTEM, power_id=power.pk)
    commands.confirm_sorting(actor=make.SYSTEM, power_id=powers[4].pk)
    commands.submit_sorting(actor=sorter, power_id=powers[5].pk)
    office = make.make_body(county.division, "云溪县外事办公室", parent=county.government)
    return Lists(
        *powers,
        upload=commands.receive_upload(
            actor=make.SYSTEM, division_id=county.division.pk, list_kind=PowerList.POWERS,
            name="清单.xlsx", chunks=[list_file([row(1)])],
        ),
        entry=commands.add_entry(actor=make.SYSTEM, **_entry(county, "申请人家庭收入")),
        assignment=responsibilities.assign_area(actor=make.SYSTEM, **_assignment(county, "20")),
        succession_id=organisations.record_succession(
            actor=make.SYSTEM, predecessor_id=office.pk, successor_id=county.bureau.pk,
            kind=SuccessionKind.RENAME, on=DAY, basis=BASIS,
        ).pk,
    )  # fmt: skip


def _fields(number: int) -> PowerFields:
    return PowerFields(code=f"0730{number}", name=f"给付事项{number}", type=PowerType.PAYMENT.value)


def _power(county: County, number: int) -> PowerItem:
    return commands.create_power(actor=make.SYSTEM, **_new_power(county, number))


def _new_power(county: County, number: int) -> dict[str, Any]:
    return {
        "body_id": county.bureau.pk, "list_kind": PowerList.POWERS, "given": _fields(number),
        "effective_on": DAY, "reason": BASIS,
    }  # fmt: skip


def _sort(county: County, power: PowerItem) -> None:
    for link in queries.links_of(power.pk):
        for information in link.information.all():
            commands.save_information(
                actor=make.SYSTEM, link_id=link.pk, information_id=information.pk,
                given=InformationFields(
                    information.name, openness=Openness.PROACTIVE.value, item_id=county.item.pk
                ),
            )  # fmt: skip


def _entry(county: County, matter: str) -> dict[str, Any]:
    return {
        "division_id": county.division.pk, "body_id": county.bureau.pk, "matter": matter,
        "ground": Ground.PRIVACY, "basis": "《政府信息公开条例》第十五条", "valid_from": DAY,
    }  # fmt: skip


def _assignment(county: County, area: str) -> dict[str, Any]:
    return {
        "division_id": county.division.pk, "area": area, "body_id": county.bureau.pk, "part": Part.LEAD,
        "since": DAY, "source": BASIS,
    }  # fmt: skip


def _first_link(power: PowerItem) -> int:
    return queries.links_of(power.pk)[0].pk


def _first_information(power: PowerItem) -> int:
    return queries.links_of(power.pk)[0].information.all()[0].pk


LIST_INPUTS: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "responsibilities.area.assign": lambda w: _assignment(w.county, "21"),
    "responsibilities.assignment.end": lambda w: {
        "assignment_id": w.lists.assignment.pk, "until": DAY, "basis": BASIS,
    },
    "responsibilities.matrix.fill": lambda w: {
        "division_id": w.county.division.pk, "since": DAY,
        "choices": [Choice("21", w.county.bureau.pk, Part.LEAD)],
    },
    "responsibilities.duties.carry": lambda w: {"succession_id": w.lists.succession_id},
    "powers.power.create": lambda w: _new_power(w.county, 9),
    "powers.power.revise": lambda w: {
        "power_id": w.lists.unsorted.pk, "given": _fields(8), "effective_on": DAY, "reason": BASIS,
    },
    "powers.power.cancel": lambda w: {"power_id": w.lists.unsorted.pk, "on": DAY, "reason": BASIS},
    "powers.power.carry": lambda w: {"succession_id": w.lists.succession_id},
    "powers.upload.receive": lambda w: {
        "division_id": w.county.division.pk, "list_kind": PowerList.POWERS, "name": "清单.xlsx",
        "chunks": [list_file([row(2)])],
    },
    "powers.upload.import": lambda w: {
        "upload_id": w.lists.upload.pk, "effective_on": DAY, "reason": BASIS,
    },
    "powers.link.lay_out": lambda w: {"power_id": w.lists.unsorted.pk},
    "powers.link.save": lambda w: {"power_id": w.lists.laid_out.pk, "name": "回访"},
    "powers.link.move": lambda w: {"link_id": _first_link(w.lists.laid_out), "earlier": False},
    "powers.link.remove": lambda w: {"link_id": _first_link(w.lists.laid_out)},
    "powers.information.save": lambda w: {
        "link_id": _first_link(w.lists.laid_out), "given": InformationFields("办理结果"),
    },
    "powers.information.remove": lambda w: {"information_id": _first_information(w.lists.laid_out)},
    "powers.sorting.undo": lambda w: {"power_id": w.lists.laid_out.pk},
    "powers.sorting.submit": lambda w: {"power_id": w.lists.complete.pk},
    "powers.sorting.recall": lambda w: {"power_id": w.lists.own_in_review.pk},
    "powers.sorting.confirm": lambda w: {"power_id": w.lists.in_review.pk},
    "powers.sorting.return": lambda w: {"power_id": w.lists.in_review.pk, "opinion": "请补充"},
    "powers.sorting.reopen": lambda w: {"power_id": w.lists.confirmed.pk, "reason": "目录调整"},
    "powers.entry.add": lambda w: _entry(w.county, "信访人个人信息"),
    "powers.entry.examine": lambda w: {
        "entry_id": w.lists.entry.pk, "on": DAY, "opinion": "继续保留",
    },
    "powers.entry.end": lambda w: {"entry_id": w.lists.entry.pk, "on": DAY, "reason": "可以公开"},
}  # fmt: skip
