"""What the audit log keeps of inputs: enough to prove them, nothing of papers and tables to read."""

from __future__ import annotations

import hashlib
import json

from gongkai.core.information.commands import SourceFile
from gongkai.core.information.rules import Draft, Reading
from gongkai.foundation.execution.inputs import recordable, recorded

ROWS = [["何小满", "高龄津贴"], ["吕大暑", "残疾补贴"]]


def test_rows_of_a_table_are_counted_and_proved() -> None:
    """The log is append-only and read by those who may not read papers."""
    kept = recordable(ROWS)
    assert kept == {
        "rows": 2,
        "sha256": hashlib.sha256(json.dumps(ROWS, ensure_ascii=False).encode()).hexdigest(),
    }
    assert recordable([tuple(row) for row in ROWS]) == kept
    assert recordable([*ROWS, ["孔白露", ""]])["sha256"] != kept["sha256"]


def test_other_lists_are_kept_as_they_are() -> None:
    assert recordable(["甲", "乙"]) == ["甲", "乙"]
    assert recordable([]) == []
    assert recordable([["甲", 1]]) == [["甲", 1]]
    assert recordable(list(range(30))) == {"first": list(range(20)), "count": 30}


def test_the_text_of_a_paper_is_never_in_the_log_however_short() -> None:
    kept = recordable(Draft(title="公告", body_html="<p>发给［略］。</p>", full_html="<p>发给何小满。</p>"))
    assert kept["title"] == "公告"
    assert kept["full_html"] == {
        "length": 13, "sha256": hashlib.sha256("<p>发给何小满。</p>".encode()).hexdigest(),
    }  # fmt: skip
    assert set(kept["body_html"]) == {"length", "sha256"}
    assert recordable(Draft(title="公告"))["full_html"] == ""


def test_nor_is_one_that_is_given_by_itself() -> None:
    kept = recorded({"html": "<p>发给何小满。</p>", "edition_id": 7})
    assert set(kept["html"]) == {"length", "sha256"}
    assert kept["edition_id"] == 7


def test_what_a_class_does_not_show_is_not_in_the_log() -> None:
    kept = recordable(SourceFile("通知.txt", b"1", reading=Reading("通知.txt", (), ("何小满",))))
    assert kept == {"name": "通知.txt", "content": "bytes", "pictures": [], "reading": "Reading"}
