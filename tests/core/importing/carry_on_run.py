"""`python -m tests.core.importing.carry_on_run RUN`: what the worker does with a run, until it is killed."""

from __future__ import annotations

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
django.setup()

from gongkai.core.importing import commands  # noqa: E402 - after the set-up

if __name__ == "__main__":
    print("ready", flush=True)  # noqa: T201 - the parent waits for the line
    sys.stdin.readline()
    while commands.carry_on(int(sys.argv[1])):
        pass
