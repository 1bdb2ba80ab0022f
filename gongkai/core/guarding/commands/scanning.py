"""The results of scans of tables and files. Other apps' commands call this inside their transaction."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.core.guarding import queries, rules
from gongkai.core.guarding.enums import Sort
from gongkai.core.guarding.models import Finding, Scan
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor


def keep_scans(actor: Actor, parts: Iterable[rules.Part], in_force: queries.InForce | None = None) -> int:
    """Scan the tables and files among the parts that have no result under the rules yet.

    Returns how many were scanned. Twice at once is once: the second finds the row of the first.
    """
    present = in_force or queries.rules_in_force()
    wanted = {part.digest: part for part in parts if part.sort != Sort.TEXT}
    known = set(
        Scan.objects.filter(digest__in=wanted, rules=present.version).values_list("digest", flat=True)
    )
    missing = [part for digest, part in wanted.items() if digest not in known]
    for part in missing:
        keep_outcome(actor, part, queries.look(part, present), present)
    return len(missing)


def keep_outcome(actor: Actor, part: rules.Part, outcome: rules.Outcome, present: queries.InForce) -> None:
    """Keep what `queries.look` found in a part under the rules given."""
    scan, is_new = Scan.objects.get_or_create(
        digest=part.digest,
        rules=present.version,
        defaults={
            "sort": part.sort,
            "hard": outcome.hard,
            "review": outcome.review,
            "counts": outcome.counts,
            "unread": outcome.unread,
            "is_cut": outcome.is_cut,
            "people": outcome.names.people,
            "remark": outcome.names.remark,
            "columns": outcome.told_columns,
            "scanned_by": actor.name,
            "scanned_at": clock.now(),
        },
    )
    if is_new:
        Finding.objects.bulk_create(_row(scan, line) for line in outcome.lines)


def _row(scan: Scan, line: rules.Line) -> Finding:
    return Finding(
        scan=scan,
        place=line.place,
        type=line.type,
        label=line.label,
        weight=line.weight,
        masked=line.masked,
        reason=line.reason,
        is_hidden=line.is_hidden,
        fingerprint=line.fingerprint,
    )
