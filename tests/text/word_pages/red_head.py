"""A red-head document as a county writes one: frame, numbers, merged table, picture, note, revisions."""

from __future__ import annotations

from tests.text.office_files import parts_of, word_file, zipped

from .building import (
    PNG,
    cell,
    drawing,
    listed,
    notes,
    numbering,
    para,
    related,
    row,
    run,
    table,
)

_CENTRE, _RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
_TWO = '<w:gridSpan w:val="2"/>'
_DOWN, _BEGIN_DOWN = "<w:vMerge/>", '<w:vMerge w:val="restart"/>'


def title_of(school: str) -> tuple[str, str]:
    """The lines of the title."""
    return "云溪县教育体育局", f"关于做好{school}学校2027年招生工作的通知"


def _body(school: str) -> str:
    return "".join(
        (
            para("云溪县教育体育局文件", _CENTRE),
            para("云教体发〔2026〕18号　　　　　　签发人：李一一", _CENTRE),
            *(para(run(line, "<w:b/>"), _CENTRE) for line in title_of(school)),
            para("各乡镇中心学校，县直各学校："),
            para("现就做好招生工作通知如下。"),
            listed("招生计划", 0),
            listed("计划数", 1),
            para(run("各校计划见下表") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + run("。")),
            table(
                row(cell("学校", _BEGIN_DOWN), cell("计划招生数", _TWO), properties="<w:tblHeader/>"),
                row(cell("", _DOWN), cell("小学"), cell("初中"), properties="<w:tblHeader/>"),
                row(cell(f"{school}学校"), cell("180"), cell("240")),
            ),
            listed("招生范围", 1),
            para(run("范围见图。") + drawing("r1", f"{school}学校招生范围示意图")),
            listed("工作要求", 0),
            para(run("按时完成。") + f"<w:del>{run('删去的话')}</w:del>" + run("藏着的话", "<w:vanish/>")),
            para("附件：招生工作日程表"),
            para("云溪县教育体育局", _RIGHT),
            para("2026年9月1日", _RIGHT),
            para("（此件公开发布）"),
            table(
                row(cell("抄送：县委办公室，县政府办公室。", _TWO)),
                row(cell("云溪县教育体育局办公室"), cell("2026年9月2日印发")),
            ),
        )
    )


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r0" Target="word/document.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    '/officeDocument"/></Relationships>'
)


def red_head_file(school: str = "城关") -> bytes:
    """The document as a .docx that the reader, the store and the cleaner all take."""
    made = word_file(
        _body(school),
        '<w:style w:type="paragraph" w:default="1" w:styleId="0"><w:name w:val="Normal"/></w:style>',
        {
            **numbering(),
            **notes("footnote", "按户籍人口测算。"),
            **related(r1="media/image1.png"),
            "word/media/image1.png": PNG,
            "_rels/.rels": _RELATIONS.encode(),
        },
    )
    return zipped({**parts_of(made), "[Content_Types].xml": _TYPES.encode()})
