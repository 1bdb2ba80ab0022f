"""Compare what the reader makes of official documents with what people read in them.

    python scripts/score_policy.py DATA [DATA …] [--wrong]

DATA is a folder with labels.jsonl (a document on each line: `file`, the fields, `visible`, `tasks`), a file
of that form, or a .json file with the same records under names; files stand beside it or in --files. Titles
and names are compared without spaces and with brackets of either width. A field that the label leaves empty
must be empty; a document without `tasks` is not scored for them.

A task is found where path and beginning of the text agree (1. under 二/(一) is found as 二/(一)/1); a label
with an empty path (a row of a table without numbers) asks for the text alone; people begin the first of
several tasks below a heading with the heading or behind it, and both are found. Its bodies, its lead, 等 and
its day are then compared one by one (part_alt is right, too); F1 is that of tasks, and, more strictly, of
tasks with all four right.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.edges.cli.text_policy import policy_record
from gongkai.kernel.errors import GongkaiError
from gongkai.text.simplified import without_pinyin

FIELDS = (
    "title", "issuers", "doc_number", "date_written", "date_published", "index_no", "topic", "openness",
    "addressees", "attachments",
)  # fmt: skip
OPTIONAL = frozenset({"addressees", "attachments"})
"""Scored only where the label has them."""

TASK_PARTS = ("units", "lead_units", "etc", "due")
_BEGINNING = 8

Record = Mapping[str, object]


@dataclass
class Score:
    """Counts of documents: field → right, wrong, empty where something was to be read; and of tasks."""

    fields: Counter[tuple[str, str]] = field(default_factory=Counter)
    tasks: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        for name in FIELDS:
            right, wrong, empty = (self.fields[name, kind] for kind in ("right", "wrong", "empty"))
            total = right + wrong + empty
            if total:
                yield f"{name}: right {right}/{total} ({right / total:.3f}), wrong {wrong}, empty {empty}"
        expected, read, found = (self.tasks[name] for name in ("expected", "read", "found"))
        yield f"tasks: expected {expected}, read {read}, found {found}, {_f1(found, read, expected)}"
        parts = ", ".join(f"{part} {self.tasks[part]}/{found}" for part in TASK_PARTS)
        yield f"tasks found, with right {parts}"
        yield f"tasks with all parts right {self.tasks['all']}: {_f1(self.tasks['all'], read, expected)}"


def _f1(found: int, read: int, expected: int) -> str:
    precision = found / read if read else 1.0
    recall = found / expected if expected else 1.0
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f"precision {precision:.3f}, recall {recall:.3f}, F1 {both:.3f}"


def plain(value: object) -> object:
    """For comparison: no spaces or readings, one form of brackets and punctuation, None for empty."""
    if isinstance(value, str):
        text = without_pinyin(re.sub(r"\s+", "", value)).replace("\\\\", "\\")
        text = text.translate(str.maketrans("（），：；[]【】", "(),:;〔〕〔〕"))
        return text or None
    if isinstance(value, list):
        return [plain(part) for part in value] or None
    return value


def score_document(name: str, label: Record, read: Record, score: Score) -> None:
    """Add one document to the score."""
    for key in FIELDS:
        if key in OPTIONAL and key not in label:
            continue
        wanted, found = plain(label.get(key)), plain(read.get(key))
        accepted = [wanted, *_alternatives(label, key)]
        kind = "right" if found in accepted else "empty" if found is None else "wrong"
        score.fields[key, kind] += 1
        if kind != "right":
            score.wrong.append(f"{name} {key}: {label.get(key)!r} != {read.get(key)!r}")
    if isinstance(label.get("tasks"), list):
        _score_tasks(name, _records(label["tasks"]), _records(read.get("tasks")), score)


def _alternatives(label: Record, key: str) -> Iterator[object]:
    """Other answers that whoever read the document holds for right: key_alt, key_normalized."""
    for name in (f"{key}_alt", f"{key}_normalized"):
        value = label.get(name)
        if value is None:
            continue
        nested = isinstance(value, list) and (
            key != "issuers" or any(isinstance(part, list) for part in value)
        )
        yield from (plain(part) for part in value) if nested and isinstance(value, list) else [plain(value)]


def _records(value: object) -> list[Record]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _score_tasks(name: str, expected: Sequence[Record], read: Sequence[Record], score: Score) -> None:
    score.tasks["expected"] += len(expected)
    score.tasks["read"] += len(read)
    left = list(read)
    for wanted in expected:
        found = next((each for each in left if same_task(wanted, each)), None)
        if found is None:
            score.wrong.append(f"{name} task {wanted.get('path')} {_text(wanted)[:20]}: not found")
            continue
        left.remove(found)
        score.tasks["found"] += 1
        right = {
            part
            for part in TASK_PARTS
            if any(_same_part(part, each, found.get(part)) for each in _accepted(wanted, part))
        }
        score.tasks.update(right)
        score.tasks["all"] += len(right) == len(TASK_PARTS)
        score.wrong.extend(
            f"{name} task {wanted.get('path')} {part}: {wanted.get(part)!r} != {found.get(part)!r}"
            for part in TASK_PARTS
            if part not in right
        )
    score.wrong.extend(f"{name} task {each.get('path')} {_text(each)[:20]}: surplus" for each in left)


def _accepted(wanted: Record, part: str) -> Iterator[object]:
    """What is right for a part of a task: the label's value, or its part_alt."""
    yield wanted.get(part)
    if f"{part}_alt" in wanted:
        yield wanted[f"{part}_alt"]


