"""Personal information in what becomes public: scanned, looked at, let through by a second person, proved.

政府信息公开条例 art. 15; 个人信息保护法 arts. 25, 28, 34.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from gongkai.core.guarding import commands as guarding
from gongkai.core.guarding import queries as guarding_queries
from gongkai.core.guarding.rules import basis_fault
from gongkai.core.information import policies, queries, rules
from gongkai.core.information.commands.processing_orders import forget_failed_masking, order_scan
from gongkai.core.information.enums import InformationTag
from gongkai.core.information.models import Attachment, Edition
from gongkai.foundation.execution import command, note, require
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput

if TYPE_CHECKING:
    from gongkai.core.guarding.rules import Part, Report


def scanned(actor: Actor, edition: Edition, *, large: bool = False) -> Report:
    """The report of an edition after its tables and files were scanned, as far as nobody had.

    Args:
        large: also those for which nobody may be kept waiting, and nobody's lock be held.
    """
    present = guarding_queries.rules_in_force()
    parts = queries.guarded_parts(edition)
    subject = queries.guard_subject(edition)
    report = guarding_queries.report_on(subject, parts, present)
    if not report.unscanned:
        return report
    wanted = [part for part in report.unscanned if large or not _is_large(part)]
    guarding.keep_scans(actor, wanted, present)
    forget_failed_masking(edition, {part.key for part in wanted})
    return guarding_queries.report_on(subject, parts, present)


def scan_or_order(actor: Actor, edition: Edition) -> Report:
    """Look through what is small at once, and leave what is large to the worker."""
    report = scanned(actor, edition)
    if report.unscanned:
        order_scan(actor, edition)
    return report


def scan_file(actor: Actor, edition: Edition, attachment: Attachment) -> None:
    """Look through a new file at once, or leave a large one to the worker, so that nobody waits for it."""
    if not attachment.is_public:
        return
    part = queries.guarded_file(attachment)
    if _is_large(part):
        order_scan(actor, edition)
    else:
        guarding.keep_scans(actor, [part])


def _is_large(part: Part) -> bool:
    return rules.is_large(part.weight())


def demand_guarded(actor: Actor, edition: Edition, undone: str) -> Report:
    """Nothing personal stands in the way of publication. What was not scanned yet is scanned now if it is
    small; what is large waits for the worker.

    Args:
        undone: what does not happen otherwise: 不能发布.

    Raises:
        Conflict: with what has to be dealt with and where it stands, never the value; or with the file that
            is not ready yet.
    """
    waiting = queries.unsettled_fault(edition)
    if waiting:
        raise Conflict(f"{undone}：{waiting}")
    report = scanned(actor, edition)
    fault = queries.guard_fault(edition, report)
    if fault:
        raise Conflict(f"个人信息检查没有通过，{undone}：{fault}")
    return report


def prove_guarded(actor: Actor, edition: Edition, report: Report) -> None:
    """Keep the proof without which the database publishes nothing."""
    subject = queries.guard_subject(edition)
    guarding.prove(
        actor,
        queries.proof_subject(edition),
        report,
        text_digest=queries.guarded_text_digest(edition),
        files={file.file_id for file in edition.attachments.all() if file.is_public},
        release=guarding_queries.release_of(subject, report) if report.is_released else None,
    )


@command(InformationTag.EDITION_SCAN)
def check_edition(*, actor: Actor, edition_id: int, large: bool = False) -> Edition:
    """检查个人信息: scan what has no result under the present rules, what is large in the background; nothing
    of the edition changes.

    Args:
        large: what is large here and now as well: nobody waits for it, and nothing is locked.
    """
    edition = queries.get_edition(edition_id)
    require(policies.may_scan(actor, edition))
    report = scanned(actor, edition, large=True) if large else scan_or_order(actor, edition)
    note(rules=report.rules, hard=report.hard, counts=dict(report.counts), waiting=len(report.unscanned))
    return edition


@command(InformationTag.FINDING_CONFIRM)
def confirm_findings(
    *, actor: Actor, edition_id: int, fingerprints: Collection[str] = (), basis: str = ""
) -> Edition:
    """核对: the editor says of findings that want a look that they may be public; all of them if none is
    named, but for files that nothing could read: `confirm_file`.

    Args:
        basis: on what all of them may be, in a few words.

    Raises:
        InvalidInput: all of them, and no basis.
        Conflict: there is nothing (any more) to confirm.
    """
    edition = queries.lock_edition(edition_id)
    require(policies.may_confirm_findings(actor, edition))
    InvalidInput.raise_for(basis="" if fingerprints else basis_fault(basis))
    report = scanned(actor, edition)
    count = guarding.confirm(actor, queries.guard_subject(edition), report, fingerprints)
    looked_at = {line.part for line in report.lines if not fingerprints or line.fingerprint in fingerprints}
    forget_failed_masking(edition, looked_at)
    note(confirmed=count, rules=report.rules)
    return edition


@command(InformationTag.FILE_LOOK)
def confirm_file(*, actor: Actor, edition_id: int, digest: str, looked: bool) -> Edition:
    """核对: the editor has opened a file that nothing could read, page by page, and it may be public.

    Args:
        digest: of the part of the report, as the person saw it.
        looked: 已逐页打开核对; kept in the audit row.

    Raises:
        InvalidInput: it was not opened.
        Conflict: the file has become another, or was confirmed already.
    """
    edition = queries.lock_edition(edition_id)
    require(policies.may_confirm_findings(actor, edition))
    InvalidInput.raise_for(
        looked="" if looked else "请打开文件逐页核对，确认没有不能公开的个人信息，再勾选“已逐页打开核对”。"
    )
    report = scanned(actor, edition)
    found = guarding.confirm_unread(actor, queries.guard_subject(edition), report, digest)
    forget_failed_masking(edition, {found.part.key})
    note(file=found.part.label, places=found.unread_places, rules=report.rules)
    return edition
