"""An old site in a folder, as its operator would hand it over."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gongkai.core.importing import commands, queries
from gongkai.core.importing.models import ImportRun
from gongkai.core.importing.rules import Mapping as Columns
from gongkai.core.importing.rules import guess
from gongkai.foundation.access.enums import Role
from gongkai.kernel.actor import Actor
from tests import factories as make
from tests.bad_files import PNG

PAGE = (
    '<html><body><div class="TRS_Editor"><p>各乡镇：现将有关事项通知如下。</p>'
    '<p><img src="pic.png" alt="流程图"></p><p><a href="files/a.txt">附件1</a></p></div></body></html>'
)


@dataclass
class OldSite:
    """A folder of material within the folder of imports."""

    county: make.County
    folder: Path

    @property
    def office(self) -> Actor:
        return make.make_actor(Role.OPEN_AFFAIRS_OFFICE, self.county.division, account_id=77)

    def put(self, name: str, content: str | bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def table(self, rows: Iterable[Mapping[str, str]], name: str = "list.csv") -> None:
        rows = list(rows)
        stream = io.StringIO()
        writer = csv.DictWriter(stream, list(dict.fromkeys(key for row in rows for key in row)))
        writer.writeheader()
        writer.writerows(rows)
        self.put(name, stream.getvalue())

    def open(self, name: str = "list.csv", actor: Actor = make.SYSTEM) -> ImportRun:
        return commands.open_run(
            actor=actor,
            division_id=self.county.division.pk,
            name="旧站信息",
            folder=self.folder.name,
            manifest=name,
        )

    def mapped(self, run: ImportRun, **given: object) -> ImportRun:
        county = self.county
        values: dict[str, object] = {
            "columns": guess(run.columns),
            "bodies": {"县民政局": county.bureau.pk},
            "items": {"通知公告": county.item.pk},
        }
        return commands.set_mapping(
            actor=make.SYSTEM,
            run_id=run.pk,
            mapping=Columns(**{**values, **given}),  # type: ignore[arg-type]
        )

    def checked(self, **given: object) -> ImportRun:
        run = self.mapped(self.open(), **given)
        commands.check_run(actor=make.SYSTEM, run_id=run.pk)
        return self.work(run)

    def moved(self, **given: object) -> ImportRun:
        run = self.checked(**given)
        commands.start_run(actor=make.SYSTEM, run_id=run.pk)
        return self.work(run)

    def work(self, run: ImportRun) -> ImportRun:
        """What the worker does, until nothing is left."""
        while commands.carry_on(run.pk):
            pass
        return queries.get_run(run.pk)


def a_line(number: int = 1, **fields: str) -> dict[str, str]:
    return {
        "标题": f"关于第{number}件事的通知",
        "发布机构": "县民政局",
        "栏目": "通知公告",
        "发布时间": f"2019-05-{number % 28 + 1:02d} 10:30:00",
        "成文日期": "2019-04-30",
        "文号": f"云民发[2019]{number}号",
        "正文": f"<p>第{number}件事，请遵照执行。</p>",
        "网址": f"http://old.example.gov.cn/art/2019/5/{number}.html",
        **fields,
    }


@pytest.fixture
def old_site(county: make.County, tmp_path: Path, settings: Any) -> OldSite:
    settings.IMPORTS_ROOT = tmp_path / "imports"
    settings.FILES_ROOT = tmp_path / "files"
    folder = tmp_path / "imports" / county.division.code / "旧站"
    folder.mkdir(parents=True)
    site = OldSite(county, folder)
    site.put("art/2019/5/pic.png", PNG)
    site.put("art/2019/5/files/a.txt", "附件内容")
    return site
