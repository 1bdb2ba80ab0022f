"""Files with something hidden in every place that a kind of file has for it; nothing real in any."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence

import typst
from openpyxl import Workbook
from openpyxl.comments import Comment
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from gongkai.text.file_contents import Masker, RowMasker
from gongkai.text.file_contents.kinds import OLE
from tests.text.office_files import RELATIONS, WORD, saved, zipped

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def person(number: int) -> str:
    """An invented identity number; put together here, so that none stands in the repository."""
    return "".join(("990123", "1990", "0307", f"{number:04d}"))


def masker(change: Callable[[str], str]) -> Masker:
    """A masker that takes every text that it changes for one place."""

    def masked(text: str) -> tuple[str, int]:
        changed = change(text)
        return changed, int(changed != text)

    return masked


AS_IT_IS = masker(str)


def starred(is_secret: Callable[[str, Sequence[str]], bool]) -> RowMasker:
    """Puts a star in the place of each cell that its heading and the row give away."""

    def masked(headings: Sequence[str], texts: Sequence[str]) -> list[tuple[str, int]]:
        return [
            ("*", 1) if is_secret(heading, texts) else (text, 0)
            for heading, text in zip(headings, texts, strict=True)
        ]

    return masked


def everything_in(content: bytes, depth: int = 0) -> Iterator[bytes]:
    """The file as it lies, and unpacked: members of zips, streams of PDFs, chunks of PNGs."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for info in archive.infolist():
                yield info.filename.encode()
                yield info.comment + info.extra
                yield from everything_in(archive.read(info), depth + 1)
    elif content.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(content))
        for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 2):
            held = reader.get_object(number)
            if hasattr(held, "get_data"):
                yield held.get_data()
            yield repr(held).encode()


def holds(content: bytes, text: str) -> bool:
    """Whether a text is anywhere in a file, in any encoding that a program would write it in."""
    dressed = [text.encode(codec) for codec in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")]
    return any(one in piece for piece in everything_in(content) for one in dressed)


# --- .docx ----------------------------------------------------------------------------------------------


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def word_package(body: str, relations: str = "", parts: dict[str, bytes] | None = None) -> bytes:
    """A document with relations and further parts."""
    space = f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}"'
    related = f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'
    return zipped({
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>".encode(),
        "word/_rels/document.xml.rels": related.encode(),
        **(parts or {}),
    })  # fmt: skip