def same_task(wanted: Record, found: Record) -> bool:
    """Whether two records mean one task: same end of the path, same beginning (or below the heading)."""
    short, long = sorted((_path(wanted), _path(found)), key=len)
    placed = short == [""] or long[len(long) - len(short) :] == short
    text, heading = _text(found), str(plain(str(found.get("heading") or "")) or "")
    below = text.removeprefix(heading)
    return placed and any(_same_beginning(_text(wanted), each) for each in (text, below))


def _same_beginning(one: str, other: str) -> bool:
    length = min(_BEGINNING, len(one), len(other))
    return bool(length) and one[:length] == other[:length]


def _path(record: Record) -> list[str]:
    text = str(plain(str(record.get("path") or "")) or "")
    return [re.sub(r"[、．﹒.,]", "", part) for part in text.split("/")]


def _text(record: Record) -> str:
    return str(plain(str(record.get("text") or record.get("first20") or "")) or "")


def _same_part(part: str, wanted: object, found: object) -> bool:
    if part in {"units", "lead_units"}:
        return sorted(map(str, _list(wanted))) == sorted(map(str, _list(found)))
    return bool(wanted) == bool(found) if part == "etc" else (wanted or None) == (found or None)


def _list(value: object) -> list[object]:
    parts = plain(value)
    return parts if isinstance(parts, list) else []


def labels_in(data: Path) -> Iterator[tuple[Path, Record]]:
    """Labelled documents of a folder or a file of labels, each with the folder its file stands in."""
    sources = [data] if data.is_file() else sorted({*data.glob("labels.jsonl"), *data.glob("truth.jsonl")})
    for source in sources:
        text = source.read_text(encoding="utf-8")
        if source.suffix == ".jsonl":
            records = [json.loads(line) for line in text.splitlines() if line.strip()]
        else:
            records = list(json.loads(text).values())
        yield from ((source.parent, record) for record in records)


def score_files(sources: Sequence[Path], files: Path | None = None) -> Score:
    """The score of all labelled documents."""
    score = Score()
    for source in sources:
        for folder, label in labels_in(source):
            path = (files or folder) / str(label["file"])
            try:
                read: Record = policy_record(path)
            except GongkaiError as error:
                read = {}
                score.wrong.append(f"{path.name}: {error}")
            score_document(path.name, label, read, score)
    return score


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument(
        "--files", type=Path, help="folder of the documents, where it is not that of the labels"
    )
    parser.add_argument("--wrong", action="store_true", help="list what is wrong or missing")
    options = parser.parse_args()
    score = score_files(options.data, options.files)
    if options.wrong:
        sys.stdout.write("\n".join(score.wrong) + "\n")
    sys.stdout.write("\n".join(score.lines()) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
