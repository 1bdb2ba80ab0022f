"""用语词表 of a division: its entries and those that hold beside them, one at a time; a sentence to try."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.core.wording import commands, policies, queries
from gongkai.core.wording.enums import WordSource
from gongkai.core.wording.rules import entry_at, entry_of_word, key_of, spoken
from gongkai.edges.components import inputs, paging
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.attempts import attempt
from gongkai.edges.workbench.forms.wording import SORT_CHOICES, EntryForm, TryForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.presenting import word_lists as presenting
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.errors import NotFound
from gongkai.text.wording import WordingSort, check_wording

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gongkai.core.wording.queries import DivisionWords, ListedWord
    from gongkai.text.wording import WordingHit, WordRule

_PART = 20
_SILENT: dict[str, Any] = {
    "right": "", "reason": "", "since": None, "unless_after": "", "unless_before": "", "advice": False,
    "off": True,
}  # fmt: skip
"""An entry that is switched off says which words and why, and nothing else."""


@require_GET
def entries(request: StaffRequest, division_id: int) -> HttpResponse:
    """The words that hold in a division, by where they come from."""
    demand(policies.may_save_words(request.actor, division_id))
    return _entries(request, division_id, TryForm())


@require_POST
def try_words(request: StaffRequest, division_id: int) -> HttpResponse:
    """What is found in a text by every list that holds here; nothing is kept."""
    demand(policies.may_save_words(request.actor, division_id))
    form = TryForm(request.POST)
    words = queries.words_of_division(division_id)
    return _entries(
        request, division_id, form, form.attempt(lambda: check_wording(form.text("sentence"), words))
    )


@require_http_methods(["GET", "POST"])
def entry(request: StaffRequest, division_id: int) -> HttpResponse:
    """An entry of the division's own list: a new one, another one changed, or one in the place of an entry of
    the lists above and the shipped one (`from`)."""
    demand(policies.may_save_words(request.actor, division_id))
    if request.method == "GET":
        return _entry(request, division_id, EntryForm(initial=_initial(request, division_id)))
    form = EntryForm(request.POST)
    saved = form.attempt(
        lambda: commands.put_word(
            actor=request.actor,
            division_id=division_id,
            rule=form.rule(),
            replacing=form.text("key"),
            change_note=form.text("change_note"),
            confirmed=form.cleaned_data["confirmed"],
        )
    )
    if saved is None:
        return _entry(request, division_id, form, present=_moved_on(form, division_id))
    messages.success(request, f"已保存为第{saved.number}版，即时生效。改错了可以在“历次版本”恢复。")
    return _to(division_id)


@require_POST
def remove(request: StaffRequest, division_id: int) -> HttpResponse:
    attempt(
        request,
        lambda: commands.remove_word(
            actor=request.actor, division_id=division_id, key=request.POST.get("key", "")
        ),
        "已从本地区词表删除，上级和内置词表的写法照常提示。删错了可以在“历次版本”恢复。",
    )
    return _to(division_id)


def _entries(
    request: StaffRequest, division_id: int, form: TryForm, hits: Sequence[WordingHit] | None = None
) -> HttpResponse:
    division = organisations.get_division(division_id)
    found = queries.words_in(division_id)
    words, sort = inputs.words(request), inputs.choice(request, "sort", dict(SORT_CHOICES))
    source = inputs.choice(request, "source", WordSource.values) or WordSource.OWN
    fitting = [each for each in found.entries if presenting.matches(each, words, sort)]
    chosen = [each for each in fitting if each.source == source]
    home = reverse("workbench:word_list", args=[division_id])
    may_require = policies.may_require(request.actor, division_id)

    def address(number: int | None = None, of: str = source) -> str:
        kept = {"source": of, "q": words, "sort": sort, "page": number or ""}
        return f"{home}?{urlencode({name: value for name, value in kept.items() if value})}"

    shown = paging.pages(len(chosen), inputs.page(request), address, size=_PART, unit="条")
    part = chosen[(shown.number - 1) * _PART : shown.number * _PART]
    context = {
        "title": f"{division.name}用语词表",
        "division": division,
        "tabs": presenting.tabs(division_id, "word_list"),
        "sources": _sources(found, fitting, source, address),
        "source": source,
        "words": words,
        "sort": sort,
        "sorts": SORT_CHOICES,
        "is_filtered": bool(words or sort),
        "elsewhere": len(fitting) - len(chosen),
        "rows": presenting.shown_words(part, division_id, may_require=may_require.allowed),
        "may_require": may_require,
        "pages": shown,
        "form": form,
        "tried": hits is not None,
        "hit_columns": presenting.HIT_COLUMNS,
        "hits": [presenting.hit_row(hit) for hit in hits or ()],
        "crumbs": presenting.crumbs(division),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/word_list.html", context, status=status)


def _sources(
    found: DivisionWords, fitting: Sequence[ListedWord], current: str, address: Callable[..., str]
) -> list[NavLink]:
    """Where words come from, with how many fit; one that has none at all is left out."""
    present = {each.source for each in found.entries} | {WordSource.OWN}
    return [
        NavLink(
            source.label,
            address(of=source.value),
            current=source == current,
            count=sum(each.source == source for each in fitting),
        )
        for source in WordSource
        if source in present
    ]


def _entry(request: StaffRequest, division_id: int, form: EntryForm, *, present: str = "") -> HttpResponse:
    division = organisations.get_division(division_id)
    listed = _listed(request, division_id)
    title = presenting.entry_title(listed, is_own=bool(form["key"].value()), off=bool(form["off"].value()))
    context = {
        "title": title,
        "division": division,
        "form": form,
        "present": present,
        "lead": presenting.standing(listed) if listed else "",
        "address": request.get_full_path() if listed else request.path,
        "crumbs": presenting.crumbs(division, title),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/word_entry.html", context, status=status)


def _initial(request: StaffRequest, division_id: int) -> dict[str, Any]:
    """What the form begins with. Raises NotFound for an entry that is not there any more."""
    key = request.GET.get("key", "")
    if key:
        own, _ = queries.own_words(division_id)
        return EntryForm.filled(_there(entry_at(own, key)), key)
    if request.GET.get("from"):
        listed = _listed(request, division_id)
        filled = EntryForm.filled(_there(listed.rule if listed else None))
        return {**filled, **_SILENT} if request.GET.get("off") else filled
    return {"sort": WordingSort.WORD.value}


def _listed(request: StaffRequest, division_id: int) -> ListedWord | None:
    """The entry of another list in whose place one is written; also while a refused one is shown again."""
    source = request.GET.get("from", "")
    listed = queries.words_in(division_id).entries if source else ()
    return next((each for each in listed if key_of(each.rule) == source), None)


def _there(rule: WordRule | None) -> WordRule:
    if rule is None:
        raise NotFound("没有这一条，可能已由他人修改或者删除，请回到词表重新查找。")
    return rule


def _moved_on(form: EntryForm, division_id: int) -> str:
    """What others made of the entry meanwhile; what was typed then goes in its place, and nothing is lost."""
    own, _ = queries.own_words(division_id)
    if (
        not form.text("key")
        or entry_at(own, form.text("key")) is not None
        or "wrong" not in form.cleaned_data
    ):
        return ""
    present = entry_of_word(own, form.cleaned_data["wrong"])
    form.begin_from(key_of(present) if present else "")
    return f"现在是：{spoken(present)}（{present.reason}）" if present else "现在已经没有这一条"


def _to(division_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("workbench:word_list", args=[division_id]))
