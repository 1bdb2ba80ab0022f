"""What is written into pictures is read, and is not in their copies; the image stays as it was."""

from __future__ import annotations

import pytest

from gongkai.text.file_contents import Part, UnreadableFile, clean_copy, read_parts, recognition
from gongkai.text.file_contents.picture_exif import Exif
from tests.text.file_contents import samples as s

NUMBER = s.person(90)


@pytest.fixture(autouse=True)
def without_recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "recogniser", lambda: None)


def texts(name: str, content: bytes) -> list[Part]:
    return [part for part in read_parts(name, content) if not part.unread and part.place != "文件名"]


PICTURES = {
    "jpeg": ("a.jpg", s.jpeg(description=NUMBER)),
    "png text": ("a.png", s.png((b"tEXt", b"Comment\x00" + NUMBER.encode()))),
    "png packed text": ("a.png", s.png((b"zTXt", b"Comment\x00\x00" + s.zlib.compress(NUMBER.encode())))),
    "png international text": ("a.png", s.png((b"iTXt", b"XML\x00\x00\x00\x00\x00" + NUMBER.encode()))),
    "png behind its end": ("a.png", s.png(after=b"list: " + NUMBER.encode())),
    "gif": ("a.gif", s.gif(comment=NUMBER)),
    "webp": ("a.webp", s.webp(exif=s.jpeg(description=NUMBER)[6:])),
    "jpeg behind its end": ("a.jpg", s.jpeg(after=NUMBER.encode())),
}  # fmt: skip


@pytest.mark.parametrize("what", PICTURES)
def test_words_are_read_and_taken_out(what: str) -> None:
    name, content = PICTURES[what]
    found = [part for part in texts(name, content) if NUMBER in part.text]
    assert found and all(part.hidden for part in found)
    copy = clean_copy(name, content)
    assert not s.holds(copy.content, NUMBER)
    assert copy.removed == ("图片的附加信息（拍摄时间、地点、设备、作者等）",)
    assert clean_copy(name, copy.content).content == copy.content
    assert texts(name, copy.content) == []


def test_where_it_was_taken() -> None:
    content = s.jpeg(gps=True)
    assert Part("图片的拍摄位置", "纬度 30.50000，经度 114.25000", True) in texts("a.jpg", content)
    assert texts("a.jpg", clean_copy("a.jpg", content).content) == []


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_picture_stays_upright(orientation: int) -> None:
    copy = clean_copy("a.jpg", s.jpeg(description=NUMBER, orientation=orientation)).content
    at = copy.find(b"Exif\x00\x00")
    assert (at < 0) == (orientation == 1)
    if at > 0:
        assert Exif(copy[at + 6 :]).orientation == orientation


def test_a_picture_is_said_to_be_unread_without_recogniser() -> None:
    assert any(part.unread and "人工查看" in part.text for part in read_parts("a.png", s.png()))


def test_the_text_in_a_picture_is_read_with_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "recogniser", lambda: lambda image: f"{len(image)} {NUMBER}")
    assert Part("图片里的文字（识别）", f"{len(s.png())} {NUMBER}") in texts("a.png", s.png())


def test_a_recogniser_that_fails_leaves_the_picture_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(image: bytes) -> str:
        raise RuntimeError(len(image))

    monkeypatch.setattr(recognition, "recogniser", lambda: fail)
    assert any(part.unread for part in read_parts("a.png", s.png()))


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.gif", "a.webp"])
def test_half_a_picture_is_refused(name: str) -> None:
    whole = {"a.jpg": s.jpeg(), "a.png": s.png(), "a.gif": s.gif("x"), "a.webp": s.webp()}[name]
    with pytest.raises(UnreadableFile, match="已损坏"):
        clean_copy(name, whole[:-9])


def test_other_formats_cannot_be_cleaned() -> None:
    with pytest.raises(UnreadableFile, match="PNG 或 JPEG"):
        clean_copy("a.bmp", b"BM" + bytes(60))
