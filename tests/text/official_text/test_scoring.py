"""The script that compares records with what people read; and the bar over documents that lie beside."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[3]
SHARED = Path(os.environ.get("GONGKAI_SHARED", ROOT.parent / "shared")) / "data" / "policy"


@pytest.fixture(scope="module")
def scoring() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_policy", ROOT / "scripts" / "score_policy.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_policy"] = module
    spec.loader.exec_module(module)
    return module


TEXT = "云溪县民政局关于公示的通知\n各乡镇：\n1.公示名单。（甲局牵头，乙局配合）\n2.公布电话。（丙局负责）\n"
LABEL = {
    "file": "1.txt",
    "title": "云溪县民政局关于公示的 通知",
    "issuers": ["云溪县财政局"],
    "doc_number": "云民发〔2026〕5号",
    "tasks": [
        {"path": "1.", "first20": "公示名单", "units": ["乙局"], "lead_units": ["甲局"], "due": None},
        {"path": "2.", "first20": "公布电话", "units": ["丁局"], "lead_units": [], "due": None},
        {"path": "3.", "first20": "没有的任务", "units": [], "lead_units": [], "due": None},
    ],
}


def test_right_wrong_and_empty_are_told_apart(scoring: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "labels.jsonl").write_text(json.dumps(LABEL), encoding="utf-8")
    score = scoring.score_files([tmp_path])
    kinds = {name: kind for name, kind in score.fields if name in {"title", "issuers", "doc_number", "topic"}}
    assert kinds == {"title": "right", "issuers": "wrong", "doc_number": "empty", "topic": "right"}
    counts = {name: score.tasks[name] for name in ("expected", "read", "found", "units", "lead_units", "all")}
    assert counts == {"expected": 3, "read": 2, "found": 2, "units": 1, "lead_units": 2, "all": 1}
    assert "recall 0.667" in "\n".join(score.lines())


@pytest.mark.parametrize(
    ("first", "same"),
    [("增加床位", True), ("新建养老院两所", True), ("改造敬老院", False), ("增加床位改造敬老院", False)],
)
def test_a_task_is_found_with_and_without_the_heading_above_it(
    scoring: ModuleType, first: str, same: bool
) -> None:
    read = {"path": "一/(一)", "text": "增加床位新建养老院两所。", "heading": "增加床位"}
    assert scoring.same_task({"path": "（一）", "first20": first}, read) is same


@pytest.mark.skipif(not SHARED.is_dir(), reason="the documents are not shipped")
def test_the_documents_at_hand_reach_the_bar(scoring: ModuleType) -> None:
    score = scoring.score_files([SHARED])
    for name in ("title", "doc_number", "issuers", "date_written", "openness"):
        right, wrong, empty = (score.fields[name, kind] for kind in ("right", "wrong", "empty"))
        assert right / (right + wrong + empty) >= 0.97, name
    found, read, expected = (score.tasks[name] for name in ("all", "read", "expected"))
    assert 2 * found / (read + expected) >= 0.95
