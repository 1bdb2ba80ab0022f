"""Sorting a power, step by step: links, what they produce, how open that is. Every step can be undone."""

from __future__ import annotations

from typing import Any

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.powers import policies, queries
from gongkai.core.powers.enums import PowersTag
from gongkai.core.powers.models import LinkInformation, PowerItem, PowerLink, SortingChange
from gongkai.core.powers.rules import sorting as rules
from gongkai.core.powers.rules.sorting import InformationFields
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.rules import tidy
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput
from gongkai.reference.power_types import power_types


@command(PowersTag.LINKS_LAY_OUT)
def lay_out_links(*, actor: Actor, power_id: int) -> PowerItem:
    """Give a power that has no links the usual ones of its type, with what they usually produce.

    Raises:
        Conflict: it has links already.
    """
    power = _open(actor, power_id)
    if queries.links_of(power.pk):
        raise Conflict("该事项已有环节，没有重复生成。")
    _remember(power, actor, "生成常用环节")
    usual = power_types()[power.type].links
    links = PowerLink.objects.bulk_create(
        PowerLink(power=power, position=position, name=link.name)
        for position, link in enumerate(usual, start=1)
    )
    LinkInformation.objects.bulk_create(
        LinkInformation(link=link, position=position, name=name)
        for link, facts in zip(links, usual, strict=True)
        for position, name in enumerate(facts.information, start=1)
    )
    return power


@command(PowersTag.LINK_SAVE)
def save_link(*, actor: Actor, power_id: int, name: str, link_id: int | None = None) -> PowerLink:
    """Add a link at the end, or give one another name.

    Raises:
        InvalidInput: no name, or too many links.
        Conflict: the power has a link of that name.
    """
    power = _open(actor, power_id)
    name = tidy(name)
    links = queries.links_of(power.pk)
    full = link_id is None and len(links) >= rules.MOST_LINKS
    InvalidInput.raise_for(name=f"一个事项最多{rules.MOST_LINKS}个环节。" if full else rules.link_fault(name))
    if any(link.name == name and link.pk != link_id for link in links):
        raise Conflict("这个事项已有同名的环节。")
    if link_id is None:
        _remember(power, actor, f"新增环节“{name}”")
        return PowerLink.objects.create(power=power, position=len(links) + 1, name=name)
    link = _link_of(power, link_id)
    if link.name != name:
        _remember(power, actor, f"“{link.name}”改名为“{name}”")
        link.name = name
        link.save(update_fields=["name"])
    return link


@command(PowersTag.LINK_MOVE)
def move_link(*, actor: Actor, link_id: int, earlier: bool) -> PowerLink:
    """Put a link one place earlier or later; at the end of the row nothing changes."""
    link = queries.get_link(link_id)
    power = _open(actor, link.power_id)
    links = queries.links_of(power.pk)
    at = next(index for index, row in enumerate(links) if row.pk == link.pk)
    other = at - 1 if earlier else at + 1
    if 0 <= other < len(links):
        _remember(power, actor, f"“{link.name}”{'前' if earlier else '后'}移")
        links[at], links[other] = links[other], links[at]
        _number(links)
    return link


@command(PowersTag.LINK_REMOVE)
def remove_link(*, actor: Actor, link_id: int) -> PowerItem:
    """Take a link away with what was sorted in it; 撤销 brings it back."""
    link = queries.get_link(link_id)
    power = _open(actor, link.power_id)
    _remember(power, actor, f"删除环节“{link.name}”")
    link.delete()
    _number(queries.links_of(power.pk))
    return power


@command(PowersTag.INFORMATION_SAVE)
def save_information(
    *, actor: Actor, link_id: int, given: InformationFields, information_id: int | None = None
) -> LinkInformation:
    """Say what a link produces, how open it is, and to which catalogue item it belongs.

    What is not fully open needs a reason and a citation (条例 arts. 14–16); an entry of the negative list
    that has expired or belongs to another region cannot be cited. Saving the same again changes nothing.

    Raises:
        InvalidInput: something is missing or does not fit; nothing is saved.
    """
    link = queries.get_link(link_id)
    power = _open(actor, link.power_id)
    given = _tidied(given)
    faults = rules.information_faults(given)
    faults["negative_entry_id"] = _entry_fault(power, given.negative_entry_id)
    faults["item_id"] = _item_fault(power, given.item_id)
    count = link.information.count()
    if information_id is None and count >= rules.MOST_INFORMATION:
        faults["name"] = f"一个环节最多{rules.MOST_INFORMATION}项信息。"
    InvalidInput.raise_for(**faults)
    row = (
        LinkInformation(link=link, position=count + 1)
        if information_id is None
        else _information_of(link, information_id)
    )
    values = _values(given)
    if row.pk is not None and all(getattr(row, name) == value for name, value in values.items()):
        note(unchanged=True)
        return row
    _remember(power, actor, f"{'新增' if row.pk is None else '认定'}“{given.name}”")
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row


