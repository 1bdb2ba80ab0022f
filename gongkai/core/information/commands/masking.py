"""生成脱敏副本: one press, and what must not be public is masked; what was there before stays inside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gongkai.core.guarding import queries as guarding
from gongkai.core.information import policies, queries, rules
from gongkai.core.information.commands.drafting import sign_as_author
from gongkai.core.information.commands.forgetting import (
    MASKED_TEXTS,
    recalled,
    remember_masked,
    texts_of,
)
from gongkai.core.information.commands.guarding import scan_or_order
from gongkai.core.information.commands.hygiene import cleaned
from gongkai.core.information.commands.masked_files import make_masked, put_masked
from gongkai.core.information.commands.processing_orders import forget_failed_masking, order_masking
from gongkai.core.information.commands.sources import mask_reading
from gongkai.core.information.enums import InformationTag
from gongkai.core.information.models import Attachment, Edition, EditionTable
from gongkai.core.information.rules.masking import Masking
from gongkai.foundation.execution import command, note, require
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict
from gongkai.reference.information_kinds import information_kind
from gongkai.text.markup.sanitising import plain_text


@command(InformationTag.TEXT_MASK)
def mask_text(*, actor: Actor, edition_id: int, revision: int) -> Edition:
    """Mask text, fields and tables of a draft by the profile of its kind; `unmask_text` takes it back.

    Raises:
        Conflict: somebody has saved since, or there is nothing to mask.
    """
    edition = queries.lock_edition(edition_id)
    require(policies.may_edit(actor, edition))
    _demand_present(edition, revision)
    masking = queries.masking_for(edition)
    before = texts_of(edition)
    places = _mask_fields(edition, masking)
    tables, changed = _mask_tables(edition, masking)
    places += changed
    if not places:
        raise Conflict("正文、要素和表格中没有需要脱敏的内容。附件请在附件旁生成脱敏副本。")
    edition.revision += 1
    edition.save(update_fields=[*MASKED_TEXTS, "body_text", "revision"])
    sign_as_author(edition, actor)
    remember_masked(edition, before, tables, places=places, by=actor.name)
    mask_reading(edition, masking)
    note(places=places, profile=masking.name, revision=edition.revision)
    return edition


@command(InformationTag.TEXT_UNMASK)
def unmask_text(*, actor: Actor, edition_id: int) -> Edition:
    """撤销脱敏: the draft as it was before.

    Raises:
        Conflict: it was not masked, somebody has worked on it since, or what it said is not kept any more.
    """
    edition = queries.lock_edition(edition_id)
    require(policies.may_edit(actor, edition))
    kept = queries.masked_text_of(edition.pk)
    if kept is None:
        raise Conflict(
            "没有可以撤销的脱敏：没有脱敏过、已经撤销、脱敏后又有修改，或者超过了可以撤销的期限。"
            "需要改回的，请在编辑页手工修改。"
        )
    texts, tables = recalled(kept)
    for name, value in texts.items():
        setattr(edition, name, value)
    edition.body_text = plain_text(edition.body_html)
    edition.revision += 1
    edition.save(update_fields=[*MASKED_TEXTS, "body_text", "revision"])
    for code, rows in tables.items():
        EditionTable.objects.filter(edition=edition, code=code).update(rows=rows)
    sign_as_author(edition, actor)
    note(places=kept.places, revision=edition.revision)
    kept.delete()
    return edition


@command(InformationTag.ATTACHMENT_MASK)
def mask_attachment(
    *, actor: Actor, attachment_id: int, without: Sequence[str] = (), seen: str = ""
) -> Attachment:
    """The masked copy takes the place of the public file; what was handed in stays for those inside.

    Of a large file it is made in the background, and nothing changes before it is done.

    Args:
        without: headings of columns that are left out, where masking alone still tells who is meant; as
            they were typed, 村、金额 in one text or in two.
        seen: the public file (SHA-256) that the person had before them.

    Raises:
        InvalidInput: a file of which no masked copy can be made and that has to be masked by hand, or one
            without such a column.
        Conflict: nothing in it has to be masked, or it has become another one since.
    """
    edition = queries.lock_edition(queries.get_attachment(attachment_id).edition_id)
    require(policies.may_edit(actor, edition))
    attachment = queries.get_attachment(attachment_id)
    _demand_seen(attachment, seen, "没有重复处理")
    if rules.is_large(queries.weight_of((attachment.original or attachment.file).sha256)):
        if not without:
            _demand_maskable(edition, attachment)
        order_masking(actor, attachment, without)
        note(waiting=True)
        return attachment
    made = make_masked(attachment, without)
    note(places=made.copy.changed, dropped=list(made.dropped), profile=made.profile)
    return put_masked(actor, edition, attachment, made)


@command(InformationTag.ATTACHMENT_UNMASK)
def unmask_attachment(*, actor: Actor, attachment_id: int, seen: str = "") -> Attachment:
    """撤销脱敏: the clean copy of the file as it was handed in is the public one again.

    Args:
        seen: as in `mask_attachment`; a copy that somebody else has made since is not thrown away.

    Raises:
        Conflict: it was not masked, has become another file since, or a masked copy is being made.
    """
    edition = queries.lock_edition(queries.get_attachment(attachment_id).edition_id)
    require(policies.may_edit(actor, edition))
    attachment = queries.get_attachment(attachment_id)
    if attachment.original is None or not attachment.masked:
        raise Conflict("该附件没有经过脱敏，或已经撤销。请刷新页面。")
    _demand_seen(attachment, seen, "没有恢复")
    if queries.is_masking(attachment.pk):
        raise Conflict("该附件正在生成脱敏副本，没有恢复。请等它完成后再办理。")
    taken = cleaned(attachment.original, attachment.name)
    attachment.file, attachment.name, attachment.masked = taken.public, taken.name, 0
    attachment.removed = list(taken.removed)
    attachment.save(update_fields=["file", "name", "masked", "removed"])
    forget_failed_masking(edition, {queries.key_of_file(attachment.pk)})
    sign_as_author(edition, actor)
    scan_or_order(actor, edition)
    note(sha256=attachment.file_id)
    return attachment


def _demand_present(edition: Edition, revision: int) -> None:
    if edition.revision != revision:
        raise Conflict("该文件在您打开页面之后已被他人保存，没有脱敏。请刷新页面后再办理。")


def _demand_seen(attachment: Attachment, seen: str, left_alone: str) -> None:
    if seen and seen != attachment.file_id:
        raise Conflict(f"该附件在您打开页面之后已生成脱敏副本或有改动，{left_alone}。请核对现在的内容。")


def _demand_maskable(edition: Edition, attachment: Attachment) -> None:
    """Nobody waits for what cannot succeed. Of a masked copy, and of a file that nobody has looked through,
    it is not known."""
    (found,) = guarding.report_on(queries.guard_subject(edition), [queries.guarded_file(attachment)]).parts
    if attachment.masked or not found.is_scanned or found.is_cut:
        return
    if not rules.can_mask(attachment.name, found.lines):
        raise Conflict(rules.nothing_to_mask(attachment.name))


def _mask_fields(edition: Edition, masking: Masking) -> int:
    """The written fields that the public sees; returns how many places became others."""
    places = 0
    for name in ("title", "summary", "change_note"):
        text, changed = masking.text(getattr(edition, name))
        setattr(edition, name, text)
        places += changed
    values: dict[str, Any] = {}
    labels = {field.code: field.label for field in information_kind(edition.document.kind).fields}
    for code, value in edition.values.items():
        values[code], changed = masking.cell(labels.get(code, ""), value)
        places += changed
    edition.values = values
    edition.body_html, changed = masking.markup(edition.body_html)
    edition.body_text = plain_text(edition.body_html)
    return places + changed


def _mask_tables(edition: Edition, masking: Masking) -> tuple[dict[str, Any], int]:
    """Tables entered; returns the rows before of those that changed, and how many cells."""
    before: dict[str, Any] = {}
    places = 0
    for table in queries.tables_of(edition.pk):
        rows, changed = masking.rows([column["name"] for column in table.columns], table.rows)
        if changed:
            before[table.code], table.rows = table.rows, rows
            table.save(update_fields=["rows"])
            places += changed
    return before, places
