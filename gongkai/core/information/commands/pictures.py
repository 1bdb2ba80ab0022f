"""Pictures put into the text of a draft."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.core.information import policies, queries, rules
from gongkai.core.information.commands.drafting import add_file
from gongkai.core.information.commands.guarding import scan_file
from gongkai.core.information.commands.hygiene import take_in
from gongkai.core.information.enums import InformationTag
from gongkai.core.information.models import Attachment
from gongkai.foundation.execution import command, require
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import InvalidInput


@command(InformationTag.PICTURE_ADD)
def attach_picture(*, actor: Actor, edition_id: int, name: str, chunks: Iterable[bytes]) -> Attachment:
    """Keep a picture for the text of a draft; the text then shows it by `picture_address`.

    Pasted pictures all have the same name, so a number is put behind one that is taken.

    Raises:
        InvalidInput: too many, too large, or no picture by its content.
    """
    edition = queries.lock_edition(edition_id)
    require(policies.may_edit(actor, edition))
    if edition.attachments.filter(is_inline=True).count() >= rules.MOST_PICTURES:
        raise InvalidInput(f"一份文件的正文最多{rules.MOST_PICTURES}张图片，请将其余的作为附件上传。")
    taken = take_in(chunks, name, limit=rules.PICTURE_SIZE)
    if not taken.public.media_type.startswith("image/"):
        raise InvalidInput(f"“{taken.name}”不是图片，不能插入正文。请作为附件上传。")
    present = set(edition.attachments.values_list("name", flat=True))
    picture = add_file(actor, edition, taken, rules.free_name(taken.name, present), is_inline=True)
    scan_file(actor, edition, picture)
    return picture
