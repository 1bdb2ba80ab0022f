"""Texts that this process has looked through a moment ago: one passes by several times on its way."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from gongkai.core.guarding import rules
from gongkai.core.guarding.queries.fingerprints import fingerprint
from gongkai.core.guarding.queries.rules import InForce
from gongkai.text.file_contents import Watch

_MOST = 500
_seen: OrderedDict[tuple[str, str, str], rules.Outcome] = OrderedDict()
_lock = Lock()


def look(part: rules.Part, present: InForce, watch: Watch | None = None) -> rules.Outcome:
    """What is found in a part, looked through here and now: seconds or minutes, and no transaction needed."""
    return rules.look_through(part, present.rules, fingerprint, watch)


def of_text(part: rules.Part, present: InForce) -> rules.Outcome:
    """What is found in a text, from memory where text and rules are the same; it holds no value."""
    key = (part.key, part.digest, present.version)
    with _lock:
        known = _seen.get(key)
    if known is not None:
        return known
    outcome = look(part, present)
    with _lock:
        _seen[key] = outcome
        while len(_seen) > _MOST:
            _seen.popitem(last=False)
    return outcome
