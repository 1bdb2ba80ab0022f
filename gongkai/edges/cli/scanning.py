"""`gongkai scan`: everything that is public looked through once more under the rules in force."""

from __future__ import annotations

import json

import click

from gongkai.core.information import commands, queries
from gongkai.edges.cli import output
from gongkai.kernel.actor import Actor

SCANNER = Actor.system("个人信息复查（命令行）")


@click.command("scan", help="按现行规则复查全部已公开信息中的个人信息；只列出，不撤下。")
@click.option("--json", "as_json", is_flag=True, help="每份有问题的文件一行 JSON。")
def scan(as_json: bool) -> None:
    """Works in this process until it is done; one that is under way already is carried on."""
    rescan = queries.running_rescan() or commands.start_rescan(actor=SCANNER)
    while commands.carry_on_rescan(rescan.pk):
        rescan = queries.get_rescan(rescan.pk)
        if not as_json:
            output.remark(f"正在复查 {rescan.done}/{rescan.total}")
    rescan = queries.get_rescan(rescan.pk)
    for hit in queries.rescan_hits(rescan, SCANNER):
        document = hit.edition.document
        if as_json:
            found = {
                "index_number": document.index_number,
                "title": hit.edition.title,
                "body": document.body.name,
                "hard": hit.hard,
                "review": hit.review,
                "counts": hit.counts,
            }
            click.echo(json.dumps(found, ensure_ascii=False))
        else:
            kinds = "、".join(f"{label}{count}处" for label, count in sorted(hit.counts.items()))
            output.remark(f"{document.index_number} 《{hit.edition.title}》（{document.body.name}）：{kinds}")
    if not as_json:
        output.done(f"已按规则 {rescan.rules} 复查{rescan.done}份，{rescan.hits}份有未处理的个人信息。")
