"""The components in a real browser: width, reading modes, autosave, confirmation, phrases."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path
from playwright.sync_api import Browser, Page, Route, expect

from gongkai.edges.components.middleware import content_security_policy
from gongkai.edges.components.views import gallery
from tests.browser import needs_browser

pytestmark = [pytest.mark.browser, needs_browser]
SAVE = "**/save/"

urlpatterns = [path("", content_security_policy(gallery)), path("other/", lambda request: HttpResponse("ok"))]


class ThreadingServer(ThreadingMixIn, WSGIServer):
    """A browser opens connections ahead of need: one thread each, or an idle one holds up the rest."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """A request handler that keeps the test output clean."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The gallery behind the product's content policy, on a free port."""
    with override_settings(
        ROOT_URLCONF=__name__,
        DEBUG=True,
        ALLOWED_HOSTS=["127.0.0.1"],
        MIDDLEWARE=[],
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    ):
        application = StaticFilesHandler(WSGIHandler())
        server = make_server("127.0.0.1", 0, application, server_class=ThreadingServer, handler_class=Quiet)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    yield tab
    context.close()
    assert not complaints


@pytest.mark.parametrize("layout", ["portal", "workbench"])
def test_nothing_scrolls_sideways(page: Page, address: str, layout: str) -> None:
    page.goto(f"{address}?layout={layout}")
    wide = []
    for mode in ("", "elder", "contrast", "contrast elder"):
        page.evaluate("mode => { document.documentElement.dataset.mode = mode }", mode)
        for width in (320, 390, 768, 1024, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((mode, width))
    assert wide == []


def test_a_table_in_a_text_scrolls_in_its_frame_and_no_column_shrinks_to_a_character(
    page: Page, address: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{address}?layout=portal")
    frame = page.get_by_role("region", name="各类户数")
    widths = frame.get_by_role("cell").evaluate_all(
        "cells => cells.map(cell => cell.clientWidth / parseFloat(getComputedStyle(cell).fontSize))"
    )
    assert min(widths) > 4, "short ones in one line"
    assert 12 < max(widths) < 14, "long ones in a few"
    before = frame.evaluate("frame => [frame.scrollLeft, frame.scrollWidth > frame.clientWidth]")
    assert before == [0, True]
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("frame => frame.scrollLeft > 0", arg=frame.element_handle())


def test_mode_is_kept_in_this_browser_only(page: Page, address: str) -> None:
    page.goto(f"{address}?layout=portal")
    size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    assert page.evaluate(size) == 16
    page.click("text=长辈版")
    assert page.evaluate(size) == 20
    page.reload()
    assert page.evaluate(size) == 20
    assert page.get_attribute("[data-mode-toggle=elder]", "aria-pressed") == "true"
    assert page.context.cookies() == []
    page.click("text=长辈版")
    assert page.evaluate(size) == 16


def test_modes_and_menu_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{address}?layout=portal")
    heading = page.locator("h1").first
    before = heading.bounding_box()
    page.click("text=长辈版")
    after = heading.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"]
    menu = page.locator(".site-menu nav").first
    expect(menu).to_be_hidden()
    page.click(".site-menu summary")
    expect(menu).to_be_visible()
    expect(page.locator("[data-print]").first).to_be_hidden()
    expect(page.locator("[data-phrases]").first).to_be_hidden()
    context.close()


def test_keyboard_reaches_the_text_first(page: Page, address: str) -> None:
    page.route("**/page-tools.js", lambda route: route.abort())  # it would focus the gallery's error summary
    page.goto(f"{address}?layout=portal")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_escape_closes_a_menu_and_returns_the_focus(page: Page, address: str) -> None:
    page.goto(address)
    page.click(".drop-end summary")
    expect(page.locator(".drop-end .drop-panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".drop-end .drop-panel")).to_be_hidden()
    expect(page.locator(".drop-end summary")).to_be_focused()


def test_phrase_goes_to_the_caret(page: Page, address: str) -> None:
    page.goto(address)
    page.fill("#opinion", "已核对")
    page.click("[data-phrases=opinion] >> text=同意，请签发。")
    assert page.input_value("#opinion") == "已核对。同意，请签发。"


def test_confirmation_holds_the_form_back(page: Page, address: str) -> None:
    page.goto(address)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)
    page.evaluate("document.querySelector('#sample-draft').noValidate = true")
    button = "#sample-draft [data-confirm]"
    page.click(button)
    dialog = page.locator("#confirm-dialog")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("确定退回？")
    page.click("#confirm-dialog >> text=取消")
    assert sent == []
    page.click(button)
    with page.expect_request(lambda request: request.method == "POST"):
        page.click("#confirm-dialog [data-confirm-accept]")
    assert sent == ["POST"]


def open_draft(page: Page, address: str) -> None:
    """Open the gallery with its draft form pointed at the address that the test answers."""
    page.route(address, answer_with_draft)
    page.goto(address)


def answer_with_draft(route: Route) -> None:
    """The gallery's page with an autosave address and an owner."""
    response = route.fetch()
    body = response.text().replace(
        'data-autosave-url="#"', 'data-autosave-url="/save/" data-autosave-owner="17"'
    )
    route.fulfill(response=response, body=body)


def test_autosave_says_when_it_saved(page: Page, address: str) -> None:
    posted: list[str] = []

    def answer(route: Route) -> None:
        posted.append(route.request.post_data or "")
        route.fulfill(status=200, json={"saved_at": "2026-11-22T12:03:00+08:00"})

    page.route(SAVE, answer)
    open_draft(page, address)
    page.fill("#id_empty-title", "云溪县低保公示")
    status = page.locator("#sample-draft [data-autosave-status]")
    expect(status).to_contain_text("还未保存")
    expect(status).to_contain_text("已保存", timeout=5000)
    assert len(posted) == 1
    assert "云溪县低保公示" in posted[0]
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('gongkai-draft'))") == []


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (401, "application/json", "登录已过期"),
        (422, "application/json", "标题不能超过 200 字"),
        (500, "text/html", "内容仍在本页"),
        (0, "", "内容仍在本页"),
    ],
)
def test_autosave_failure_keeps_the_work(
    page: Page, address: str, status: int, kind: str, words: str
) -> None:
    def answer(route: Route) -> None:
        if status == 0:
            route.abort()
        else:
            route.fulfill(
                status=status, content_type=kind, body=json.dumps({"message": "标题不能超过 200 字"})
            )

    page.route(SAVE, answer)
    open_draft(page, address)
    page.fill("#id_empty-title", "写了一半")
    page.check("#id_empty-openness_1")
    shown = page.locator("#sample-draft [data-autosave-status]")
    expect(shown).to_contain_text(words, timeout=5000)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address)
    page.click("text=恢复到表单")
    assert page.input_value("#id_empty-title") == "写了一半"
    assert page.is_checked("#id_empty-openness_1")


