"""Sentences on which the words of a division are tried, and their whole text for those who want it."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.core.wording import commands, policies, queries
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.attempts import attempt
from gongkai.edges.workbench.forms.wording import ExampleForm, WordsForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.presenting import word_lists as presenting
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.errors import NotFound
from gongkai.text.wording.sheets import split_words


@require_http_methods(["GET", "POST"])
def examples(request: StaffRequest, division_id: int) -> HttpResponse:
    """The sentences, and one more."""
    demand(policies.may_save_words(request.actor, division_id))
    form = ExampleForm(request.POST or None)
    if request.method == "POST":
        saved = form.attempt(
            lambda: commands.add_example(
                actor=request.actor,
                division_id=division_id,
                text=form.text("sentence"),
                finds=split_words(form.text("finds")),
            )
        )
        if saved is not None:
            messages.success(request, f"已增加例句，保存为第{saved.number}版。")
            return _to(division_id)
    return _examples(request, division_id, form, WordsForm(initial=_whole(division_id)))


@require_POST
def remove(request: StaffRequest, division_id: int) -> HttpResponse:
    try:
        attempt(
            request,
            lambda: commands.remove_example(
                actor=request.actor, division_id=division_id, text=request.POST.get("text", "")
            ),
            "已删除例句。",
        )
    except NotFound as refusal:
        messages.error(request, refusal.message)
    return _to(division_id)


@require_http_methods(["GET", "POST"])
def whole_text(request: StaffRequest, division_id: int) -> HttpResponse:
    """The list as text; saved only when every example of it comes out as it says."""
    demand(policies.may_save_words(request.actor, division_id))
    if request.method == "GET":
        return _to(division_id)
    form = WordsForm(request.POST)
    saved = form.attempt(
        lambda: commands.save_words(
            actor=request.actor,
            division_id=division_id,
            text=form.text("words"),
            change_note=form.text("change_note"),
            based_on=form.cleaned_data["based_on"],
        )
    )
    if saved is None:
        return _examples(request, division_id, ExampleForm(), form)
    messages.success(request, f"已保存为第{saved.number}版，例句全部通过，即时生效。")
    return _to(division_id)


def _examples(request: StaffRequest, division_id: int, form: ExampleForm, words: WordsForm) -> HttpResponse:
    division = organisations.get_division(division_id)
    own, _ = queries.own_words(division_id)
    context = {
        "title": f"{division.name}词表例句和全文",
        "division": division,
        "tabs": presenting.tabs(division_id, "word_examples"),
        "form": form,
        "words_form": words,
        "examples": own.examples,
        "crumbs": presenting.crumbs(division, "例句和全文"),
    }
    refused = form.errors or words.errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return page(request, "workbench/word_examples.html", context, status=status)


def _whole(division_id: int) -> dict[str, object]:
    last = queries.latest_version(division_id)
    return {"words": last.text if last else "", "based_on": last.number if last else 0}


def _to(division_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("workbench:word_examples", args=[division_id]))
