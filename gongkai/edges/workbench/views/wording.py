"""用语核对: suggestions taken or left in a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages

from gongkai.core.information import commands as information
from gongkai.core.information import queries as information_queries
from gongkai.core.wording import commands, queries
from gongkai.core.wording.rules import reworded
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.kernel.errors import Conflict, Denied
from gongkai.reference.information_kinds import information_kind

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition
    from gongkai.core.wording.rules import WordingRemark

REWORD, IGNORE = "reword-", "ignore-"


def deal_with(request: StaffRequest, edition: Edition, action: str) -> None:
    """Take the suggestion that the action names, or leave it; a new text goes through the command that keeps
    every draft, so that whoever writes at the same time is not overwritten."""
    key = action.removeprefix(REWORD).removeprefix(IGNORE)
    remark = next((each for each in queries.wording_remarks(edition) if each.key == key), None)
    if remark is None:
        messages.info(request, "这处用语已经改过，没有再改动。")
        return
    try:
        words = (
            _leave(request, edition, remark) if action.startswith(IGNORE) else _take(request, edition, remark)
        )
    except (Conflict, Denied) as refusal:
        messages.error(request, refusal.message)
        return
    messages.success(request, words)


def _leave(request: StaffRequest, edition: Edition, remark: WordingRemark) -> str:
    commands.ignore_wording(
        actor=request.actor, edition_id=edition.pk, words=remark.words, suggestion=remark.suggestion
    )
    if remark.required:
        return f"已准予本文件保留“{remark.words}”，不再拦截。"
    return f"已忽略“{remark.words}”，本文件不再提示。"


def _take(request: StaffRequest, edition: Edition, remark: WordingRemark) -> str:
    words = queries.words_for(edition.document.body_id)
    kind = information_kind(edition.document.kind)
    draft, count = reworded(information_queries.draft_of(edition), remark, words, kind)
    information.save_draft(actor=request.actor, edition_id=edition.pk, revision=edition.revision, draft=draft)
    done = f"已替换{count}处：{remark.words} → {remark.suggestion or '（删去）'}。"
    left = remark.times - count
    return f"{done}另有{left}处在附件名称或者表格中，请在那里修改。" if left else done
