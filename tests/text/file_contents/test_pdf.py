"""A PDF with something hidden beside its pages; clean copies and copies made anew."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from gongkai.text.file_contents import (
    Part,
    UnreadableFile,
    clean_copy,
    masked_copy,
    read_parts,
    recognition,
)
from tests.text.file_contents import samples as s
from tests.text.file_contents.pictures_within import scanned_pdf


def parts_with(content: bytes, text: str) -> list[Part]:
    return [part for part in read_parts("公示.pdf", content) if text in part.text]


@pytest.mark.parametrize("place", [place for place in s.PDF_PLACES if place != "早期版本"])
def test_what_is_beside_the_pages_is_read(place: str) -> None:
    found = parts_with(s.loaded_pdf(), s.PDF_PLACES[place])
    assert found and any(part.place.startswith(place) for part in found), found


def test_pages_are_read() -> None:
    (shown,) = parts_with(s.loaded_pdf(), s.PDF_SHOWN)
    assert shown == Part("第1页", shown.text)
    assert parts_with(s.loaded_pdf(), "second page")[0].place == "第2页"


def test_an_earlier_version_is_still_in_the_file() -> None:
    """An editor that appends its change leaves what was there before."""
    secret = s.PDF_PLACES["早期版本"]
    before = s.pdf([f"secret {secret}"])
    writer = PdfWriter(io.BytesIO(before), incremental=True)
    writer.pages[0]["/Contents"].get_object().set_data(b"BT ET")
    stream = io.BytesIO()
    writer.write(stream)
    content = stream.getvalue()
    assert content.startswith(before)
    found = parts_with(content, secret)
    assert found and found[0].hidden and found[0].place == "早期版本的第1页"
    assert not s.holds(clean_copy("公示.pdf", content).content, secret)


def test_a_clean_copy_has_its_pages_only() -> None:
    copy = clean_copy("公示.pdf", s.loaded_pdf())
    for place, number in s.PDF_PLACES.items():
        assert not s.holds(copy.content, number), place
    assert parts_with(copy.content, s.PDF_SHOWN)
    assert {"PDF 附件", "文档属性"} <= set(copy.removed)
    assert [part.place for part in read_parts("公示.pdf", copy.content)] == ["文件名", "第1页", "第2页"]


def stamped(flags: int) -> bytes:
    """A page with a seal that says more than it shows."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(s.pdf(["x"]))))
    look = StreamObject()
    look.set_data(b"1 0 0 rg 0 0 50 50 re f")
    look.update({
        NameObject("/Type"): NameObject("/XObject"),
        NameObject("/Subtype"): NameObject("/Form"),
        NameObject("/BBox"): ArrayObject([FloatObject(side) for side in (0, 0, 50, 50)]),
    })  # fmt: skip
    seal = DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"),
        NameObject("/Subtype"): NameObject("/Widget"),
        NameObject("/FT"): NameObject("/Sig"),
        NameObject("/T"): TextStringObject(s.person(67)),
        NameObject("/F"): FloatObject(flags),
        NameObject("/Rect"): ArrayObject([FloatObject(side) for side in (10, 10, 60, 60)]),
        NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
    })  # fmt: skip
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(seal)])
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_a_seal_stays_as_a_drawing() -> None:
    copy = clean_copy("公示.pdf", stamped(4))
    (seal,) = PdfReader(io.BytesIO(copy.content)).pages[0]["/Annots"]
    assert set(seal.get_object()) == {"/Type", "/Subtype", "/Rect", "/F", "/AP"}
    assert not s.holds(copy.content, s.person(67))
    assert "数字签名（保留印章图样）" in copy.removed


def test_what_was_drawn_for_nobody_goes() -> None:
    copy = clean_copy("公示.pdf", stamped(2))
    assert not PdfReader(io.BytesIO(copy.content)).pages[0]["/Annots"]
    assert "批注" in copy.removed


def test_layers_that_are_switched_off_are_refused() -> None:
    layers = DictionaryObject({
        NameObject("/D"): DictionaryObject({NameObject("/BaseState"): NameObject("/OFF")}),
    })  # fmt: skip
    with pytest.raises(UnreadableFile, match="不显示的图层"):
        clean_copy("公示.pdf", s.pdf_with("/OCProperties", layers))


def test_a_masked_copy_is_made_anew() -> None:
    copy = masked_copy(
        "公示.pdf", s.loaded_pdf(), s.masker(lambda text: text.replace(s.PDF_SHOWN, "990***0070"))
    )
    assert copy.changed == 1
    for number in (s.PDF_SHOWN, *s.PDF_PLACES.values()):
        assert not s.holds(copy.content, number)
    assert parts_with(copy.content, "990***0070")
    assert "版式" in "".join(copy.removed)


def test_texts_are_no_markup_for_the_producer() -> None:
    hostile = '#read("/etc/passwd") $x$ *b* _i_ \\u{41} ]#panic()'
    copy = masked_copy("公示.pdf", s.pdf(["姓名"]), s.masker(lambda _: hostile))
    shown = "".join(part.text for part in read_parts("x.pdf", copy.content))
    assert "".join(hostile.split()) in "".join(shown.split())


def test_rare_characters_of_names_are_drawn() -> None:
    names = "㑇喆堃頔"
    copy = masked_copy("公示.pdf", s.pdf(["name"]), s.masker(lambda _: names))
    assert parts_with(copy.content, names)


def test_a_scanned_page_is_said_to_be_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "recogniser", lambda: None)
    (part,) = [part for part in read_parts("公示.pdf", scanned_pdf()) if part.place == "第1页"]
    assert part.unread and "扫描" in part.text
    with pytest.raises(UnreadableFile, match="扫描的图像"):
        masked_copy("公示.pdf", scanned_pdf(), s.AS_IT_IS)


def test_a_scanned_page_is_recognised_where_that_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "recogniser", lambda: lambda image: f"{len(image) > 0} 认出的字")
    monkeypatch.setattr("gongkai.text.file_contents.pdf_parts.picture_of_page", lambda *_: b"png")
    assert parts_with(scanned_pdf(), "True 认出的字")[0].place == "第1页（识别）"


def test_a_locked_file_is_refused() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(s.pdf(["x"]))))
    writer.encrypt("secret", algorithm="AES-256")
    stream = io.BytesIO()
    writer.write(stream)
    with pytest.raises(UnreadableFile, match="打开密码"):
        list(read_parts("x.pdf", stream.getvalue()))


def test_a_file_that_may_only_not_be_changed_is_read() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(s.pdf([s.PDF_SHOWN]))))
    writer.encrypt("", owner_password="owner", algorithm="AES-256")
    stream = io.BytesIO()
    writer.write(stream)
    assert parts_with(stream.getvalue(), s.PDF_SHOWN)
    assert parts_with(clean_copy("x.pdf", stream.getvalue()).content, s.PDF_SHOWN)
