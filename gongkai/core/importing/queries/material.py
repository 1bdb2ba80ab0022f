"""What lies in the folder of imports, and what a table says at a first look."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from gongkai.core.importing import rules
from gongkai.core.importing.models import ImportRun
from gongkai.kernel.errors import Conflict, NotFound
from gongkai.text.old_site import Manifest, Material, fingerprint, open_manifest

if TYPE_CHECKING:
    from gongkai.foundation.organisations.models import Division

MOST_VALUES = 300
"""Different names of bodies or columns that a person is asked to assign."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One of the first lines as it would be taken."""

    values: tuple[tuple[str, str], ...]
    row: rules.Row


@dataclass(frozen=True, slots=True)
class ValueCount:
    value: str
    count: int


def root() -> Path:
    return Path(settings.IMPORTS_ROOT)


def folder_of(division: Division) -> Path:
    """Where the material of a division lies: nobody sees that of another one."""
    return root() / division.code


def tables_of(division: Division) -> list[tuple[str, str]]:
    """(folder, table) for every table in the folders of a division, by folder."""
    home = folder_of(division)
    folders = sorted(path for path in home.iterdir() if path.is_dir()) if home.is_dir() else []
    return [(path.name, table) for path in folders for table in Material(path).tables()]


def material_of(run: ImportRun) -> Material:
    return Material(folder_of(run.division) / run.folder)


def manifest_of(run: ImportRun, *, checked: bool = False) -> Manifest:
    """The table of the run.

    Args:
        checked: also make sure that it is still the one that the run began with.

    Raises:
        NotFound: the folder was removed.
        Conflict: the table was changed since.
    """
    path = material_of(run).path(run.manifest)
    if path is None:
        raise NotFound(f"导入目录中没有“{run.folder}/{run.manifest}”，请把材料放回原处后再继续。")
    if checked and fingerprint(path) != run.manifest_hash:
        raise Conflict("清单文件在迁移开始后被改动过，不能接着迁移。请放回原来的文件，或另建一次迁移。")
    return open_manifest(path)


def sample(run: ImportRun, mapping: rules.Mapping, count: int = 10) -> list[Sample]:
    """The first lines, read with a mapping that may not be complete yet."""
    found = []
    for record in islice(manifest_of(run).records(), count):
        line = rules.Line(record.number, record.values, record.fault)
        found.append(Sample(tuple(record.values.items()), rules.read_row(line, mapping)))
    return found


def values_of(run: ImportRun, column: str) -> list[ValueCount]:
    """What stands in a column, the most frequent first; blanks are left out."""
    counts = Counter(
        value for record in manifest_of(run).records() if (value := record.values.get(column, "").strip())
    )
    return [ValueCount(value, count) for value, count in counts.most_common(MOST_VALUES)]
