"""Reading official documents: a plan of 200 tasks, and one that lost its line breaks."""

from __future__ import annotations

from bench.figures import Figure, median_of, milliseconds, peak_memory
from gongkai.text.official_text import read_policy

TASKS = 200
_RUNS = 7
_HEAD = """云溪县人民政府办公室
关于印发2026年重点工作任务分工的通知
云政办发〔2026〕5号
各乡镇人民政府，县政府各部门：
《2026年重点工作任务分工》已经县政府同意，现印发给你们，请认真贯彻落实。
云溪县人民政府办公室
2026年1月27日
（此件公开发布）
2026年重点工作任务分工"""
_TEXT = "坚持问题导向，细化工作措施，健全协调机制，压实工作责任，确保各项任务按时完成、取得实效。" * 4
_ANNOTATION = (
    "（县发展改革局牵头，县财政局、县住房和城乡建设局等部门及各乡镇人民政府配合，2026年9月底前完成）"
)


def plan(tasks: int = TASKS) -> list[str]:
    """A document with its head and so many annotated tasks under ten headings."""
    lines = _HEAD.split("\n")
    for number in range(tasks):
        if number % (tasks // 10) == 0:
            lines.append(f"{'一二三四五六七八九十'[number // (tasks // 10)]}、持续推进工作")
        lines.append(f"{number % (tasks // 10) + 1}.完成第{number}项任务。{_TEXT}{_ANNOTATION}")
    return lines


def measure() -> list[Figure]:
    """Medians of seven runs; no database is needed."""
    lines = plan()
    characters = sum(map(len, lines))
    document = read_policy(lines)
    assert len(document.tasks) == TASKS
    whole = median_of(_RUNS, lambda: read_policy(lines))
    glued = median_of(_RUNS, lambda: read_policy(["".join(lines)]))
    return [
        Figure(
            f"reading a document of {TASKS} tasks",
            milliseconds(whole),
            f"{characters:,} characters, {characters / whole / 1e6:.2f} million a second",
        ),
        Figure("the same without line breaks", milliseconds(glued)),
        Figure("memory at most while reading it", f"{peak_memory(lambda: read_policy(lines)):.1f} MB"),
    ]