@command(PowersTag.INFORMATION_REMOVE)
def remove_information(*, actor: Actor, information_id: int) -> PowerItem:
    """Take an information away; 撤销 brings it back."""
    row = queries.get_information(information_id)
    power = _open(actor, row.link.power_id)
    _remember(power, actor, f"删除“{row.name}”")
    row.delete()
    return power


@command(PowersTag.SORTING_UNDO)
def undo_sorting(*, actor: Actor, power_id: int) -> SortingChange:
    """Bring back all links as they were before the newest step that is not undone yet.

    Raises:
        Conflict: there is nothing to undo.
    """
    power = _open(actor, power_id)
    change = queries.last_change(power.pk)
    if change is None:
        raise Conflict("没有可以撤销的操作。")
    PowerLink.objects.filter(power=power).delete()
    for position, link in enumerate(change.before, start=1):
        PowerLink.objects.create(pk=link["id"], power=power, position=position, name=link["name"])
        LinkInformation.objects.bulk_create(
            LinkInformation(**{**row, "link_id": link["id"], "position": number})
            for number, row in enumerate(link["information"], start=1)
        )
    change.undone_at = clock.now()
    change.save(update_fields=["undone_at"])
    return change


def _open(actor: Actor, power_id: int) -> PowerItem:
    """The power, locked, if the actor may sort it now; the actor becomes one of its sorters."""
    power = queries.lock_power(power_id)
    require(policies.may_sort(actor, power))
    note(power_id=power.pk)
    return power


def _remember(power: PowerItem, actor: Actor, what: str) -> None:
    SortingChange.objects.create(
        power=power,
        what=what,
        before=queries.snapshot_of(power.pk),
        by_id=actor.account_id,
        by=actor.name,
    )
    if actor.account_id is not None and actor.account_id not in power.sorter_ids:
        power.sorter_ids = [*power.sorter_ids, actor.account_id]
        power.save(update_fields=["sorter_ids"])


def _link_of(power: PowerItem, link_id: int) -> PowerLink:
    link = queries.get_link(link_id)
    if link.power_id != power.pk:
        raise Conflict("该环节不属于这个事项，请刷新页面。")
    return link


def _information_of(link: PowerLink, information_id: int) -> LinkInformation:
    row = queries.get_information(information_id)
    if row.link_id != link.pk:
        raise Conflict("这项信息不属于该环节，请刷新页面。")
    return row


def _number(links: list[PowerLink]) -> None:
    for position, link in enumerate(links, start=1):
        link.position = position
    PowerLink.objects.bulk_update(links, ["position"])


def _tidied(given: InformationFields) -> InformationFields:
    """Without surplus space, and without reasons where all is open."""
    reasoned = rules.needs_reason(given.openness)
    return InformationFields(
        name=tidy(given.name),
        openness=given.openness,
        reason=tidy(given.reason) if reasoned else "",
        negative_entry_id=given.negative_entry_id if reasoned else None,
        article=tidy(given.article) if reasoned else "",
        item_id=given.item_id,
    )


def _values(given: InformationFields) -> dict[str, Any]:
    return {
        "name": given.name,
        "openness": given.openness,
        "reason": given.reason,
        "negative_entry_id": given.negative_entry_id,
        "article": given.article,
        "item_id": given.item_id,
    }


def _entry_fault(power: PowerItem, entry_id: int | None) -> str:
    """Why the entry may not be cited for this power today, or an empty text."""
    if entry_id is None:
        return ""
    entry = queries.get_entry(entry_id)
    if entry.division_id not in organisations.place_of_division(power.division_id).division_ids:
        return "该负面清单条目不属于本地区或上级地区，不能引用。"
    if not entry.holds_on(clock.today()):
        return f"负面清单条目“{entry.matter}”已移出或不在有效期内，不能引用，请改选有效的条目。"
    return ""


def _item_fault(power: PowerItem, item_id: int | None) -> str:
    if item_id is None or catalogue.items_for_body(power.body_id).filter(pk=item_id).exists():
        return ""
    return "该公开事项不在本地区的标准目录中，请重新选择。"
