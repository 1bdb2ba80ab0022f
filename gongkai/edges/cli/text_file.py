"""`gongkai text file`: what is in a file, hidden things included, and a copy without them; no database."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from gongkai.edges.cli import output
from gongkai.kernel.errors import InvalidInput
from gongkai.text.file_contents import Part, check_file, clean_copy, read_parts

_LONGEST = 80


@click.command(
    "file", help="列出文件里的全部文字和所在位置，包括看不见的；可以另存一份清除了隐藏信息的副本。"
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="每处输出一行 JSON：place、text、hidden、unread。")
@click.option(
    "--clean",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="不列文字，把清除隐藏信息后的副本存到这里；已有的文件不覆盖。",
)
def file(file: Path, as_json: bool, target: Path | None) -> None:
    """A file that would be refused at upload is read all the same, with a remark."""
    content = file.read_bytes()
    if target is not None:
        _save(file.name, content, target)
        return
    hidden = unread = 0
    for part in read_parts(file.name, content):
        hidden += part.hidden
        unread += part.unread
        if as_json:
            click.echo(json.dumps(asdict(part), ensure_ascii=False))
        else:
            _show(part)
    if not as_json:
        output.remark(f"看不见的文字 {hidden} 处，没有读出的部分 {unread} 处")
        _check(file.name, content)


def _show(part: Part) -> None:
    text = " ".join(part.text.split())
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"
    mark = "（看不见）" if part.hidden else ""
    click.echo(f"{part.place}{mark}：{shown}")


def _check(name: str, content: bytes) -> None:
    try:
        check_file(name, content)
    except InvalidInput as refusal:
        output.problem("这个文件上传时会被退回", refusal.message)


def _save(name: str, content: bytes, target: Path) -> None:
    copy = clean_copy(name, content)
    try:
        with target.open("xb") as stream:
            stream.write(copy.content)
    except FileExistsError as error:
        raise InvalidInput(f"“{target}”已经存在，没有覆盖。请换一个名称。") from error
    for words in copy.removed:
        output.remark(f"已清除：{words}")
    output.done(f"副本已存为 {target.name}")
