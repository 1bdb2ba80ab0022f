"""Small files that are dealt with as large ones are: in the background."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from gongkai.core.information import commands
from gongkai.core.information.models import Edition, Processing


@contextmanager
def everything_large() -> Iterator[None]:
    """Within the block nobody waits for any file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gongkai.core.information.rules.processing.LARGE", 0)
        yield


def let_the_worker_run(edition: Edition) -> None:
    """Do what is under way with the files of an edition, and what follows from it."""
    while found := Processing.objects.filter(edition=edition, fault="").first():
        commands.carry_out_processing(found.pk)
