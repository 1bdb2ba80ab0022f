"""`gongkai text wording`: checks the wording of a text or a file, without any database."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from gongkai.edges.cli import output
from gongkai.edges.cli.given import read_given
from gongkai.text.file_contents import read_parts
from gongkai.text.wording import WordingHit, check_wording, default_words, read_words

_SHOWN = 200


@click.command(
    "wording", help="核对用语：过时的机构名称、错别字、慎用词、数字和日期写法、标点；给出建议和理由。"
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "--json", "as_json", is_flag=True, help="每处输出一行 JSON；start、end 是字符位置，文件里另有 place。"
)
@click.option(
    "--words", "word_file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="改用这个词表（TOML）；词表里的例句先全部试过。",
)  # fmt: skip
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="成文日期；此后才更名的机构名称不算错。")
def wording(file: str, as_json: bool, word_file: Path | None, on: datetime | None) -> None:
    """Text comes from standard input or a text file, every other format part by part."""
    words = read_words(word_file.read_text(encoding="utf-8")) if word_file else default_words()
    count = 0
    for place, text in _texts(file):
        for hit in check_wording(text, words, on=on.date() if on else None):
            count += 1
            if as_json:
                record = {**({"place": place} if place else {}), **asdict(hit), "sort": hit.sort.value}
                click.echo(json.dumps(record, ensure_ascii=False))
            elif count <= _SHOWN:
                _show(place, hit)
    if not as_json:
        more = f"，只列出前{_SHOWN}处" if count > _SHOWN else ""
        output.done(f"共{count}处建议核对{more}" if count else "没有发现需要核对的用语")


def _texts(file: str) -> list[tuple[str, str]]:
    """Each text with its place, which is empty in a plain one."""
    given = read_given(file)
    if given.text is not None:
        return [("", given.text)]
    return [(part.place, part.text) for part in read_parts(given.name, given.content) if not part.unread]


def _show(place: str, hit: WordingHit) -> None:
    where = f"{place}，第{hit.start + 1}字" if place else f"第{hit.start + 1}字"
    output.remark(f"{where}　{hit.sort.label}：{hit.text} → {hit.suggestion or '（删去）'}　{hit.reason}")
