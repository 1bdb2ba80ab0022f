"""`?asof=2026-03-01`: a public page as it stood at the end of that day in China, and every address on it
leading on to the same day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse

from gongkai.edges.components import inputs
from gongkai.edges.portal import addresses
from gongkai.kernel import clock
from gongkai.kernel.errors import NotFound
from gongkai.text.dates import in_chinese

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

NAME = "asof"
FORMER_NAME = "on"
"""How the catalogue's pages called it first; such addresses lead to the present ones."""

_TAG = re.compile(r"<(?:a|area|form|img|link|source)\b[^>]*>")
_ADDRESS = re.compile(r'(?P<name>\s(?:href|src))="(?P<address>[/?](?!/)[^"#]*)')
_UNDATED = re.compile(r"/(?:static|workbench|feed|library/feed|sitemap|robots|favicon)")
_LEADS_TO_TODAY = "data-today"


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day asked for.

    `day` is one that has passed; `later` one that is still to come, which only some pages can show;
    `unread` is set when what was given is no day.
    """

    day: date | None = None
    later: date | None = None
    unread: bool = False

    @property
    def is_asked(self) -> bool:
        return self != AsOf()


@dataclass(frozen=True, slots=True)
class Bar:
    """What a page says above itself about the day that it shows.

    `kept` is what else was asked for, which another day asks for again.
    """

    title: str
    text: str
    day: date
    path: str
    today_url: str
    kept: Sequence[tuple[str, str]] = ()
    since_url: str = ""


def of(request: HttpRequest) -> AsOf:
    """Today is as if nothing were asked."""
    given = inputs.day(request, NAME)
    if given is None:
        return AsOf(unread=bool(request.GET.get(NAME, "").strip()))
    if given > clock.today():
        return AsOf(later=given)
    return AsOf() if given == clock.today() else AsOf(day=given)


def day_of(request: HttpRequest) -> date | None:
    """The day that has passed, or None for now."""
    return of(request).day


def day_of_file(request: HttpRequest, *, shows_later: bool = False) -> date | None:
    """`day_of` for what has no place to say what is shown: a file as of another day would mislead.

    Args:
        shows_later: the file also tells what is announced for a day to come.

    Raises:
        NotFound: what was asked for is no day, or cannot be shown yet.
    """
    asked = of(request)
    if asked.unread or (asked.later and not shows_later):
        raise NotFound(_why_today(asked))
    return asked.day or asked.later


def former_address(request: HttpRequest) -> str:
    """Where an address with `?on=` leads now, or an empty text."""
    if FORMER_NAME not in request.GET or NAME in request.GET:
        return ""
    wanted = request.GET.copy()
    wanted[NAME] = wanted.pop(FORMER_NAME)[-1]
    return f"{request.path}?{wanted.urlencode()}"


def bar(request: HttpRequest, *, shows_days: bool, shows_later: bool, about: str = "") -> Bar | None:
    """What has to be said about the day, or None where the page shows now and nobody asked for more.

    Args:
        shows_days, shows_later: what the page can do; the rest is refused in words.
        about: how to read what the page shows, where it is not simply what was public on the day.
    """
    asked = of(request)
    if not asked.is_asked or (asked.later and shows_later):
        return None
    today_url = without_day(request)
    wanted = asked.day or asked.later or clock.today()
    if asked.day and shows_days:
        return Bar(
            title=f"这是{in_chinese(asked.day)}的公开内容",
            text=about or "按当日24时公开的状态显示，页内链接都保持这一天。",
            day=asked.day,
            path=request.path,
            today_url=today_url,
            kept=kept(request),
            since_url=addresses.with_query(reverse("portal:log"), since=asked.day.isoformat()),
        )
    words = about if asked.day and about else _why_today(asked)
    return Bar("显示的是今天的内容", words, wanted, request.path, today_url, kept(request))


def kept(request: HttpRequest) -> list[tuple[str, str]]:
    """What a page was asked for beside the day; another day begins with its first page."""
    return [
        (name, value)
        for name, values in request.GET.lists()
        if name not in (NAME, "page")
        for value in values
    ]


def keep_day(html: str, day: date) -> str:
    """Every address of the portal's own in a page, and every form that asks for one, led on to `day`.

    An element marked `data-today` is left alone.
    """
    return _TAG.sub(lambda found: _kept(found.group(), day), html)


def with_day(path: str, day: date | None) -> str:
    """An address as of the same day."""
    return f"{path}{'&' if '?' in path else '?'}{NAME}={day.isoformat()}" if day else path


def _kept(tag: str, day: date) -> str:
    if _LEADS_TO_TODAY in tag:
        return tag
    if tag.startswith("<form"):
        hidden = f'<input type="hidden" name="{NAME}" value="{day.isoformat()}">'
        return f"{tag}{hidden}" if 'method="get"' in tag else tag
    return _ADDRESS.sub(lambda found: f'{found["name"]}="{_dated(found["address"], day)}', tag)


def _dated(address: str, day: date) -> str:
    if _UNDATED.match(address) or f"{NAME}=" in address:
        return address
    return f"{address}{'&amp;' if '?' in address else '?'}{NAME}={day.isoformat()}"


def without_day(request: HttpRequest) -> str:
    """The address as of today, from its first page on."""
    wanted = request.GET.copy()
    for name in (NAME, "page"):
        wanted.pop(name, None)
    return f"{request.path}?{wanted.urlencode()}" if wanted else request.path


def _why_today(asked: AsOf) -> str:
    if asked.unread:
        return "没有读懂所填的日期，请按“2026-03-01”的写法填写。"
    if asked.later:
        return f"{in_chinese(asked.later)}还没有到，届时的内容现在无法显示。"
    return "这个页面不能按日期查看；页内链接仍保持所选的日期。"
