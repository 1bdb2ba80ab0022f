"""必须改: words that stop papers of a division."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.core.wording import commands, policies, queries
from gongkai.core.wording.rules import key_of
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.attempts import attempt
from gongkai.edges.workbench.forms.wording import RequiredWordForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.presenting import word_lists as presenting
from gongkai.edges.workbench.presenting.wording import requirements
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from typing import Any


@require_http_methods(["GET", "POST"])
def require_word(request: StaffRequest, division_id: int) -> HttpResponse:
    """必须改: papers with the words are not handed in from now on. `key` names an entry of a list to begin
    with."""
    if request.method == "GET":
        demand(policies.may_save_words(request.actor, division_id))
        return _required(request, division_id, RequiredWordForm(initial=_initial(request, division_id)))
    demand(policies.may_require(request.actor, division_id))
    form = RequiredWordForm(request.POST)
    done: list[str] = []
    form.attempt(lambda: _require(request, division_id, form, done))
    if done:
        named = "”“".join(done)
        messages.success(request, f"已将“{named}”设为必须改，本地区含有这些用语的文件改后才能提交和发布。")
    if form.errors:
        return _required(request, division_id, form)
    return _to(division_id)


@require_POST
def relax_word(request: StaffRequest, division_id: int) -> HttpResponse:
    word = request.POST.get("word", "")
    try:
        attempt(
            request,
            lambda: commands.relax_word(actor=request.actor, division_id=division_id, word=word),
            f"已取消“{word}”的必须改，仍作为建议提示。",
        )
    except NotFound as refusal:
        messages.error(request, refusal.message)
    return _to(division_id)


def _require(request: StaffRequest, division_id: int, form: RequiredWordForm, done: list[str]) -> None:
    """One word after the other; those before a refused one are set."""
    for word in form.cleaned_data["word"]:
        row = commands.require_word(
            actor=request.actor, division_id=division_id, word=word, reason=form.text("reason")
        )
        done.append(row.word)


def _required(request: StaffRequest, division_id: int, form: RequiredWordForm) -> HttpResponse:
    division = organisations.get_division(division_id)
    found = queries.words_in(division_id)
    context = {
        "title": f"{division.name}必须改的用语",
        "division": division,
        "tabs": presenting.tabs(division_id, "word_require"),
        "required_form": form,
        "required": requirements(found.required, found.words, division_id),
        "may_require": policies.may_require(request.actor, division_id),
        "crumbs": presenting.crumbs(division, "必须改"),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/word_required.html", context, status=status)


def _initial(request: StaffRequest, division_id: int) -> dict[str, Any]:
    """The words of the entry that the user came from which are not required yet."""
    key = request.GET.get("key", "")
    if not key:
        return {}
    entries = queries.words_in(division_id).entries
    listed = next((each for each in entries if key_of(each.rule) == key), None)
    if listed is None:
        return {}
    known = {row.word for row in listed.required}
    words = [word for word in listed.rule.wrong if word not in known]
    return {"word": "\n".join(words), "reason": listed.rule.reason}


def _to(division_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("workbench:word_require", args=[division_id]))
