"""Contrast, computed from the file of tokens itself."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[1] / "static/ui/tokens.css").read_text(encoding="utf-8")
BLOCKS = [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", b)) for b in TOKENS.split(":root {")[1:]]
THEMES = dict(zip(("light", "dark", "print"), BLOCKS, strict=True))


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_it_computes_the_contrast_that_the_standard_gives_for_black_and_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [
        ("ink", "paper", 7),
        ("ink", "wash", 7),
        ("muted", "paper", 7),
        ("muted", "wash", 7),
        ("accent", "paper", 7),
        ("accent-deep", "wash", 7),
        ("danger", "paper", 7),
        ("ink", "danger-wash", 7),
        ("danger", "danger-wash", 4.5),
        ("on-accent", "accent", 7),
        ("on-accent", "accent-deep", 7),
        ("on-danger", "danger", 7),
        ("edge", "paper", 3),
    ],
)
def test_it_can_be_read_in_every_theme(theme, front, back, least):
    colours = THEMES[theme]
    assert contrast(colours[front], colours[back]) >= least


def test_it_names_no_colour_outside_the_file_of_tokens():
    for sheet in (Path(__file__).parents[1] / "static/ui").glob("*.css"):
        if sheet.name != "tokens.css":
            text = sheet.read_text(encoding="utf-8")
            assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", text), sheet.name


def test_it_uses_no_token_that_is_not_defined():
    defined = set(re.findall(r"(--[a-z0-9-]+):", TOKENS))
    for sheet in (Path(__file__).parents[1] / "static/ui").glob("*.css"):
        used = set(re.findall(r"var\((--[a-z0-9-]+)\)", sheet.read_text(encoding="utf-8")))
        assert used <= defined, (sheet.name, used - defined)
