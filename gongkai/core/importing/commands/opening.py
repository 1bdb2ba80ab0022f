"""From a folder of material to a run whose columns are assigned."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from gongkai.core.importing import policies, queries, rules
from gongkai.core.importing.enums import ImportingTag
from gongkai.core.importing.models import ImportRun
from gongkai.core.importing.transitions import RUN
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.storage.rules import clean_name
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import InvalidInput
from gongkai.kernel.ids import new_public_id
from gongkai.text.file_contents import FileKind, check_file
from gongkai.text.old_site import fingerprint, open_manifest, unpack

_MEBIBYTE = 1024 * 1024
_SUFFIX = 4
"""Signs that keep two archives of one name and day apart."""


@command(ImportingTag.ARCHIVE_RECEIVE)
def receive_archive(*, actor: Actor, division_id: int, name: str, chunks: Iterable[bytes]) -> str:
    """Unpack an uploaded .zip of material into a folder of its own and return the folder's name.

    Raises:
        UnreadableFile: no .zip, too large, damaged, encrypted, something else as well, or with names that
            lead elsewhere; nothing stays.
    """
    require(policies.may_import(actor, division_id))
    stem = Path(clean_name(name)).stem[:60] or "材料"
    folder = f"{clock.today():%Y%m%d}-{stem}-{new_public_id()[:_SUFFIX]}"
    home = queries.folder_of(organisations.get_division(division_id))
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=home, suffix=".part") as archive:
        size = 0
        for chunk in chunks:
            size += len(chunk)
            if size > settings.FILE_SIZE_LIMIT:
                limit = settings.FILE_SIZE_LIMIT // _MEBIBYTE
                raise InvalidInput(f"压缩包超过 {limit} MB 的上限。请把材料直接放到服务器的导入目录。")
            archive.write(chunk)
        archive.flush()
        shown = clean_name(name)
        if check_file(shown, Path(archive.name).read_bytes()) is not FileKind.ZIP:
            raise InvalidInput(f"“{shown}”不是压缩包，没有解开。请选择 .zip 文件。")
        count = unpack(Path(archive.name), home / folder)
    note(folder=folder, files=count)
    return folder


@command(ImportingTag.RUN_OPEN)
def open_run(*, actor: Actor, division_id: int, name: str, folder: str, manifest: str) -> ImportRun:
    """Begin a move: the table is looked at, its columns are guessed by their names, nothing is written.

    Raises:
        InvalidInput: no name, or there is no such table in the folder of imports.
        Conflict: the same table has been moved, or is being moved, for this division.
    """
    require(policies.may_import(actor, division_id))
    if not name.strip():
        raise InvalidInput.for_field("name", "请为这次迁移起个名称，如“2015—2019年旧站信息”。")
    division = organisations.get_division(division_id)
    if (folder, manifest) not in queries.tables_of(division):
        raise InvalidInput.for_field("manifest", "导入目录中没有这份清单，请重新选择。")
    path = queries.folder_of(division) / folder / manifest
    table = open_manifest(path)
    return ImportRun.objects.create(
        division_id=division_id,
        name=name.strip()[:100],
        folder=folder,
        manifest=manifest,
        manifest_hash=fingerprint(path),
        columns=list(table.columns),
        mapping=rules.Mapping(columns=rules.guess(table.columns)).as_json(),
        total_rows=table.count(),
        opened_by_id=actor.account_id,
        opened_by=actor.name,
    )


@command(ImportingTag.RUN_MAP)
def set_mapping(*, actor: Actor, run_id: int, mapping: rules.Mapping) -> ImportRun:
    """Say which column is what, which name is which body, which 栏目 is which item."""
    run = queries.lock_run(run_id)
    require(policies.may_handle(actor, run))
    RUN.apply(run, "map")
    run.mapping = mapping.as_json()
    run.save(update_fields=["mapping", "state"])
    return run
