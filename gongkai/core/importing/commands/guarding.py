"""Personal information in what is to be moved: it becomes public at once, so it is looked through before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from gongkai.core.guarding import queries as guarding
from gongkai.core.guarding.rules import UNREAD_LABEL, Outcome, Part, file_part, look_through, text_part
from gongkai.core.importing.enums import Field
from gongkai.core.importing.rules import Row
from gongkai.core.information.commands.hygiene import public_copy
from gongkai.kernel.errors import InvalidInput

if TYPE_CHECKING:
    from gongkai.text.old_site import Material

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
"""Not said of every single one: pictures cannot be read where no recogniser is installed."""

Named = tuple[str, str]
"""Path of a file in the folder, and how the page calls it."""


def guard(
    row: Row, text: str, files: Iterable[Named], material: Material, in_force: guarding.InForce
) -> None:
    """Refuse a line with what must be dealt with, and say of others what wants a look.

    Text and files are looked through as the public would get them; the value found is not repeated.
    """
    for field, part in _parts(row, text, files, material):
        _judge(row, field, part, look_through(part, in_force.rules, guarding.fingerprint))


def _parts(row: Row, text: str, files: Iterable[Named], material: Material) -> Iterator[tuple[Field, Part]]:
    yield Field.TITLE, text_part("title", "标题", row.title)
    yield Field.CONTENT, text_part("body", "正文", "\n".join((row.summary, text)))
    for path, shown in files:
        try:
            copy = public_copy(path.rpartition("/")[2], b"".join(material.chunks(path)))
        except InvalidInput as error:
            row.refuse(Field.ATTACHMENTS, path, error.message)
            return
        content = partial(bytes, copy.content)
        yield (
            Field.ATTACHMENTS,
            file_part("file", f"附件“{shown}”", sha256="", name=shown, content=content),
        )


def _judge(row: Row, field: Field, part: Part, outcome: Outcome) -> None:
    if not outcome.counts or (
        set(outcome.counts) == {UNREAD_LABEL} and part.name.lower().endswith(_PICTURES)
    ):
        return
    words = "、".join(f"{name}{count}处" for name, count in sorted(outcome.counts.items()))
    if outcome.hard:
        row.refuse(field, "", f"{part.label}含有个人信息（{words}），请脱敏后再迁移")
    else:
        row.remark(field, "", f"{part.label}请核对是否含有个人信息（{words}）")
