"""What an office package holds beside its main texts: properties, links, caches, files within the file."""

from __future__ import annotations

from collections.abc import Iterator, Set

from gongkai.text.archives import Archive, parse_xml
from gongkai.text.file_contents.model import Inner, Part
from gongkai.text.file_contents.packages import attribute, local
from gongkai.text.file_contents.xml_texts import texts_of

_PROPERTIES = {
    "creator": "作者",
    "lastModifiedBy": "最后修改者",
    "title": "标题",
    "subject": "主题",
    "keywords": "关键词",
    "description": "备注",
    "category": "类别",
    "Company": "单位",
    "Manager": "经理",
    "HyperlinkBase": "链接基址",
    "lpstr": "标题清单",
    "lpwstr": "自定义值",
}
_UNINTERESTING = frozenset({
    "Application", "AppVersion", "Characters", "CharactersWithSpaces", "DocSecurity", "HyperlinksChanged",
    "Lines", "LinksUpToDate", "Pages", "Paragraphs", "ScaleCrop", "SharedDoc", "Template", "TotalTime",
    "Words", "created", "i4", "lastPrinted", "modified", "revision",
})  # fmt: skip
_LABELS = (
    ("customXml/", "自定义 XML"),
    ("word/glossary/", "文档部件库"),
    ("word/people.xml", "修订和批注的人员"),
    ("word/settings.xml", "文档设置"),
    ("word/numbering.xml", "编号样式"),
    ("word/charts/", "图表"),
    ("word/diagrams/", "图示"),
    ("xl/comments", "批注"),
    ("xl/threadedComments/", "批注会话"),
    ("xl/persons/", "批注人"),
    ("xl/externalLinks/", "外部链接的缓存"),
    ("xl/pivotCache/", "数据透视表的缓存"),
    ("xl/pivotTables/", "数据透视表"),
    ("xl/drawings/", "图形和文本框"),
    ("xl/charts/", "图表"),
    ("xl/connections.xml", "数据连接"),
    ("xl/queryTables/", "查询表"),
    ("xl/tables/", "表格对象"),
    ("ppt/slides/", "幻灯片"),
    ("ppt/notesSlides/", "幻灯片备注"),
    ("ppt/comments", "批注"),
)
_SHOWN = ("word/charts/", "word/diagrams/", "xl/drawings/", "xl/charts/", "ppt/slides/")
_SILENT = frozenset({"[Content_Types].xml", "word/fontTable.xml", "word/webSettings.xml", "word/styles.xml"})
"""Parts whose words are names of types, fonts and styles of the program."""

_SILENT_STARTS = ("word/theme/", "xl/theme/", "ppt/theme/", "ppt/slideLayouts/", "ppt/slideMasters/")


def other_parts(archive: Archive, read: Set[str], inner: Inner) -> Iterator[Part]:
    """The texts of all parts not named in `read`, and of the files that lie in the package."""
    for name in archive.names:
        if name in read or name in _SILENT or name.startswith(_SILENT_STARTS) or name.endswith("/"):
            continue
        lowered = name.lower()
        if lowered.endswith(".rels"):
            yield from _links(archive, name)
        elif name.startswith("docProps/") and lowered.endswith(".xml"):
            yield from _properties(archive, name)
        elif lowered.endswith((".xml", ".vml")):
            yield from _texts(archive, name)
        else:
            yield from inner(f"内嵌文件 {name.rpartition('/')[2]}", archive.read(name))


def _texts(archive: Archive, name: str) -> Iterator[Part]:
    label = next((label for start, label in _LABELS if name.startswith(start)), f"文件内部 {name}")
    values = name.startswith("xl/pivotCache/")
    hidden = not name.startswith(_SHOWN)
    for text in texts_of(archive.read(name), archive.filename, values=values):
        yield Part(label, text, hidden)


def _links(archive: Archive, name: str) -> Iterator[Part]:
    for relation in parse_xml(archive.read(name), archive.filename):
        if relation.get("TargetMode", "").lower() == "external" and relation.get("Target"):
            yield Part("链接地址", relation.get("Target", ""), True)


def _properties(archive: Archive, name: str) -> Iterator[Part]:
    root = parse_xml(archive.read(name), archive.filename)
    for element in root.iter("{*}*"):
        key = local(element)
        if key == "property":
            yield Part("文档属性 自定义名称", attribute(element, "name"), True)
        text = (element.text or "").strip()
        if text and key not in _UNINTERESTING:
            yield Part(f"文档属性 {_PROPERTIES.get(key, key)}", text, True)
