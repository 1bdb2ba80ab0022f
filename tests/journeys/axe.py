"""Asking axe about the page that is on the screen."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
SERIOUS = {"serious", "critical"}


def faults_of(page: Page, where: str) -> list[str]:
    """Serious and critical findings, each with the place and the start of the markup."""
    page.wait_for_load_state()
    found = Axe().run(page, options=OPTIONS)
    return [
        f"{where}: {fault['id']} ({fault['impact']}): {node['html'][:140]}"
        for fault in found.response["violations"]
        if fault["impact"] in SERIOUS
        for node in fault["nodes"][:3]
    ]
