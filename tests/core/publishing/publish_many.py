"""Publishes editions one after the other, in a process of its own that may be killed at any moment.

Usage: python -m tests.core.publishing.publish_many EDITION…   It says "ready", waits for a line, and begins.
"""

from __future__ import annotations

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
django.setup()

from gongkai.core.information import commands  # noqa: E402  (the settings come first)
from gongkai.kernel.actor import Actor  # noqa: E402  (the settings come first)

ACTOR = Actor.system("测试发布")


def main() -> None:
    print("ready", flush=True)  # noqa: T201 - the parent waits for the line
    sys.stdin.readline()
    for edition_id in map(int, sys.argv[1:]):
        commands.publish_edition(actor=ACTOR, edition_id=edition_id)
        print(edition_id, flush=True)  # noqa: T201 - the parent reads how far it came


if __name__ == "__main__":
    main()
