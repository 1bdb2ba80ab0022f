"""The only writers of reviews, their routes and phrases."""

from gongkai.core.workflow.commands.cases import hold_case, open_case, recall_case, resume_case
from gongkai.core.workflow.commands.deciding import Progress, approve_step, return_case, send_back
from gongkai.core.workflow.commands.handing import (
    delegate_step,
    hand_over_steps,
    release_steps,
    remind_step,
)
from gongkai.core.workflow.commands.phrases import add_phrase, remove_phrase
from gongkai.core.workflow.commands.routes import remove_route, save_route
from gongkai.core.workflow.commands.writing import OPINION_LENGTH

__all__ = [
    "OPINION_LENGTH",
    "Progress",
    "add_phrase",
    "approve_step",
    "delegate_step",
    "hand_over_steps",
    "hold_case",
    "open_case",
    "recall_case",
    "release_steps",
    "remind_step",
    "remove_phrase",
    "remove_route",
    "resume_case",
    "return_case",
    "save_route",
    "send_back",
]
