"""Personal information in what is to be moved: it becomes public at once, so it is looked through before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from gongkai.core.guarding import queries as guarding
from gongkai.core.guarding.rules import Outcome, Part, file_part, look_through, text_part
from gongkai.core.importing.enums import Field
from gongkai.core.information.commands.hygiene import public_copy
from gongkai.kernel.errors import InvalidInput

if TYPE_CHECKING:
    from gongkai.core.importing.commands.preparing import Prepared
    from gongkai.text.old_site import Material


def guard(prepared: Sequence[Prepared], material: Material) -> None:
    """Refuse lines with what must be dealt with, and say of the others what wants a look.

    Text and files are looked through as the public would get them; the value found is not repeated.
    """
    present = guarding.rules_in_force()
    for each in prepared:
        for field, part in _parts(each, material):
            _judge(each, field, part.label, look_through(part, present.rules, guarding.fingerprint))


def _parts(each: Prepared, material: Material) -> Iterator[tuple[Field, Part]]:
    row = each.row
    yield Field.TITLE, text_part("title", "标题", row.title)
    yield Field.CONTENT, text_part("body", "正文", "\n".join((row.summary, each.text)))
    for file in each.files.values():
        try:
            copy = public_copy(file.path.rpartition("/")[2], b"".join(material.chunks(file.path)))
        except InvalidInput as error:
            row.refuse(Field.ATTACHMENTS, file.path, error.message)
            return
        content = partial(bytes, copy.content)
        label = f"附件“{file.shown}”"
        yield Field.ATTACHMENTS, file_part("file", label, sha256="", name=file.shown, content=content)


def _judge(each: Prepared, field: Field, label: str, outcome: Outcome) -> None:
    found: Counter[str] = outcome.counts
    if not found:
        return
    words = "、".join(f"{name}{count}处" for name, count in sorted(found.items()))
    if outcome.hard:
        each.row.refuse(field, "", f"{label}含有个人信息（{words}），请脱敏后再迁移")
    else:
        each.row.remark(field, "", f"{label}请核对是否含有个人信息（{words}）")
