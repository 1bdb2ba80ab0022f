"""`gongkai import-catalogue` and `gongkai import-document`: the workbench's commands for files on disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.core.catalogue import commands as catalogue
from gongkai.core.catalogue import queries as catalogue_queries
from gongkai.core.information import commands as information
from gongkai.core.information import rules
from gongkai.core.information.enums import Openness
from gongkai.edges.cli import output
from gongkai.foundation.identity import queries as identity
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import NotFound
from gongkai.text.archives import ArchiveLimits, read_source
from gongkai.text.official_text import read_official_text

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import CatalogueItem
    from gongkai.foundation.organisations.models import PublicBody

IMPORTER = Actor.system("命令行导入")
_CHUNK = 1024 * 1024
_SHOWN_PROBLEMS = 20
_OPEN_MARKERS = ("公开发布", "主动公开")

_file = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_as_account = click.option("--as", "username", default="", help="以哪个账号的名义；不写则以系统名义。")


@click.command(
    "import-catalogue",
    help="导入标准目录表格（.xlsx .xls .docx .html .csv .md .txt）。好的行导入，其余列出工作表、行和原因。",
)
@_file
@click.option("--division", required=True, help="行政区划代码。")
@click.option("--dry-run", is_flag=True, help="只核对，不导入。")
@_as_account
def import_catalogue(file: Path, division: str, dry_run: bool, username: str) -> None:
    """The table is kept as evidence whether it is imported now or later in the workbench."""
    actor = _actor(username)
    place = organisations.get_division_by_code(division)
    holder = catalogue_queries.catalogue_for(place.pk)
    if holder is None or holder.division_id != place.pk:
        holder = catalogue.create_catalogue(
            actor=actor, division_id=place.pk, title=f"{place.name}基层政务公开标准目录"
        )
    upload = catalogue.receive_upload(
        actor=actor, catalogue_id=holder.pk, name=file.name, chunks=_chunks(file)
    )
    if dry_run:
        plan = catalogue_queries.plan_of(upload)
        output.remark(f"核对：将新增{plan.created}项，更新{plan.updated}项，{plan.unchanged}项无变化。")
    else:
        outcome = catalogue.import_upload(actor=actor, upload_id=upload.pk)
        upload = outcome.upload
        output.done(f"新增{outcome.created}项，更新{outcome.updated}项，{outcome.unchanged}项无变化。")
    for problem in upload.problems[:_SHOWN_PROBLEMS]:
        output.remark(f"{problem['place']}：{problem['message']}")
    if len(upload.problems) > _SHOWN_PROBLEMS:
        output.remark(f"另有{len(upload.problems) - _SHOWN_PROBLEMS}个问题，见工作台“标准目录—上传记录”。")


@click.command("import-document", help="把公文（.txt .docx .html）读成草稿：标题、文号、成文日期、正文。")
@_file
@click.option("--body", "body_name", required=True, help="发布机构的名称。")
@click.option("--item", "item_name", required=True, help="公开事项：序号、名称或“领域/名称”。")
@click.option("--subject", default="综合政务/政务公开", show_default=True, help="主题分类。")
@click.option("--submit", is_flag=True, help="内容齐全时直接提交审核。")
@_as_account
def import_document(
    file: Path, body_name: str, item_name: str, subject: str, submit: bool, username: str
) -> None:
    """What is not certain stays empty and is named; a person completes it in the workbench."""
    actor = _actor(username)
    body = _body(body_name)
    item = _item(body.pk, item_name)
    content = read_source(file, file.name, ArchiveLimits().packed)
    text = read_official_text(content, file.name)
    is_open = any(word in text.openness_marker for word in _OPEN_MARKERS)
    draft = rules.Draft(
        title=text.title or file.stem,
        document_number=text.document_number,
        written_on=text.written_on,
        printed_on=text.printed_on,
        subject_category=subject,
        body_html=text.body_html,
        openness=Openness.PROACTIVE if is_open else "",
    )
    reading = rules.reading_of(text, file.name, draft)
    begun = information.draft_from_file(
        actor=actor,
        body_id=body.pk,
        item_id=item.pk,
        draft=draft,
        source=information.SourceFile(file.name, content, text.pictures, reading),
    )
    edition = begun.edition
    output.done(f"已存为草稿第{edition.pk}号：《{edition.title}》，公开事项“{item}”。")
    for note in (*text.notes, *begun.faults):
        output.remark(note)
    if submit:
        information.submit_edition(actor=actor, edition_id=edition.pk)
        output.done("已提交审核。")


def _actor(username: str) -> Actor:
    if not username:
        return IMPORTER
    account = identity.find_account(username)
    if account is None:
        raise NotFound(f"没有用户名为“{username}”的账号。")
    return identity.actor_for(account.pk)


def _body(name: str) -> PublicBody:
    body = organisations.find_body_by_name(name)
    if body is None:
        raise NotFound(f"机构名录中没有（或不止一个）名为“{name}”的单位，请写全称。")
    return body


def _item(body_id: int, name: str) -> CatalogueItem:
    """The one item that `name` means for the body."""
    area, _, rest = name.rpartition("/")
    wanted = rest or name
    found = [
        item
        for item in catalogue_queries.items_for_body(body_id)
        if wanted in {item.name, item.code, item.public_id}
        and (not area or area in {item.area_id, item.area.name, *item.area.aliases})
    ]
    if not found:
        raise NotFound(f"该单位适用的标准目录中没有公开事项“{name}”。")
    if len(found) > 1:
        choices = "、".join(f"{item.area.name}/{item.name}" for item in found[:5])
        raise NotFound(f"“{name}”对应多个公开事项，请写明领域，如：{choices}。")
    return found[0]


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk
