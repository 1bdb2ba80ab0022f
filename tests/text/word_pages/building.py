"""Word files made piece by piece, in the words that Word and WPS use."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.text.word_pages import PictureLimits, WordPage, joined, read_word_page
from tests.journeys.drawing import drawn_png
from tests.text.office_files import WORD, word_file

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PLACING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PNG = drawn_png(30, 20)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(content: str, properties: str = "") -> str:
    """A paragraph of runs, or of plain text."""
    inner = content if content.startswith("<") or not content else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def listed(text: str, level: int, name: int = 1) -> str:
    return para(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>')


def level(at: int, style: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


OFFICIAL = (
    level(0, "chineseCounting", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "（%4）")
)
"""一、（一）1.（1）, as official documents count."""


def numbering(levels: str = OFFICIAL, uses: str = "") -> dict[str, bytes]:
    """word/numbering.xml with one list, number 1, and further `uses` of it."""
    xml = (
        f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{uses}</w:numbering>'
    )
    return {"word/numbering.xml": xml.encode()}


def cell(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<") else para(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def drawing(relation: str, alt: str = "") -> str:
    """A picture in the line, as both programs write it."""
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{PLACING}"><wp:docPr id="1" name="图片 1" descr="{alt}"/>'
        f'<a:graphic xmlns:a="{DRAWING}"><a:graphicData><a:blip xmlns:r="{RELATIONS}" r:embed="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def text_box(content: str) -> str:
    """A box as it is written twice: for new programs, and for old ones."""
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent xmlns:mc="{COMPATIBLE}"><mc:Choice Requires="wps"><w:drawing>'
        f'<wps:wsp xmlns:wps="{SHAPE}"><wps:txbx>{inner}</wps:txbx></wps:wsp></w:drawing></mc:Choice>'
        f'<mc:Fallback><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>{inner}'
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def placed_box(content: str, top: int, left: int = 0, *, origin: str = "page") -> str:
    """A box of Word that is drawn at a place of the page (EMU)."""
    return (
        f'<w:r><w:drawing><wp:anchor xmlns:wp="{PLACING}">'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="{origin}"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        f'<wps:wsp xmlns:wps="{SHAPE}"><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>'
        "</wps:wsp></wp:anchor></w:drawing></w:r>"
    )


def placed_old_box(content: str, style: str) -> str:
    """A box of an old program, placed by its style."""
    return (
        f'<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="position:absolute;{style}">'
        f"<v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def related(part: str = "document", **targets: str) -> dict[str, bytes]:
    """Relations of a part: identifier → target, external where it is an address of the web."""
    outside = {name: ' TargetMode="External"' for name, target in targets.items() if ":" in target}
    lines = "".join(
        f'<Relationship Id="{name}" Type="x" Target="{target}"{outside.get(name, "")}/>'
        for name, target in targets.items()
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return {
        f"word/_rels/{part}.xml.rels": f'<Relationships xmlns="{package}">{lines}</Relationships>'.encode()
    }


def notes(kind: str, *texts: str) -> dict[str, bytes]:
    """word/footnotes.xml or word/endnotes.xml with notes numbered from 1, after the usual separators."""
    made = "".join(
        f'<w:{kind} w:id="{number}"><w:p>{run(" ")}{run(text)}</w:p></w:{kind}>'
        for number, text in enumerate(texts, 1)
    )
    separator = f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    xml = f'<w:{kind}s xmlns:w="{WORD}">{separator}{made}</w:{kind}s>'
    return {f"word/{kind}s.xml": xml.encode()}


def read(
    *body: str, styles: str = "", limits: PictureLimits | None = None, **extra: Mapping[str, bytes]
) -> WordPage:
    """The page of a file with this body; `extra` are further parts, by whatever name."""
    parts = {name: content for group in extra.values() for name, content in group.items()}
    return read_word_page(word_file("".join(body), styles, parts), "文件.docx", pictures=limits)


def html(*body: str, styles: str = "", **extra: Mapping[str, bytes]) -> str:
    return joined(read(*body, styles=styles, **extra).blocks)
