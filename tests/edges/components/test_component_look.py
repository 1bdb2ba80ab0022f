"""Rules that the style sheets, icons and templates keep: contrast, strict content policy, nothing unknown."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

import gongkai.edges.components as package
from gongkai.edges.components.gallery_samples import AREA_ICONS, INTERFACE_ICONS

HOME = Path(package.__file__).parent
STATIC = HOME / "static" / "gongkai"
TEMPLATES = sorted((HOME / "templates").rglob("*.html"))
TOKENS = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
SPRITE = (STATIC / "icons" / "icons.svg").read_text(encoding="utf-8")
SYMBOLS = set(re.findall(r'<symbol id="([^"]+)"', SPRITE))

TEXT = 4.5
SHAPE = 3.0
PAIRS = [
    *[
        (ink, ground, TEXT)
        for ink in ("ink", "ink-soft", "ink-faint")
        for ground in ("ground", "ground-soft")
    ],
    *[("brand-ink", ground, TEXT) for ground in ("ground", "ground-soft", "brand-wash")],
    *[("ink", wash, TEXT) for wash in ("alarm-wash", "warn-wash", "good-wash", "brand-wash", "mark")],
    *[("ink-faint", wash, TEXT) for wash in ("ground-sunk", "brand-wash", "good-wash")],
    ("ink-soft", "warn-wash", TEXT),
    ("brand-ink-hover", "brand-wash-strong", TEXT),
    ("brand-ink", "warn-wash", TEXT),
    *[(f"{tone}-ink", f"{tone}-wash", TEXT) for tone in ("alarm", "warn", "good")],
    *[(f"{tone}-ink", "ground", TEXT) for tone in ("alarm", "warn", "good")],
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-hover", TEXT),
    ("on-alarm", "alarm", TEXT),
    ("on-alarm", "alarm-hover", TEXT),
    ("on-brand-deep", "brand-deep", TEXT),
    ("on-brand-deep-soft", "brand-deep", TEXT),
    ("red-head", "ground", TEXT),
    ("line-strong", "ground", SHAPE),
    ("line-strong", "ground-soft", SHAPE),
    ("alarm", "ground", SHAPE),
    ("warn", "ground", SHAPE),
    ("good", "ground", SHAPE),
    ("off", "ground", SHAPE),
    ("focus", "ground", SHAPE),
]


def blocks() -> list[tuple[str, dict[str, str]]]:
    """The token blocks of the style sheet: selector and colour values."""
    plain = re.sub(r"/\*.*?\*/", "", TOKENS, flags=re.S).split("@media")[0]
    found = []
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", plain):
        colours = dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{3,6});", body))
        if colours:
            found.append((selector.strip(), colours))
    return found


def looks() -> dict[str, dict[str, str]]:
    """Every combination that a reader can meet, as complete sets of tokens."""
    parts = blocks()
    default = parts[0][1]

    def merged(*marks: str) -> dict[str, str]:
        tokens = dict(default)
        for selector, colours in parts[1:]:
            needed = set(re.findall(r'data-(?:theme|tone|mode)~?="([a-z]+)"', selector))
            if needed <= set(marks):
                tokens.update(colours)
        return tokens

    return {
        "default": merged(),
        "pine": merged("pine"),
        "slate": merged("slate"),
        "grey": merged("grey"),
        "contrast": merged("contrast"),
        "elder": merged("elder"),
        "elder contrast": merged("elder", "contrast"),
        "grey contrast": merged("grey", "contrast"),
    }


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_formula_on_known_values() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("look", looks())
def test_text_is_readable_in_every_look(look: str) -> None:
    tokens = looks()[look]
    weak = [
        f"{ink} on {ground}: {contrast(tokens[ink], tokens[ground]):.2f} < {least}"
        for ink, ground, least in PAIRS
        if contrast(tokens[ink], tokens[ground]) < least
    ]
    assert not weak


def test_every_icon_has_one_symbol() -> None:
    named = re.findall(r'<symbol id="([^"]+)"', SPRITE)
    assert len(named) == len(set(named))
    assert {icon for _, icon in AREA_ICONS} | set(INTERFACE_ICONS) == SYMBOLS
    assert len(AREA_ICONS) == 26


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_template_keeps_the_content_policy(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=", source), "inline style"
    assert not re.search(r"\son[a-z]+\s*=", source), "inline handler"
    assert not re.search(r"<script(?![^>]*\ssrc=)", source), "inline script"
    assert not re.search(r"<style|javascript:", source)
    assert not re.search(r"https?://", source), "another host"


def test_htmx_writes_no_styles() -> None:
    """It would carry `style` over to the new state of an element, which the content policy refuses."""
    base = next(path for path in TEMPLATES if path.name == "workbench_base.html").read_text(encoding="utf-8")
    found = re.search(r"name=\"htmx-config\" content='([^']+)'", base)
    assert found is not None
    config = json.loads(found[1])
    assert config["attributesToSettle"] == ["class", "width", "height"]
    assert config["includeIndicatorStyles"] is False


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_template_names_known_icons(template: Path) -> None:
    used = set(re.findall(r"""\{%\s*icon\s+["']([a-z-]+)["']""", template.read_text(encoding="utf-8")))
    assert used <= SYMBOLS


def test_every_partial_is_in_the_catalogue() -> None:
    catalogue = (HOME / "README.md").read_text(encoding="utf-8")
    partials = {path.name for path in TEMPLATES if path.parent.name == "components"}
    assert {name for name in partials if f"`{name}`" not in catalogue} == {"gallery.html"}


def test_colours_are_named_in_tokens_only() -> None:
    for sheet in ("base", "components", "portal", "workbench"):
        source = (STATIC / "css" / f"{sheet}.css").read_text(encoding="utf-8")
        assert not re.findall(r"#[0-9a-f]{3,8}\b(?![-\w])", source), sheet


def test_used_tokens_exist() -> None:
    defined = set(re.findall(r"--([a-z0-9-]+):", TOKENS))
    for sheet in sorted((STATIC / "css").glob("*.css")):
        used = set(re.findall(r"var\(--([a-z0-9-]+)", sheet.read_text(encoding="utf-8")))
        assert used <= defined, sheet.name


def test_headings_of_the_catalogue_are_ordered() -> None:
    levels = [
        len(mark) for mark in re.findall(r"^(#+) ", (HOME / "README.md").read_text("utf-8"), flags=re.M)
    ]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
