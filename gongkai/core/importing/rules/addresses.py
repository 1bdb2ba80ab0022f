"""Old addresses in the one form in which they are kept and looked for."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

LONGEST = 700


@dataclass(frozen=True, slots=True)
class OldPlace:
    """Host without port, in lower case (empty when not given), and path with query."""

    host: str
    path: str


def old_place(address: str) -> OldPlace | None:
    """Read an address of the old site; None when there is nothing to be asked for.

    Escapes are written in one way, a fragment never reaches a server, and an index page is its folder.
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if parts.scheme not in {"", "http", "https"}:
        return None
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._")
    path = path if path.startswith("/") else f"/{path}"
    query = f"?{quote(unquote(parts.query), safe='/:@!$&()*+,;=~-._?')}" if parts.query else ""
    whole = f"{path}{query}"
    return OldPlace(host, whole) if whole != "/" and len(whole) <= LONGEST else None
