"""What the templates read: plain shapes that portal and workbench fill from queries.

A template reads attributes only, so any object with the same attributes will do; these classes are the
contract in one place and are what the gallery shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from gongkai.kernel.deadlines import Deadline

Tone = Literal["neutral", "info", "good", "warn", "alarm", "off"]
StepState = Literal["done", "current", "todo", "returned"]


@dataclass(frozen=True, slots=True)
class NavLink:
    """A link in a menu, a row of tabs or a filter; `count` is the badge beside it."""

    label: str
    url: str
    current: bool = False
    icon: str = ""
    count: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """A titled group of the workbench menu."""

    label: str
    links: Sequence[NavLink]


@dataclass(frozen=True, slots=True)
class Site:
    """What header and footer say about a site; `tone` is "grey" on days of mourning."""

    name: str
    home_url: str
    search_url: str
    subtitle: str = ""
    mark: str = ""
    theme: str = ""
    tone: str = ""
    utility_links: Sequence[NavLink] = ()
    footer_links: Sequence[NavLink] = ()
    organiser: str = ""
    maintainer: str = ""
    telephone: str = ""
    address: str = ""
    identity_code: str = ""
    icp_number: str = ""
    police_number: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Workbench:
    """The frame of a signed-in page: who is here, for which body, and the menu of that role."""

    menu: Sequence[MenuGroup]
    account_name: str
    role_label: str = ""
    body_name: str = ""
    bodies: Sequence[NavLink] = ()
    home_url: str = "/workbench/"
    search_url: str = ""
    notices_url: str = ""
    notice_count: int = 0
    account_url: str = ""
    sign_out_url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with its value; `wide` takes the whole row of an information header."""

    label: str
    value: str
    url: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Badge:
    """A short state in words; the shape follows the tone, so colour is never alone."""

    label: str
    tone: Tone = "neutral"


@dataclass(frozen=True, slots=True)
class DueDate:
    """A limit as lists and pages show it: the day with its proof, and how it stands.

    `left` counts in `unit` from today, negative once the day has passed; None where the clock stands still
    or the matter is over. `done_on` is the day on which it was settled, `paused` why it stands still,
    `dropped` why it is owed no more.
    """

    proof: Deadline
    left: int | None = None
    unit: str = "天"
    done_on: date | None = None
    late: bool = False
    paused: str = ""
    dropped: str = ""
    label: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class AreaTile:
    """One of the policy areas on the portal."""

    code: str
    name: str
    icon: str
    url: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One catalogue item with the columns that every county prints."""

    number: str
    name: str
    url: str
    elements: str
    basis: str
    time_limit: str
    body: str
    channels: Sequence[str]
    audience: str
    method: str
    levels: str
    document_count: int = 0


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """The items under one first-level matter (一级事项)."""

    name: str
    items: Sequence[ItemRow]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a list."""

    title: str
    url: str
    published_on: date | None = None
    body: str = ""
    number: str = ""
    summary: str = ""
    badge: Badge | None = None
    due_on: date | None = None
    due: DueDate | None = None


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One thing that waits for somebody, with the one button that moves it on."""

    title: str
    url: str
    kind: str
    action_label: str
    action_url: str
    lamp: Badge | None = None
    due_on: date | None = None
    due: DueDate | None = None
    body: str = ""
    waiting_since: datetime | None = None
    returned_because: str = ""


@dataclass(frozen=True, slots=True)
class FileItem:
    """A file to download; `size` in bytes."""

    name: str
    url: str
    size: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Who did what when, and what they wrote."""

    what: str
    who: str = ""
    when: datetime | None = None
    role: str = ""
    opinion: str = ""
    tone: Tone = "neutral"
    current: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a process."""

    label: str
    state: StepState = "todo"
    note: str = ""


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """One row of a filter bar; every option is a link, so it works without JavaScript."""

    label: str
    options: Sequence[NavLink]


@dataclass(frozen=True, slots=True)
class Statistic:
    """A figure with its unit; `value` is shown as given, or a dash when it is not known."""

    label: str
    value: str | int | None
    unit: str = ""
    note: str = ""
    tone: Tone = "neutral"
    url: str = ""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One edition of a document."""

    label: str
    published_at: datetime
    url: str = ""
    by: str = ""
    note: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """Something a draft still lacks; `href` leads to the field."""

    label: str
    href: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `kind` is "text", "number", "date" or "action"."""

    label: str
    kind: str = "text"
    sort_url: str = ""
    sorted: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `at` is shown to the minute, `day` as a date."""

    text: str = ""
    url: str = ""
    badge: Badge | None = None
    note: str = ""
    day: date | None = None
    at: datetime | None = None
    due: DueDate | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table; `key` is the value of its check box when the table has batch actions."""

    cells: Sequence[Cell]
    key: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix of permissions: for each row one entry per column (yes, no, or a short condition)."""

    columns: Sequence[str]
    rows: Sequence[GridRow]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a permission matrix."""

    label: str
    marks: Sequence[GridMark]


@dataclass(frozen=True, slots=True)
class GridMark:
    """One crossing of a permission matrix."""

    allowed: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class BatchAction:
    """A button that acts on the ticked rows."""

    label: str
    value: str
    icon: str = ""
    confirm: str = ""
    tone: Tone = "neutral"


@dataclass(frozen=True, slots=True)
class QuickAction:
    """A thing a citizen can do."""

    label: str
    url: str
    icon: str
    note: str = ""