def relation(identifier: str, kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{identifier}" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/>'


WORD_PLACES = {
    "修订中删除的文字": person(1),
    "隐藏文字": person(2),
    "批注": person(3),
    "文档属性 作者": person(4),
    "自定义 XML": person(5),
    "域代码": person(6),
    "链接地址": person(7),
    "替代文字": person(8),
    "文档部件库": person(9),
    "内嵌文件": person(10),
    "图片属性": person(11),
    "内容控件": person(12),
    "移走": person(13),
    "文档设置": person(14),
    "隐藏样式": person(15),
    "标记之间的文字": person(16),
}
"""Where the document below hides which number."""

WORD_SHOWN = {"正文": person(20), "页眉": person(21), "脚注": person(22), "文本框": person(23)}


def loaded_document() -> bytes:
    """A document with one number in each of the places above, the one in the text split over two runs."""
    p = WORD_PLACES
    shown = WORD_SHOWN["正文"]
    picture = (
        f'<w:r><w:drawing><wp:inline xmlns:wp="x:wp"><docPr descr="{p["替代文字"]}" name="图"/></wp:inline>'
        "</w:drawing></w:r>"
    )
    body = f"""
<w:p w:rsidR="00AB12">{run("身份证号 " + shown[:9])}{run(shown[9:], "<w:b/>")}
<w:del w:id="1" w:author="某人"><w:r><w:delText>{p["修订中删除的文字"]}</w:delText></w:r></w:del>
<w:ins w:id="2" w:author="某人">{run("（新）")}</w:ins>
<w:moveFrom w:id="3" w:author="某人">{run(p["移走"])}</w:moveFrom>
{run(p["隐藏文字"], "<w:vanish/>")}{run(p["隐藏样式"], '<w:rStyle w:val="Secret"/>')}</w:p>
<w:p><w:commentRangeStart w:id="0"/>{run("有批注")}<w:commentRangeEnd w:id="0"/>
<w:r><w:commentReference w:id="0"/></w:r>
<w:hyperlink r:id="rLink">{run("一个链接")}</w:hyperlink>
<w:r><w:fldChar w:fldCharType="begin"/></w:r>
<w:r><w:instrText>MERGEFIELD {p["域代码"][:6]}</w:instrText></w:r>
<w:r><w:instrText>{p["域代码"][6:]}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>
{run("域的结果")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
<w:p>{picture}<w:r><w:pict><w:txbxContent><w:p>{run(WORD_SHOWN["文本框"])}</w:p></w:txbxContent></w:pict></w:r>
</w:p><w:sdt><w:sdtPr><w:tag w:val="{p["内容控件"]}"/></w:sdtPr>
<w:sdtContent><w:p>{run("控件里的字")}</w:p></w:sdtContent></w:sdt>
<w:p><w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing">
<a:blip xmlns:a="{DRAWING}/main" r:embed="rPic"/></wp:inline></w:drawing></w:r></w:p>
<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>
<w:tr><w:tc><w:p>{run("姓名")}</w:p></w:tc><w:tc><w:p>{run("银行账号")}</w:p></w:tc></w:tr>
<w:tr><w:tc><w:p>{run("甲")}</w:p></w:tc><w:tc><w:p>{run("62220")}</w:p><w:p>{run("20212")}</w:p></w:tc></w:tr></w:tbl>
{p["标记之间的文字"]}<w:sectPr><w:headerReference w:type="default" r:id="rHead"/></w:sectPr>"""
    story = f'xmlns:w="{WORD}"'
    relations = (
        relation("rLink", "hyperlink", f"mailto:{p['链接地址']}@x.test", external=True)
        + relation("rHead", "header", "header1.xml")
        + relation("rNote", "footnotes", "footnotes.xml")
        + relation("rPic", "image", "media/person.jpeg")
        + relation("rStyle", "styles", "styles.xml")
        + relation("rSet", "settings", "settings.xml")
        + relation("rTpl", "attachedTemplate", "http://evil.test/t.dotm", external=True)
    )
    inner = zipped({"[Content_Types].xml": b"<Types/>", "note.txt": p["内嵌文件"].encode()})
    parts = {
        "word/header1.xml": f"<w:hdr {story}><w:p>{run(WORD_SHOWN['页眉'])}</w:p></w:hdr>".encode(),
        "word/footnotes.xml": (
            f'<w:footnotes {story}><w:footnote w:id="1"><w:p>{run(WORD_SHOWN["脚注"])}</w:p></w:footnote>'
            "</w:footnotes>"
        ).encode(),
        "word/comments.xml": (
            f'<w:comments {story}><w:comment w:id="0" w:author="某人"><w:p>{run(p["批注"])}</w:p></w:comment>'
            "</w:comments>"
        ).encode(),
        "word/styles.xml": (
            f'<w:styles {story}><w:style w:type="character" w:styleId="Base"><w:rPr><w:vanish/></w:rPr>'
            "</w:style>"
            '<w:style w:type="character" w:styleId="Secret"><w:basedOn w:val="Base"/></w:style></w:styles>'
        ).encode(),
        "word/settings.xml": (
            f'<w:settings {story}><w:docVars><w:docVar w:name="{p["文档设置"]}"/></w:docVars></w:settings>'
        ).encode(),
        "word/glossary/document.xml": (
            f"<w:glossaryDocument {story}><w:p>{run(p['文档部件库'])}</w:p></w:glossaryDocument>"
        ).encode(),
        "word/media/person.jpeg": jpeg(description=p["图片属性"]),
        "word/embeddings/inner.zip": inner,
        "docProps/core.xml": f"<props><creator>{p['文档属性 作者']}</creator></props>".encode(),
        "customXml/item1.xml": f"<root><field>{p['自定义 XML']}</field></root>".encode(),
    }  # fmt: skip
    return word_package(body, relations, parts)


def old_document() -> bytes:
    """As much of a .doc as is needed to know it for one."""
    return OLE + bytes(1_000) + "WordDocument".encode("utf-16-le") + bytes(488)


# --- .xlsx ----------------------------------------------------------------------------------------------

SHEET_PLACES = {
    "隐藏列": person(31),
    "隐藏行": person(32),
    "隐藏的工作表": person(33),
    "极度隐藏的工作表": person(34),
    "批注": person(35),
    "定义的名称": person(36),
    "未被单元格使用的文字": person(37),
    "文档属性": person(38),
    "数据透视表的缓存": person(39),
    "外部链接的缓存": person(40),
    "公式": person(41),
    "数字格式": person(42),
    "会话": person(43),
    "数据有效性": person(44),
    "零宽列": person(45),
}
SHEET_SHOWN = person(50)


def loaded_workbook() -> bytes:
    """A list of a grant with one number in each of the places above, and one in plain sight."""
    p = SHEET_PLACES
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "发放名单"
    sheet.append(["云溪县补贴发放名单"])
    sheet.merge_cells("A1:F1")
    sheet.append(["内部编号", "姓名", "身份证号", "金额", "内部电话", "说明"])
    sheet.append([p["零宽列"], "甲", SHEET_SHOWN, 1234.5, p["隐藏列"], "正常"])
    sheet.append(["2", "乙", p["隐藏行"], 2, "", ""])
    sheet.append(["3", "丙", "", 3, "", f'=IF(D5>1,"{p["公式"]}","")'])
    sheet["D3"].number_format = "#,##0.00"
    sheet["D5"].number_format = f'0"{p["数字格式"]}"'
    sheet["B3"].comment = Comment(p["批注"], "某人")
    sheet.column_dimensions["A"].width = 0.1
    sheet.column_dimensions["E"].hidden = True
    sheet.column_dimensions["C"].width = 24
    sheet.row_dimensions[4].hidden = True
    sheet.freeze_panes = "B3"
    hidden = workbook.create_sheet("内部")
    hidden["A1"] = p["隐藏的工作表"]
    hidden.sheet_state = "hidden"
    deep = workbook.create_sheet("更内部")
    deep["A1"] = p["极度隐藏的工作表"]
    deep.sheet_state = "veryHidden"
    workbook.properties.creator = p["文档属性"]
    with zipfile.ZipFile(io.BytesIO(saved(workbook))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    unused = f"<sst><si><t>{p['未被单元格使用的文字']}</t></si></sst>"
    parts["xl/sharedStrings.xml"] = unused.encode()
    named = f'<definedNames><definedName name="n">"{p["定义的名称"]}"</definedName></definedNames>'
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<definedNames/>", named.encode())
    validation = (
        f'<dataValidations><dataValidation prompt="{p["数据有效性"]}"/></dataValidations><pageMargins'
    )
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(
        b"<pageMargins", validation.encode()
    )
    cache = f'<cache><sharedItems><s v="{p["数据透视表的缓存"]}"/></sharedItems></cache>'
    parts["xl/pivotCache/pivotCacheDefinition1.xml"] = cache.encode()
    parts["xl/externalLinks/externalLink1.xml"] = f"<link><v>{p['外部链接的缓存']}</v></link>".encode()
    parts["xl/threadedComments/threadedComment1.xml"] = f"<c><text>{p['会话']}</text></c>".encode()
    return zipped(parts)  # fmt: skip


# --- pictures -------------------------------------------------------------------------------------------


def jpeg(description: str = "", orientation: int = 1, gps: bool = False, after: bytes = b"") -> bytes:
    """The frame of a JPEG with EXIF; no image that anybody could see."""
    entries = [(0x0112, 3, 1, struct.pack(">HH", orientation, 0))]
    text = description.encode() + b"\x00"
    count = 1 + bool(description) + gps
    at = 8 + 2 + count * 12 + 4
    tail = b""
    if description:
        entries.insert(0, (0x010E, 2, len(text), struct.pack(">I", at)))
        tail += text
    if gps:
        entries.append((0x8825, 4, 1, struct.pack(">I", at + len(tail))))
        tail += _gps(at + len(tail))
    ifd = struct.pack(">H", count)
    ifd += b"".join(struct.pack(">HHI", tag, kind, n) + value for tag, kind, n, value in entries) + bytes(4)
    exif = b"Exif\x00\x00MM\x00*" + struct.pack(">I", 8) + ifd + tail
    segments = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    comment = description.encode()
    segments += b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment
    frame = b"\xff\xdb\x00\x43\x00" + bytes(64) + b"\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00"
    scan = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x12\xff\x00\x34"
    return b"\xff\xd8" + segments + frame + scan + b"\xff\xd9" + after


def _gps(at: int) -> bytes:
    values = at + 2 + 4 * 12 + 4
    entries = (
        struct.pack(">HHI4s", 1, 2, 2, b"N\x00\x00\x00")
        + struct.pack(">HHII", 2, 5, 3, values)
        + struct.pack(">HHI4s", 3, 2, 2, b"E\x00\x00\x00")
        + struct.pack(">HHII", 4, 5, 3, values + 24)
    )
    degrees = struct.pack(">6I", 30, 1, 30, 1, 0, 1) + struct.pack(">6I", 114, 1, 15, 1, 0, 1)
    return struct.pack(">H", 4) + entries + bytes(4) + degrees


def png(*chunks: tuple[bytes, bytes], after: bytes = b"") -> bytes:
    """A picture of one point with further chunks."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    body = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    body += b"".join(chunk(kind, data) for kind, data in chunks)
    body += chunk(b"IDAT", zlib.compress(b"\x00\x00")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body + after


def gif(comment: str = "") -> bytes:
    data = comment.encode()
    extension = b"\x21\xfe" + bytes([len(data)]) + data + b"\x00" if data else b""
    image = b"\x2c" + bytes(8) + b"\x00\x02\x01\x00\x00"
    return b"GIF89a\x01\x00\x01\x00\x00\x00\x00" + extension + image + b"\x3b"


def webp(exif: bytes = b"") -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return kind + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)

    body = b"WEBP" + chunk(b"VP8X", b"\x08" + bytes(9)) + chunk(b"VP8 ", b"12345")
    body += chunk(b"EXIF", exif) if exif else b""
    return b"RIFF" + struct.pack("<I", len(body)) + body


# --- .pdf -----------------------------------------------------------------------------------------------

PDF_PLACES = {
    "文档属性 作者": person(61),
    "批注": person(62),
    "PDF 附件": person(63),
    "XMP": person(64),
    "表单": person(65),
    "早期版本": person(66),
}
PDF_SHOWN = person(70)


def pdf(*pages: Sequence[str]) -> bytes:
    """Pages of lines, as a producer writes them."""
    lines = "\n#pagebreak()\n".join("\n\n".join(f'#"{line}"' for line in page) for page in pages)
    made = typst.compile(f"#set document(date: none)\n{lines}".encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def loaded_pdf() -> bytes:
    """One number in plain sight, one in each of the places above."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([PDF_SHOWN], ["second page"]))))
    writer.add_metadata({"/Author": PDF_PLACES["文档属性 作者"]})
    writer.xmp_metadata = f"<x><rdf>{PDF_PLACES['XMP']}</rdf></x>".encode()
    writer.add_attachment("list.txt", PDF_PLACES["PDF 附件"].encode())
    remark = FreeText(text=PDF_PLACES["批注"], rect=(50, 50, 200, 100))
    writer.add_annotation(0, remark)
    field = DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"),
        NameObject("/FT"): NameObject("/Tx"),
        NameObject("/V"): TextStringObject(PDF_PLACES["表单"]),
    })  # fmt: skip
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): field})
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def pdf_with(key: str, value: DictionaryObject) -> bytes:
    """A PDF with an entry in its catalogue."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(["x"]))))
    writer.root_object[NameObject(key)] = value
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


# --- others ---------------------------------------------------------------------------------------------


def ofd(*lines: str) -> bytes:
    codes = "".join(f"<ofd:TextObject><ofd:TextCode>{line}</ofd:TextCode></ofd:TextObject>" for line in lines)
    page = f'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016">{codes}</ofd:Page>'
    return zipped({
        "OFD.xml": b"<OFD><DocInfo><Author>" + person(80).encode() + b"</Author></DocInfo></OFD>",
        "Doc_0/Pages/Page_0/Content.xml": page.encode(),
    })  # fmt: skip
