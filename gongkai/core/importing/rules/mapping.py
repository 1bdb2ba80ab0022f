"""Which column of the old site is what."""

from __future__ import annotations

import re
from collections.abc import Mapping as Mappings
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from gongkai.core.importing.enums import Field

_NAMES: dict[Field, tuple[str, ...]] = {
    Field.TITLE: ("标题", "信息标题", "文件名称", "名称", "题名", "title", "doctitle", "subject_title"),
    Field.BODY: (
        "发布机构", "发布单位", "发文机关", "发文单位", "公开主体", "来源", "单位", "publisher", "source",
    ),
    Field.COLUMN: (
        "栏目", "栏目名称", "所属栏目", "频道", "分类", "公开事项", "channel", "channelname", "category",
    ),
    Field.PUBLISHED: (
        "发布日期", "发布时间", "公开日期", "公开时间", "pubdate", "publishdate", "publishtime", "docreltime",
    ),
    Field.WRITTEN_ON: ("成文日期", "生成日期", "形成日期", "发文日期", "writedate", "docdate"),
    Field.DOCUMENT_NUMBER: ("发文字号", "文号", "文件编号", "docno", "fileno", "filenum"),
    Field.INDEX_NUMBER: ("索引号", "信息索引号", "indexno", "idxid", "identifier"),
    Field.SUBJECT: ("主题分类", "主题", "subject", "theme"),
    Field.GENRE: ("体裁", "体裁分类", "公文种类", "genre"),
    Field.KEYWORDS: ("关键词", "主题词", "keywords", "keyword"),
    Field.SUMMARY: ("内容概述", "摘要", "概述", "description", "summary", "abstract"),
    Field.VALIDITY: ("有效性", "效力状况", "效力状态", "时效性", "validity"),
    Field.CONTENT: ("正文", "内容", "正文内容", "content", "html", "dochtmlcon", "body"),
    Field.CONTENT_FILE: ("正文文件", "网页文件", "文件路径", "htmlfile", "file", "path", "filename"),
    Field.ATTACHMENTS: ("附件", "附件文件", "附件路径", "attachments", "attachment", "appendix"),
    Field.OLD_ADDRESS: ("原网址", "网址", "链接", "url", "docpuburl", "link", "address"),
}  # fmt: skip
"""Names of columns met in exports of the systems that local governments use, without signs and case."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a run reads the table.

    `columns`: field → column. `bodies` and `items`: what stands in the columns of body and 栏目 → the body's
    and the item's key. `body_id` and `item_id` hold where the columns say nothing. `content_place`: where
    a page holds its text (`#id`, `.class` or a tag). `host`: of the old site, for addresses without one.
    """

    columns: Mappings[str, str] = field(default_factory=dict)
    bodies: Mappings[str, int] = field(default_factory=dict)
    items: Mappings[str, int] = field(default_factory=dict)
    body_id: int | None = None
    item_id: int | None = None
    content_place: str = ""
    host: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, stored: Mappings[str, Any]) -> Mapping:
        return cls(**stored)

    def value(self, values: Mappings[str, str], wanted: Field) -> str:
        """What a line says in the column of a field, without blanks around; empty when it has none."""
        return values.get(self.columns.get(wanted, ""), "").strip()


def guess(columns: Sequence[str]) -> dict[str, str]:
    """Field → column, where a column bears a known name; each column serves once."""
    plain = {re.sub(r"[\s_\-()（）:：]", "", column).lower(): column for column in reversed(columns)}
    found: dict[str, str] = {}
    for wanted, names in _NAMES.items():
        column = next((plain[name] for name in names if name in plain), None)
        if column is not None and column not in found.values():
            found[wanted.value] = column
    return found


def mapping_faults(mapping: Mapping, columns: Sequence[str]) -> dict[str, str]:
    """Field → why the mapping cannot be used; empty when it can."""
    faults: dict[str, str] = {}
    for wanted, column in mapping.columns.items():
        if wanted not in Field.values or column not in columns:
            faults[wanted] = f"清单中没有“{column}”这一列，请重新选择。"
    if Field.TITLE not in mapping.columns:
        faults[Field.TITLE] = "请指明哪一列是标题。"
    if Field.PUBLISHED not in mapping.columns:
        faults[Field.PUBLISHED] = "请指明哪一列是发布日期：迁移的信息保留原来的发布日期。"
    if not {Field.CONTENT, Field.CONTENT_FILE} & set(mapping.columns):
        faults[Field.CONTENT] = "请指明哪一列是正文，或者哪一列写着正文文件的位置。"
    if Field.BODY not in mapping.columns and mapping.body_id is None:
        faults[Field.BODY] = "请指明哪一列是发布机构，或者选定一个单位。"
    if Field.COLUMN not in mapping.columns and mapping.item_id is None:
        faults[Field.COLUMN] = "请指明哪一列是栏目，或者选定一个公开事项。"
    return faults
