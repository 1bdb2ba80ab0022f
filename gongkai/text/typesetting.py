"""PDFs set by the typst engine with fonts that lie in this installation, so that they look alike everywhere.

The fonts are Noto Sans SC and Noto Serif SC (SIL Open Font License); the characters used are embedded.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst


class NotTypeset(Exception):
    """The engine could not set it; who asked says in Chinese what that means for the user."""


def typeset(template: bytes, data: object, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """A PDF.

    Args:
        template: reads `data.json`. Texts reach it as data only: nothing in them is taken for markup.
        pictures: name → content; the template finds them beside itself, and no file besides.

    Raises:
        NotTypeset: a picture is damaged, or a text cannot be drawn.
    """
    written = json.dumps(data, ensure_ascii=False).encode(errors="replace")
    with tempfile.TemporaryDirectory(prefix="gongkai-pdf-") as name:
        folder = Path(name)
        main = folder / "main.typ"
        main.write_bytes(template)
        (folder / "data.json").write_bytes(written)
        for picture, content in (pictures or {}).items():
            (folder / picture).write_bytes(content)
        try:
            made = typst.compile(main, root=folder, format="pdf", font_paths=_fonts())
        except (typst.TypstError, RuntimeError) as error:
            raise NotTypeset(str(error)) from error
    if not isinstance(made, bytes):
        raise NotTypeset("several files")
    return made


@cache
def _fonts() -> typst.Fonts:
    """Those of the package and no others, so that a copy looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, font_paths=[pylopdf_fonts_zh_cn.sans_path().parent])
