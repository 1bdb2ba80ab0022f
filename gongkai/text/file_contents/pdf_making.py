"""A PDF made anew from the text of another one: what was masked is in no stream of it.

The layout is not that of the original; pictures and seals are not in it, and the first line says so.
"""

from __future__ import annotations

from gongkai.text.errors import UnreadableFile
from gongkai.text.file_contents.copying import Copying
from gongkai.text.file_contents.pdf_objects import open_pdf, walk
from gongkai.text.file_contents.pdf_pages import pdf_pages
from gongkai.text.typesetting import NotTypeset, typeset

_NOTE = "（本副本由原文件的文字重新生成，个人信息已作处理；版式与原件不同，图片和印章没有保留。）"
_FAILED = "文件“{name}”的脱敏副本没有生成，原文件没有改动。请把内容另存为 .docx 后再试。"
_TEMPLATE = b"""
#set document(date: none)
#set page(paper: "a4", margin: 2cm)
#set text(font: "Noto Sans SC", size: 10.5pt, lang: "zh", region: "cn")
#set par(leading: 0.6em)
#let data = json("data.json")
#text(size: 9pt, data.note)
#parbreak()
#for (number, lines) in data.pages.enumerate() {
  if number > 0 { pagebreak() }
  for line in lines { text(line); linebreak() }
}
"""


def make_pdf(content: bytes, copying: Copying) -> bytes:
    """Raises UnreadableFile where a page is a scanned picture: its text is not known."""
    pages = []
    for page in pdf_pages(copying.name, content):
        if page.scanned:
            raise UnreadableFile(
                f"文件“{copying.name}”第{page.number}页是扫描的图像，不能由文字重新生成脱敏副本。"
                "请上传有文字的版本，或在原图上遮盖后重新扫描。"
            )
        copying.pass_on()
        pages.append(copying.text(page.text).split("\n"))
    for found in walk(open_pdf(copying.name, content), copying.name):
        if found.kind == "file":
            copying.leave_out("PDF 附件")
    copying.leave_out("原来的版式、图片、印章、批注和文档属性")
    try:
        return typeset(_TEMPLATE, {"pages": pages, "note": _NOTE})
    except NotTypeset as error:
        raise UnreadableFile(_FAILED.format(name=copying.name)) from error
