"""One press of a button that either did its work or says why not, on the page it came from."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages

from gongkai.edges.workbench.requests import StaffRequest
from gongkai.kernel.errors import Conflict, Denied, InvalidInput


def attempt(request: StaffRequest, act: Callable[[], object], done: str) -> None:
    """Do it, and tell at the top of the next page what was done or why nothing was."""
    try:
        act()
    except (Denied, Conflict, InvalidInput) as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done)
