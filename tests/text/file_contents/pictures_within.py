"""Files that show a picture, which nobody reads who has no recogniser."""

from __future__ import annotations

import typst

from tests.text.file_contents.samples import DRAWING, png, relation, run, word_package


def document_with_picture(text: str = "") -> bytes:
    """A document of one paragraph: a text, and a picture behind it."""
    space = f'xmlns:a="{DRAWING}/main"'
    drawn = f'<w:r><w:drawing {space}><a:blip r:embed="r1"/></w:drawing></w:r>'
    body = f"<w:p>{run(text)}{drawn}</w:p>"
    return word_package(body, relation("r1", "image", "media/image1.png"), {"word/media/image1.png": png()})


def scanned_pdf() -> bytes:
    """A page that shows a picture and nothing else."""
    page = typst.compile(
        b"#image(bytes(" + str(tuple(png())).encode() + b'), format: "png", width: 10cm)', format="pdf"
    )
    assert isinstance(page, bytes)
    return page
