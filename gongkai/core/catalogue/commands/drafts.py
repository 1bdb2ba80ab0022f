"""The version under way: begun by the first change, closed while it is in review."""

from __future__ import annotations

from gongkai.core.catalogue import queries
from gongkai.core.catalogue.enums import VersionState
from gongkai.core.catalogue.models import Catalogue, CatalogueVersion
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict


def begin_change(catalogue: Catalogue, actor: Actor) -> CatalogueVersion:
    """The version that a change of rows belongs to; whoever changes something is noted in it.

    Raises:
        Conflict: it is in review; what was approved must be what was read.
    """
    queries.lock_catalogue(catalogue.pk)
    version = queries.open_version(catalogue.pk)
    if version is None:
        last = queries.latest_version(catalogue.pk)
        version = CatalogueVersion(catalogue=catalogue, number=last.number + 1 if last else 1)
    elif version.state == VersionState.IN_REVIEW:
        raise Conflict(
            f"目录第{version.number}版正在审核，暂时不能修改，您的修改没有保存。请待审核结束，或请审批人退回后再改。"
        )
    if actor.account_id is not None and actor.account_id not in version.editor_ids:
        version.editor_ids.append(actor.account_id)
        version.save()
    elif version.pk is None:
        version.save()
    return version
