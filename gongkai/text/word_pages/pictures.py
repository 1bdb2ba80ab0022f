"""Pictures of a Word file: taken out within limits, and only what a browser shows."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gongkai.text.archives import MEBIBYTE
from gongkai.text.markup.from_text import escape
from gongkai.text.markup.pictures import picture_address
from gongkai.text.word_pages.captions import NO_WORDS
from gongkai.text.word_pages.model import IMPORTED, Leavings, PictureLimits, WordPicture
from gongkai.text.word_pages.package import Package, Target

_SIGNS = (
    ("png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("jpg", re.compile(rb"\xff\xd8\xff")),
    ("gif", re.compile(rb"GIF8[79]a")),
    ("webp", re.compile(rb"RIFF.{4}WEBP", re.DOTALL)),
)
_NO_WORDS = re.compile(
    r"(?:图片|图像|图形|picture|image|img|photo|graphic|图)?[\s_\-]*\d*(?:\.\w{3,4})?"
    r"|.*(?:自动生成|automatically generated).*"
    r"|[\w\-. ]+\.(?:png|jpe?g|gif|bmp|webp|tiff?)"
    r"|(?:[a-z]:[\\/]|\\\\|file:|/(?:users|home|tmp|var)/).*"
    r"|\{?[0-9a-f-]{16,}\}?"
    r"|(?:微信图片|微信截图|QQ图片|QQ截图|屏幕截图|截图|mmexport|wechatimg|screenshot|dsc)[\s\d_.()（）\-]*",
    re.IGNORECASE | re.DOTALL,
)
"""What programs write into the alternative text by themselves: a number, a file's name.

Or where the file lay on somebody's disk, which is nobody's business."""

_LONGEST_WORDS = 300


class Pictures:
    """Collects the pictures that the page shows; each is kept once, however often it is shown."""

    def __init__(self, package: Package, leavings: Leavings, limits: PictureLimits) -> None:
        self._package = package
        self._leavings = leavings
        self._limits = limits
        self._numbers: dict[str, int] = {}
        self._together = 0
        self.taken: list[WordPicture] = []

    def figure(self, relation: str, targets: Mapping[str, Target], alt: str) -> str:
        """The HTML of a picture; nothing where it cannot be shown, which is then said."""
        target = targets.get(relation)
        if target is None:
            self._leavings.count("图片在文件里找不到，没有读入")
            return ""
        if target.is_external:
            self._leavings.count("图片不在文件里，只是链接到别处，没有读入，请另行插入")
            return ""
        number = self._numbers.get(target.address) or self._take(target.address)
        if not number:
            return ""
        words = _words(alt)
        if not words:
            self._leavings.count(NO_WORDS)
        return f'<figure><img src="{picture_address(IMPORTED, number)}" alt="{escape(words)}"></figure>'

    def _take(self, part: str) -> int:
        """The number of a picture that is new; 0 where it is not taken."""
        if part not in self._package:
            self._leavings.count("图片在文件里找不到，没有读入")
            return 0
        content = self._package.content(part)
        suffix = next((name for name, sign in _SIGNS if sign.match(content)), "")
        if not suffix:
            kind = part.rpartition(".")[2].upper()[:8]
            self._leavings.count(f"图片是 {kind} 格式，网页不能显示，没有读入，请另存为 PNG 后插入")
            return 0
        if len(content) > self._limits.each:
            self._leavings.count(f"图片超过 {self._limits.each // MEBIBYTE} MB，没有读入，请缩小后插入")
            return 0
        if len(self.taken) >= self._limits.count or self._together + len(content) > self._limits.together:
            self._leavings.count("图片太多，没有读入，请作为附件上传")
            return 0
        number = len(self.taken) + 1
        self._together += len(content)
        self._numbers[part] = number
        self.taken.append(WordPicture(number, f"图片{number}.{suffix}", content))
        return number


def _words(alt: str) -> str:
    plain = " ".join(alt.split())[:_LONGEST_WORDS]
    return "" if _NO_WORDS.fullmatch(plain) else plain
