"""不适用: proposed with its basis, approved by somebody else, ended when the item applies again."""

from __future__ import annotations

from gongkai.core.catalogue import policies, queries
from gongkai.core.catalogue.commands.drafts import begin_change
from gongkai.core.catalogue.commands.writing import touch
from gongkai.core.catalogue.enums import CatalogueTag
from gongkai.core.catalogue.models import Catalogue, CatalogueItem, Exemption
from gongkai.core.catalogue.transitions import EXEMPTION
from gongkai.foundation.execution import command, require
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput


@command(CatalogueTag.EXEMPTION_PROPOSE)
def propose_not_applicable(*, actor: Actor, catalogue_id: int, item_id: int, basis: str) -> Exemption:
    """Say that an item does not apply here, and why.

    Args:
        item_id: a row of this catalogue, or an item of the layer above that has no row here.

    Raises:
        InvalidInput: no basis, or an item that has nothing to do with this catalogue.
    """
    catalogue = queries.lock_catalogue(catalogue_id)
    require(policies.may_edit_catalogue(actor, catalogue))
    if not basis.strip():
        raise InvalidInput.for_field(
            "basis", "请写明不适用的依据和理由，如职能已划转的文件、本地没有的情形。"
        )
    subject, own = _concerned(catalogue, queries.get_item(item_id))
    if own is not None and not own.is_listed:
        raise Conflict("该事项已不在目录中。")
    return Exemption.objects.create(
        catalogue=catalogue,
        subject=subject,
        own_item=own,
        basis=basis.strip(),
        proposed_by_id=actor.account_id,
        proposed_by=actor.name,
    )


@command(CatalogueTag.EXEMPTION_APPROVE)
def approve_not_applicable(*, actor: Actor, exemption_id: int, opinion: str = "") -> Exemption:
    """The row leaves the catalogue with the next version; the item and its documents stay."""
    exemption = queries.lock_exemption(exemption_id)
    require(policies.may_decide_exemption(actor, exemption))
    begin_change(exemption.catalogue, Actor.system("不适用事项"))
    _decide(exemption, actor, "approve", opinion)
    _list(exemption.own_item, listed=False)
    return exemption


@command(CatalogueTag.EXEMPTION_REFUSE)
def refuse_not_applicable(*, actor: Actor, exemption_id: int, opinion: str) -> Exemption:
    """Everything stays as it is; the reason goes back to whoever proposed it."""
    exemption = queries.lock_exemption(exemption_id)
    require(policies.may_decide_exemption(actor, exemption))
    if not opinion.strip():
        raise InvalidInput.for_field("opinion", "请写明不同意的理由。")
    _decide(exemption, actor, "refuse", opinion)
    return exemption


@command(CatalogueTag.EXEMPTION_END)
def restore_item(*, actor: Actor, exemption_id: int) -> Exemption:
    """The item applies again: its row comes back with the next version.

    An item that had no row here is missing again, until `adopt_items` brings it.
    """
    exemption = queries.lock_exemption(exemption_id)
    require(policies.may_edit_catalogue(actor, exemption.catalogue))
    begin_change(exemption.catalogue, actor)
    EXEMPTION.apply(exemption, "end")
    exemption.ended_by, exemption.ended_at = actor.name, clock.now()
    exemption.save()
    _list(exemption.own_item, listed=True)
    return exemption


def _concerned(catalogue: Catalogue, item: CatalogueItem) -> tuple[CatalogueItem, CatalogueItem | None]:
    """What does not apply, and the row here that stands for it."""
    if item.catalogue_id == catalogue.pk:
        return (item.inherits or item, item)
    if not queries.upper_revisions(catalogue, area_code=item.area_id).filter(item=item).exists():
        raise InvalidInput.for_field("item", "该事项既不在本级目录中，也不在上级目录中。")
    return (item, queries.all_items(catalogue.pk).filter(inherits=item, is_listed=True).first())


def _decide(exemption: Exemption, actor: Actor, step: str, opinion: str) -> None:
    EXEMPTION.apply(exemption, step)
    exemption.decided_by_id, exemption.decided_by = actor.account_id, actor.name
    exemption.decided_at, exemption.opinion = clock.now(), opinion.strip()
    exemption.save()


def _list(item: CatalogueItem | None, *, listed: bool) -> None:
    if item is not None:
        item.is_listed = listed
        touch(item)
        item.save(update_fields=["is_listed", "revision", "updated_at"])
