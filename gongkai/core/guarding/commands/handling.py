"""What persons say of findings, and what is kept of it. Other apps' commands call this inside their
transaction, after they asked their policy."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from django.db import connection

from gongkai.core.guarding import queries, rules
from gongkai.core.guarding.enums import Handling, Weight
from gongkai.core.guarding.models import Confirmation, Release
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput

MOST_PROVED = 2_000
"""Findings listed in a proof one by one; the counts are of all of them."""

_WORDS = 300


def confirm(
    actor: Actor, subject: queries.Subject, report: rules.Report, fingerprints: Collection[str] = ()
) -> int:
    """经核对可以公开: the findings that want a look, those named or all; returns how many were open. What
    nothing could read is not among them: `confirm_unread`.

    Raises:
        Conflict: there is none of them (any more).
    """
    wanted = {
        line.fingerprint: line.label
        for line in report.lines
        if line.weight == Weight.REVIEW
        and line.type != rules.UNREAD
        and line.handling == Handling.OPEN
        and (not fingerprints or line.fingerprint in fingerprints)
    }
    if not fingerprints:
        wanted |= {
            found.part.digest: "其余各处"
            for found in report.parts
            if found.is_cut and found.review > found.unread_places
        }
    if not wanted and report.open_unread:
        raise Conflict("不能自动检查的附件和图片不能一并确认，须逐个打开，逐页核对后单独确认。")
    if not wanted:
        raise Conflict("没有需要核对的内容，可能已由他人核对，或者文字已经修改。请刷新页面。")
    _keep(actor, subject, wanted)
    return len(wanted)


def confirm_unread(
    actor: Actor, subject: queries.Subject, report: rules.Report, digest: str
) -> rules.PartReport:
    """经逐页核对可以公开: everything in one file that nothing could read; returns the file's part.

    Args:
        digest: of the part as the person saw it.

    Raises:
        Conflict: the file has become another, or was confirmed already.
    """
    found = next((found for found in report.parts if found.part.digest == digest), None)
    if found is None or found.part.key not in report.open_unread:
        raise Conflict("该附件已有改动，或者已由他人核对。请刷新页面，核对现在的附件。")
    _keep(actor, subject, {found.unread_mark: rules.UNREAD_LABEL})
    return found


def _keep(actor: Actor, subject: queries.Subject, wanted: Mapping[str, str]) -> None:
    rows = [
        Confirmation(
            subject_type=subject.type,
            subject_id=subject.id,
            fingerprint=fingerprint,
            label=label,
            confirmed_by_id=actor.account_id,
            confirmed_by=actor.name,
            confirmed_at=clock.now(),
        )
        for fingerprint, label in wanted.items()
    ]
    Confirmation.objects.bulk_create(rows, ignore_conflicts=True)


def release(
    actor: Actor,
    subject: queries.Subject,
    report: rules.Report,
    *,
    ground: str,
    reason: str,
    author_ids: Collection[int],
    scope: Collection[str] = (),
) -> Release:
    """Let findings through that must be dealt with, for this content under these rules.

    Args:
        scope: keys of what is let through; none: everything.

    Raises:
        InvalidInput: no ground, or no reason worth the name.
        Conflict: a text of the actor's own, nothing to let through, it was let through already, or what was
            chosen is not there any more.
    """
    InvalidInput.raise_for(**rules.release_faults(ground, reason))
    fault = rules.second_person_fault(actor.account_id, author_ids)
    if fault or actor.account_id is None:
        raise Conflict(fault)
    if not report.open_hard:
        raise Conflict("没有必须处理的个人信息，无需批准。请刷新页面。")
    chosen = [each for each in report.open_scopes if not scope or each.key in scope]
    if scope and len(chosen) < len(set(scope)):
        raise Conflict("勾选的内容已有改动或者已经处理，没有批准。请核对现在的内容后重新勾选。")
    return Release.objects.create(
        subject_type=subject.type,
        subject_id=subject.id,
        digest=report.digest,
        rules=report.rules,
        hard=sum(each.hard for each in chosen),
        scope=[each.key for each in chosen],
        covers=[f"{each.words}{each.hard}处"[:_WORDS] for each in chosen],
        ground=ground,
        reason=reason.strip(),
        released_by_id=actor.account_id,
        released_by=actor.name,
        released_at=clock.now(),
    )


_PROVE = """
    INSERT INTO guarding_proof (
        subject_type, subject_id, text_digest, files, digest, rules, parts, findings, release_id,
        made_by, made_at
    ) VALUES (%s, %s, %s, %s::text[], %s, %s, %s, %s, %s, %s, %s)
"""
"""Written as SQL (ADR 0020): part of every publication."""


def prove(
    actor: Actor,
    subject: queries.Subject,
    report: rules.Report,
    *,
    text_digest: str,
    files: Collection[str],
    release: Release | None,
) -> None:
    """Keep what the scan said at the moment of publication."""
    labels = {found.part.key: found.part.label for found in report.parts}
    parts = [
        {
            "label": found.part.label,
            "digest": found.part.digest,
            "counts": dict(found.counts),
            "unread": found.unread,
        }
        for found in report.parts
    ]
    findings = [
        {
            "part": labels[line.part],
            "place": line.place,
            "label": line.label,
            "weight": line.weight,
            "masked": line.masked,
            "handling": line.handling,
        }
        for line in report.lines[:MOST_PROVED]
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            _PROVE,
            [
                subject.type, subject.id, text_digest, sorted(files), report.digest, report.rules,
                json.dumps(parts, ensure_ascii=False), json.dumps(findings, ensure_ascii=False),
                release.pk if release else None, actor.name, clock.now(),
            ],
        )  # fmt: skip
