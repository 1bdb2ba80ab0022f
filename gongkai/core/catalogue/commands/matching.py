"""A person's word on rows of like names."""

from __future__ import annotations

from gongkai.core.catalogue import policies, queries
from gongkai.core.catalogue.commands.drafts import begin_change
from gongkai.core.catalogue.commands.writing import align, touch
from gongkai.core.catalogue.enums import CatalogueTag, MatchVerdict
from gongkai.core.catalogue.models import CatalogueItem, ItemRevision, MatchDecision
from gongkai.foundation.execution import command, require
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput


@command(CatalogueTag.MATCH_CONFIRM)
def confirm_match(*, actor: Actor, item_id: int, upper_item_id: int) -> CatalogueItem:
    """The row is the item above under another name: from now on it stands for that one.

    Raises:
        Conflict: the row stands for another one already.
        InvalidInput: the other item is not in the catalogue above.
    """
    item = queries.lock_item(item_id)
    require(policies.may_edit_catalogue(actor, item.catalogue))
    if item.inherits_id is not None:
        raise Conflict("该事项已经对应一个上级事项。")
    upper = _upper(item, upper_item_id)
    begin_change(item.catalogue, actor)
    align(item, upper)
    touch(item)
    item.save()
    _record(actor, item, upper_item_id, MatchVerdict.CONFIRMED)
    return item


@command(CatalogueTag.MATCH_REJECT)
def reject_match(*, actor: Actor, item_id: int, upper_item_id: int) -> MatchDecision:
    """The two are different items: they are not suggested again."""
    item = queries.lock_item(item_id)
    require(policies.may_edit_catalogue(actor, item.catalogue))
    _upper(item, upper_item_id)
    return _record(actor, item, upper_item_id, MatchVerdict.REJECTED)


def _upper(item: CatalogueItem, upper_item_id: int) -> ItemRevision:
    above = queries.upper_revisions(item.catalogue, area_code=item.area_id)
    row = above.filter(item_id=upper_item_id).first()
    if row is not None:
        return row
    raise InvalidInput.for_field("upper", "所选事项不在上级现行目录的这个领域中，请刷新页面后重选。")


def _record(actor: Actor, item: CatalogueItem, upper_item_id: int, verdict: MatchVerdict) -> MatchDecision:
    decision, _ = MatchDecision.objects.update_or_create(
        item=item,
        upper_id=upper_item_id,
        defaults={
            "verdict": verdict,
            "decided_by_id": actor.account_id,
            "decided_by": actor.name,
            "decided_at": clock.now(),
        },
    )
    return decision