def test_leaving_with_unsaved_work_asks(page: Page, address: str) -> None:
    page.route(SAVE, lambda route: route.abort())
    open_draft(page, address)
    page.fill("#id_empty-title", "写了一半")
    asked: list[str] = []

    def answer(dialog: object) -> None:
        asked.append(dialog.type)  # type: ignore[attr-defined]
        dialog.accept()  # type: ignore[attr-defined]

    page.on("dialog", answer)
    page.goto(f"{address}other/")
    assert asked == ["beforeunload"]


def test_a_copy_is_not_offered_to_somebody_else(page: Page, address: str) -> None:
    page.route(SAVE, lambda route: route.abort())
    open_draft(page, address)
    page.fill("#id_empty-title", "写了一半")
    expect(page.locator("#sample-draft [data-autosave-status]")).to_contain_text("本机", timeout=5000)
    page.on("dialog", lambda dialog: dialog.accept())
    page.unroute(address)
    page.goto(address)
    expect(page.locator(".autosave-offer")).to_have_count(0)


@pytest.mark.parametrize(
    ("left", "focused"),
    [
        ('<button id="other">移除</button><a id="last" href="#">下载</a>', "other"),
        ('<a id="first" href="#">下载</a>', "first"),
        ("<p>没有文件。</p>", "piece"),
        ('<a href="#">下载</a><button id="drop">取消</button>', "drop"),
    ],
)
def test_the_focus_goes_to_what_takes_the_place_of_what_is_gone(
    page: Page, address: str, left: str, focused: str
) -> None:
    """To the next control in place, to the last one, or to the piece itself; one that stays keeps it."""
    page.route("**/drop/", lambda route: route.fulfill(content_type="text/html", body=left))
    page.goto(address)
    page.evaluate(
        """() => {
            const piece = document.createElement("div");
            piece.id = "piece";
            piece.innerHTML = '<button id="drop" hx-post="drop/" hx-target="#piece">取消</button>';
            document.querySelector("main").append(piece);
            htmx.process(piece);
        }"""
    )
    page.focus("#drop")
    with page.expect_response("**/drop/"):
        page.keyboard.press("Enter")
    expect(page.locator(f"#{focused}")).to_be_focused()
