"""`gongkai text policy`: reads official documents, one or many, without any database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from gongkai.edges.cli import output
from gongkai.edges.cli.given import STDIN, STDIN_NAME, stdin_bytes
from gongkai.kernel.errors import GongkaiError
from gongkai.text.errors import UnreadableFile
from gongkai.text.official_text import PolicyDocument
from gongkai.text.official_text.head.recognition import shown_numbers
from gongkai.text.policy_files import POLICY_SUFFIXES, read_policy_file

_STDIN = Path(STDIN)
_LABELS = {
    "title": "标题", "issuers": "发文机关", "doc_number": "发文字号", "date_written": "成文日期",
    "date_published": "发布日期", "index_no": "索引号", "topic": "主题分类", "openness": "公开属性",
    "addressees": "主送机关", "attachments": "附件",
}  # fmt: skip


@click.command(
    "policy",
    help="识读公文：标题、发文机关、文号、日期、公开属性、主送机关、附件和任务分工；没有把握的留空并写明原因。"
    "文件可以有多个，文件夹代表其中的公文，“-”是标准输入的文字。",
)
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, allow_dash=True, path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON；多个文件时每个文件一行。")
@click.option("--jsonl", "as_lines", is_flag=True, help="每个文件输出一行 JSON，带文件名。")
def policy(files: tuple[Path, ...], as_json: bool, as_lines: bool) -> None:
    """A folder stands for the documents in it; what cannot be read is named and the others go on."""
    paths = list(_documents(files))
    many = as_lines or len(paths) > 1 or any(path.is_dir() for path in files)
    failed = 0
    for path in paths:
        try:
            document = _read(path)
        except GongkaiError as error:
            if not many:
                raise
            output.problem(str(error))
            failed += 1
            continue
        _show(path, document, as_json=as_json or as_lines, many=many)
    if failed:
        raise SystemExit(1 if failed < len(paths) else output.UNREADABLE)


def policy_record(path: Path) -> dict[str, object]:
    """The record of one file, as the command prints it. Raises UnreadableFile."""
    return _read(path).as_json()


def _read(path: Path) -> PolicyDocument:
    if path == _STDIN:
        return read_policy_file(stdin_bytes(), f"{STDIN_NAME}.txt")
    if path.is_dir():
        kinds = "、".join(POLICY_SUFFIXES)
        raise UnreadableFile(f"文件夹“{path}”里没有可以识读的文件（{kinds}；下级文件夹不读），请核对路径。")
    return read_policy_file(path, path.name)


def _documents(files: tuple[Path, ...]) -> Iterator[Path]:
    """The documents of folders in their place; a folder without any stands for itself."""
    for path in files:
        held = path.iterdir() if path.is_dir() else ()
        found = sorted(file for file in held if file.suffix.lower() in POLICY_SUFFIXES)
        yield from found or (path,)


def _show(path: Path, document: PolicyDocument, *, as_json: bool, many: bool) -> None:
    record = document.as_json()
    if as_json and many:
        click.echo(json.dumps({"file": path.name, **record}, ensure_ascii=False))
    elif as_json:
        click.echo(json.dumps(record, ensure_ascii=False, indent=1))
    else:
        _summarise(path, document, record)


def _summarise(path: Path, document: PolicyDocument, record: dict[str, object]) -> None:
    click.echo(STDIN_NAME if path == _STDIN else path.name)
    for page in document.unread_pages:
        output.remark(f"第{page.number}页没有识读：{page.reason}。")
    for key, label in _LABELS.items():
        value = record[key]
        shown = "；".join(map(str, value)) if isinstance(value, list) else value
        if shown:
            place = document.found.places.get(key)
            numbers = shown_numbers([at + 1 for at, _ in place.lines()]) if place else ""
            output.done(f"{label}：{shown}" + (f"（第{numbers}行）" if numbers else ""))
        else:
            output.remark(f"{label}：空（{document.found.reasons.get(key, '文中没有写')}）")
    for task in document.tasks:
        who = "、".join(dict.fromkeys((*task.lead.names, *task.units.names)))
        until = f"，{task.due.text}" if task.due else ""
        output.done(f"任务 {task.path} {task.text[:30]}：{who or '没有写明责任单位'}{until}")
