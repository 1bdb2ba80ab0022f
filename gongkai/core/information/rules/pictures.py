"""Pictures within the text: how many, how large, and what each has to say in words."""

from __future__ import annotations

from collections.abc import Collection

from gongkai.core.information.rules.drafts import Lack
from gongkai.text.markup.pictures import pictures_in

MOST_PICTURES = 100
"""In one edition, those taken out of the text again among them."""

PICTURE_SIZE = 10 * 1024 * 1024
"""Bytes: a photograph of a telephone passes, a scan that nobody made smaller does not."""


def picture_lacks(body_html: str, kept: Collection[int]) -> tuple[Lack, ...]:
    """Pictures without words, and pictures whose file is not with the edition (any more).

    Whoever cannot see a picture reads its words (无障碍环境建设法 art. 32: government sites are accessible).

    Args:
        kept: numbers of the files that belong to the edition.
    """
    found: list[Lack] = []
    for number, picture in enumerate(pictures_in(body_html), start=1):
        if picture.file_id not in kept:
            found.append(Lack("body_html", f"正文第{number}张图片的文件已不在，请删除后重新插入"))
        elif not picture.alt:
            found.append(Lack("body_html", f"正文第{number}张图片缺说明文字"))
    return tuple(found)
