"""A signer signs ten on a phone; one was taken back, changed and sent again meanwhile, and is not signed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

from tests.journeys.people import ITEM, PHONE, SignIn, confirm, days_ago, rare_word
from tests.journeys.test_phone import fits

TEN = 10
THUMB = 44
"""Pixels that a thumb hits without trying."""


@dataclass(slots=True)
class Desk:
    """Somebody signed in who sends forms without looking at pages: ten documents are ten times the same."""

    page: Page
    demo: str
    token: str = field(init=False)

    def __post_init__(self) -> None:
        self.page.goto(f"{self.demo}/workbench/")
        found = self.page.locator("input[name=csrfmiddlewaretoken]").first.get_attribute("value")
        assert found
        self.token = found

    def send(self, path: str, **fields: str) -> str:
        """Post a form; returns where it led."""
        address = f"{self.demo}/workbench/{path}"
        answer = self.page.request.post(
            address, form={**fields, "csrfmiddlewaretoken": self.token}, headers={"Referer": address}
        )
        assert answer.ok, f"{path}: {answer.status} {_words(answer.text())}"
        return answer.url


@dataclass(slots=True)
class Office:
    """The desks of the bureau of education."""

    editor: Desk
    reviewer: Desk
    secrecy: Desk

    def revision_of(self, edition: int) -> str:
        """The revision of the draft that the editor would start from."""
        self.editor.page.goto(f"{self.editor.demo}/workbench/documents/{edition}/edit/")
        return self.editor.page.locator("input[name=revision]").input_value()

    def send_for_signature(self, edition: int, fields: dict[str, str]) -> None:
        """From a written draft to the signer's desk."""
        self.editor.send(f"documents/{edition}/edit/", **fields)
        self.reviewer.send(
            f"documents/{edition}/decide/", step="review", verdict="approve", conclusion="may_publish",
            method="政府网站", scope="面向社会", planned_for="签发后及时发布",
        )  # fmt: skip
        self.secrecy.send(
            f"documents/{edition}/secrecy/", conclusion="may_publish", method="政府网站", scope="面向社会",
            planned_for="签发后及时发布",
        )  # fmt: skip


def test_ten_signed_on_a_phone_but_not_what_has_changed(sign_in: SignIn, demo: str) -> None:
    word = rare_word()
    office = Office(*(Desk(sign_in(f"jtj.{name}"), demo) for name in ("editor", "reviewer", "secrecy")))
    editions = _ten_to_sign(office, word)

    phone = sign_in("jtj.approver", PHONE, anew=True)
    phone.get_by_text("菜单", exact=True).tap()
    phone.get_by_role("link", name="批量签发").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("批量签发")
    fits(phone, "批量签发")
    ours = phone.locator("label.sign-tick").filter(has_text=word)
    expect(ours).to_have_count(TEN)
    for number in range(TEN):
        box = ours.nth(number).bounding_box()
        assert box is not None
        assert box["height"] >= THUMB, "a thumb hits it"
        ours.nth(number).tap()
    card = phone.get_by_role("listitem").filter(has_text=f"{word}第3号")
    expect(card.get_by_text("复审：可以公开")).to_be_visible()
    expect(card.get_by_role("link", name=re.compile("看全文"))).to_be_visible()

    _press(phone)
    expect(phone.get_by_text("请确认所选文件均可以公开").first).to_be_visible()
    for number in range(TEN):
        expect(ours.nth(number).get_by_role("checkbox")).to_be_checked()
    phone.get_by_role("radio", name="所选文件均可以公开").check()
    phone.get_by_label("签发意见").fill("同意公开。")

    changed = editions[4]
    office.editor.send(f"documents/{changed}/recall/")
    office.send_for_signature(changed, _fields(f"{word}第4号招生公告（改）", office.revision_of(changed)))

    _press(phone)
    expect(phone.get_by_text("已签发 9 件，1 件没有签发")).to_be_visible()
    refused = phone.get_by_role("region", name="没有签发")
    expect(refused.get_by_role("link", name=f"{word}第4号招生公告（改）")).to_be_visible()
    expect(refused.get_by_text("在您查看之后已有变动")).to_be_visible()
    fits(phone, "what became of it")
    phone.get_by_role("link", name="继续签发").tap()
    expect(ours).to_have_count(1)
    expect(ours).to_contain_text("（改）")


def _ten_to_sign(office: Office, word: str) -> list[int]:
    """Ten documents on the signer's desk; their keys, from number 0."""
    desk = office.editor
    desk.page.goto(f"{desk.demo}/workbench/documents/new/?q={ITEM}")
    item = desk.page.get_by_role("radio", name=re.compile(ITEM)).first.get_attribute("value")
    body = desk.page.locator("[name=body]").first.input_value()
    assert item
    editions = []
    for number in range(TEN):
        title = f"{word}第{number}号招生公告"
        address = desk.send("documents/new/", body=body, title=title, item=item, kind="general")
        found = re.search(r"/documents/(\d+)/edit/", address)
        assert found, address
        edition = int(found[1])
        office.send_for_signature(edition, _fields(title, office.revision_of(edition)))
        editions.append(edition)
    return editions


def _fields(title: str, revision: str) -> dict[str, str]:
    """What the editor sends for a short public notice, with 提交审核."""
    return {
        "revision": revision,
        "body_format": "html",
        "kind": "general",
        "title": title,
        "written_on": days_ago(2).isoformat(),
        "subject_category": "教育",
        "keywords": "招生",
        "summary": f"公布{title}。",
        "body_html": f"<p>{title}：2027年计划招收一年级新生180人。</p>",
        "openness": "proactive",
        "action": "submit",
    }


def _press(phone: Page) -> None:
    phone.get_by_role("button", name="同意签发所选文件").tap()
    confirm(phone, "签发")


def _words(html: str) -> str:
    """The complaints of a page, for the message of a failing test."""
    return " ".join(re.findall(r'field-error"[^>]*>(?:<svg.*?</svg>)?([^<]+)', html))[:500]
