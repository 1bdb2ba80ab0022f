"""What the demonstration files say, typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.kernel.errors import GongkaiError

GENERAL_AREA = "00"
"""Documents outside the 26 policy areas: guides, annual reports, institutions."""

AREA_CODES = frozenset({GENERAL_AREA, *(f"{number:02d}" for number in range(1, 27))})

ROLES = frozenset(
    {
        "department_editor",
        "reviewer",
        "secrecy_reviewer",
        "legal_reviewer",
        "approver",
        "open_affairs_office",
        "request_handler",
        "township_clerk",
        "village_clerk",
        "supervisor",
        "site_operator",
        "system_administrator",
        "security_administrator",
        "audit_administrator",
    }
)

OPENNESS = frozenset({"proactive", "partial", "on_request", "withheld"})

UNPUBLISHED_STATES = frozenset({"draft", "in_review", "secrecy", "awaiting_sign_off"})
STATES = UNPUBLISHED_STATES | {"published", "corrected", "withdrawn"}


class DemonstrationError(GongkaiError):
    """A demonstration file contradicts itself; the message names the file and the entry."""


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division; `level` is province, city, county, township or village."""

    code: str
    name: str
    level: str
    parent_code: str | None


@dataclass(frozen=True, slots=True)
class Body:
    """A public body. `parent_key` is the body it answers to locally, `sector_key` its sector superior."""

    key: str
    name: str
    short_name: str
    uscc: str
    kind: str
    division_code: str
    parent_key: str | None
    sector_key: str | None
    address: str
    hours: str
    telephone: str
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grant:
    """A role on a body, on a division and everything below it, or (both None) on the installation."""

    role: str
    body_key: str | None
    division_code: str | None


@dataclass(frozen=True, slots=True)
class Account:
    """A person who can log in; passwords are set by the loader, never kept here."""

    username: str
    name: str
    body_key: str
    grants: tuple[Grant, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """The county's portal as it names and identifies itself."""

    name: str
    short_name: str
    organiser_key: str
    operator_key: str
    identification_code: str
    record_number: str
    police_record_number: str
    telephone: str
    email: str
    address: str


@dataclass(frozen=True, slots=True)
class County:
    """The whole structure; parents come before their children in every tuple."""

    division_code: str
    divisions: tuple[Division, ...]
    bodies: tuple[Body, ...]
    accounts: tuple[Account, ...]
    site: Site

    def body(self, key: str) -> Body:
        """The body with this key; DemonstrationError when there is none."""
        for body in self.bodies:
            if body.key == key:
                return body
        raise DemonstrationError(f"没有标识为“{key}”的机关")

    def responsible(self, area: str) -> tuple[Body, ...]:
        """The county-level bodies in charge of a policy area, the leading one first."""
        if area not in AREA_CODES:
            raise DemonstrationError(f"没有编号为“{area}”的领域")
        return tuple(body for body in self.bodies if area in body.areas)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to be made by the loader: a spreadsheet from `table` (header first) or a text file."""

    name: str
    table: tuple[tuple[str, ...], ...] | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Correction:
    """A second edition: what changed, the whole new body, and the day it appeared."""

    change_note: str
    body_text: str
    on: date


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why and since when a published document is withdrawn."""

    basis: str
    on: date


@dataclass(frozen=True, slots=True)
class DemoTable:
    """A table of a document's kind: `columns` are codes, each row has a text for each of them."""

    code: str
    unit: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class DemoDocument:
    """One document. `worked_on` is the day everything in it counts from.

    For a document that has been public that day is also `published_on`; for one still on its way
    `published_on` is None.
    """

    key: str
    body_key: str
    area: str
    item: tuple[str, str]
    kind: str
    title: str
    document_number: str
    worked_on: date
    published_on: date | None
    written_on: date
    subject: str
    keywords: tuple[str, ...]
    summary: str
    openness: str
    reason: str
    article: str
    state: str
    attachments: tuple[Attachment, ...]
    body_text: str
    correction: Correction | None
    withdrawal: Withdrawal | None
    information: str = ""
    """Code of the kind of information, with the values of its fields and its tables."""

    values: Mapping[str, str] = field(default_factory=dict)
    tables: tuple[DemoTable, ...] = ()
    effective_on: date | None = None
    validity_years: int = 0
    """For how long it holds from that day on; 0: no end is named."""

    repeals: tuple[str, ...] = ()
    """Titles of documents of the county, published before, that it repeals."""
