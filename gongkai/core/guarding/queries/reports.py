"""What is known about the personal information in a subject."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from gongkai.core.guarding import rules
from gongkai.core.guarding.enums import Sort, Weight
from gongkai.core.guarding.models import Confirmation, Finding, Proof, Release, Scan
from gongkai.core.guarding.queries.rules import InForce, rules_in_force
from gongkai.core.guarding.queries.texts import of_text


@dataclass(frozen=True, slots=True)
class Subject:
    """What is scanned, known by reference only."""

    type: str
    id: int


def report_on(subject: Subject, parts: Sequence[rules.Part], in_force: InForce | None = None) -> rules.Report:
    """What is found in the parts, and what persons said of it.

    Texts are scanned here and now; tables and files are looked up, and one that nobody has scanned under
    the present rules is in `unscanned`.
    """
    present = in_force or rules_in_force()
    stored = _stored(parts, present.version)
    found = tuple(_of_part(part, stored, present) for part in parts)
    plain = rules.Report(found, present.version)
    return rules.Report(
        found,
        present.version,
        confirmed=_confirmed(subject) if plain.open_review else frozenset(),
        released=_released(subject, plain) if plain.hard else frozenset(),
    )


def release_of(subject: Subject, report: rules.Report) -> Release | None:
    """The latest approval that holds for the content and the rules as they are."""
    return _holding(subject, report.digest, report.rules).first()


def releases_behind(subject: Subject, proof: Proof) -> list[Release]:
    """Every approval on which a publication rests, in the order in which they were given."""
    return list(
        _holding(subject, proof.digest, proof.rules).filter(released_at__lte=proof.made_at).order_by("pk")
    )


def releases_of(subject: Subject) -> list[Release]:
    """Every approval, newest first, those that hold no longer among them."""
    return list(Release.objects.filter(subject_type=subject.type, subject_id=subject.id))


def proof_of(subject: Subject) -> Proof | None:
    """What was kept when the subject became public."""
    return (
        Proof.objects.filter(subject_type=subject.type, subject_id=subject.id)
        .select_related("release")
        .order_by("-pk")
        .first()
    )


def types_by_heading(part: rules.Part, in_force: InForce) -> dict[str, frozenset[str]] | None:
    """The types found below the headings of the tables in a file; None where its scan under the rules did not
    keep them, or nobody has scanned it."""
    scan = Scan.objects.filter(digest=part.digest, rules=in_force.version).only("columns").first()
    if scan is None or scan.columns is None:
        return None
    return {heading: frozenset(types) for heading, types in scan.columns.items()}


def _holding(subject: Subject, digest: str, version: str) -> QuerySet[Release]:
    return Release.objects.filter(
        subject_type=subject.type, subject_id=subject.id, digest=digest, rules=version
    )


def _released(subject: Subject, report: rules.Report) -> frozenset[str]:
    everything = [found.part.digest for found in report.parts]
    scopes = _holding(subject, report.digest, report.rules).values_list("scope", flat=True)
    return frozenset(key for scope in scopes for key in scope or everything)


def _confirmed(subject: Subject) -> frozenset[str]:
    return frozenset(
        Confirmation.objects.filter(subject_type=subject.type, subject_id=subject.id).values_list(
            "fingerprint", flat=True
        )
    )


def _stored(parts: Iterable[rules.Part], version: str) -> dict[str, Scan]:
    digests = [part.digest for part in parts if part.sort != Sort.TEXT]
    if not digests:
        return {}
    scans = Scan.objects.filter(digest__in=digests, rules=version).prefetch_related("findings")
    return {scan.digest: scan for scan in scans}


def _of_part(part: rules.Part, stored: dict[str, Scan], present: InForce) -> rules.PartReport:
    if part.sort == Sort.TEXT:
        outcome = of_text(part, present)
        return rules.PartReport(
            part, True, _placed(part, outcome.lines), outcome.hard, outcome.review, outcome.counts,
            is_cut=outcome.is_cut,
        )  # fmt: skip
    scan = stored.get(part.digest)
    if scan is None:
        return rules.PartReport(part, is_scanned=False)
    return rules.PartReport(
        part,
        True,
        tuple(_line(part, found) for found in scan.findings.all()),
        scan.hard,
        scan.review,
        scan.counts,
        unread=scan.unread,
        is_cut=scan.is_cut,
        people=scan.people,
        remark=scan.remark,
        scanned_by=scan.scanned_by,
        scanned_at=scan.scanned_at,
    )


def _placed(part: rules.Part, lines: Sequence[rules.Line]) -> tuple[rules.Line, ...]:
    """The lines of a text with the places that only whoever knows its form can name."""
    if part.places is None or not lines:
        return tuple(lines)
    places = part.places([line.start for line in lines])
    return tuple(replace(line, place=place) for line, place in zip(lines, places, strict=True))


def _line(part: rules.Part, found: Finding) -> rules.Line:
    return rules.Line(
        part.key,
        found.place,
        found.type,
        found.label,
        Weight(found.weight),
        found.masked,
        found.reason,
        found.fingerprint,
        is_hidden=found.is_hidden,
    )
