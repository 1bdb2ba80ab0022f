"""The gallery renders every component, and the partials behave when little is given."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from lxml import html

import gongkai.edges.components as package
from gongkai.edges.components.gallery_samples import SampleForm
from gongkai.edges.components.views import gallery

HOME = Path(package.__file__).parent / "templates" / "components"
ELSEWHERE = {"gallery.html", "messages.html"}


def page(layout: str) -> html.HtmlElement:
    response = gallery(RequestFactory().get("/", {"layout": layout}))
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


@pytest.mark.parametrize("layout", ["portal", "workbench", "something-else"])
def test_gallery_is_a_sound_page(layout: str) -> None:
    tree = page(layout)
    assert tree.get("lang") == "zh-CN"
    assert len(tree.xpath("//main")) == 1
    assert len(tree.xpath("//h1")) >= 1
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    labelled = {
        value
        for attribute in tree.xpath("//@aria-labelledby | //@aria-describedby")
        for value in attribute.split()
    }
    assert labelled <= set(ids)
    targets = set(tree.xpath("//label/@for"))
    assert targets <= set(ids)


def test_gallery_shows_every_partial() -> None:
    shown: set[str] = set()
    pending = ["gallery.html", "layouts/portal_base.html", "layouts/workbench_base.html"]
    while pending:
        source = (HOME / pending.pop()).read_text(encoding="utf-8")
        for name in re.findall(r'include "components/([a-z_]+\.html)"', source):
            if name not in shown:
                shown.add(name)
                pending.append(name)
    shown |= {"deadline.html", "due_date.html", "why_date.html"}  # reached through their tags
    partials = {path.name for path in HOME.glob("*.html")} - ELSEWHERE
    assert partials <= shown | {"messages.html"}


NEEDS_NOTHING = {path.name for path in HOME.glob("*.html")} - {"gallery.html", "form_field.html"}


@pytest.mark.parametrize("partial", sorted(NEEDS_NOTHING))
def test_partial_survives_an_empty_context(partial: str) -> None:
    get_template(f"components/{partial}").render({})


@pytest.mark.parametrize("layout", ["portal_base", "workbench_base", "card_base"])
def test_layout_survives_without_a_site(layout: str) -> None:
    assert '<html lang="zh-CN">' in render_to_string(f"components/layouts/{layout}.html", {})


def test_error_summary_links_to_the_fields() -> None:
    form = SampleForm({"title": "", "openness": "full"})
    form.is_valid()
    tree = html.fromstring(
        "<div>"
        + render_to_string("components/error_summary.html", {"form": form})
        + render_to_string("components/form_fields.html", {"form": form})
        + "</div>"
    )
    links = tree.xpath("//*[@role='alert']//a/@href")
    assert "#id_title" in links
    ids = set(tree.xpath("//@id"))
    assert {link[1:] for link in links} <= ids
    title = tree.get_element_by_id("id_title")
    assert title.get("aria-invalid") == "true"
    assert set(title.get("aria-describedby").split()) <= ids


def test_error_summary_is_absent_without_errors() -> None:
    assert not render_to_string("components/error_summary.html", {"form": SampleForm()}).strip()


def test_what_people_wrote_is_escaped() -> None:
    shown = render_to_string(
        "components/opinion_box.html",
        {"id": "o", "name": "o", "value": "</textarea><script>alert(1)</script>", "phrases": ['"><b>x</b>']},
    )
    assert "<script>" not in shown
    assert "<b>" not in shown


def test_messages_of_each_kind() -> None:
    class Said(str):
        tags = "error"

    class Done(str):
        tags = "success"

    shown = render_to_string("components/messages.html", {"messages": [Said("不能签发"), Done("已提交")]})
    assert 'role="alert"' in shown
    assert "notice-good" in shown
