"""What every template of the house keeps, whoever wrote it."""

import hashlib
import json
import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
TEMPLATES = sorted(HOUSE.glob("**/templates/**/*.html"))
FONTS = HOUSE / "ui/static/ui/fonts"
FORBIDDEN = (
    r"\sstyle\s*=",
    r"<style\b",
    r"\son[a-z]+\s*=\s*[\"']",
    r"javascript:",
    r"<script\b(?![^>]*\bsrc=)",
    r"<(?:script|link|img)\b[^>]*(?:src|href)=[\"']https?:",
)
TELLING = re.compile(r"trata\b|tráfico|traffick|v[ií]ctim", re.IGNORECASE)


def name(path):
    return str(path.relative_to(HOUSE))


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_it_has_nothing_inline_that_the_content_policy_would_block(template):
    text = template.read_text(encoding="utf-8")
    assert [p for p in FORBIDDEN if re.search(p, text, re.IGNORECASE)] == []


@pytest.mark.parametrize(
    "bad",
    ['<p style="x">', "<style>", '<a onclick="x">', "<script>x</script>", '<img src="http://x">'],
)
def test_it_would_notice_what_is_forbidden(bad):
    assert any(re.search(p, bad, re.IGNORECASE) for p in FORBIDDEN)


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_it_has_a_title_and_a_file_name_that_tell_nothing(template):
    text = template.read_text(encoding="utf-8")
    titles = re.findall(r"{% block title %}(.*?){% endblock", text, re.DOTALL)
    titles += re.findall(r"<title>(.*?)</title>", text, re.DOTALL)
    assert not [words for words in [*titles, template.name] if TELLING.search(words)]


def test_it_ships_the_typefaces_it_says_with_their_licence():
    for entry in json.loads((FONTS / "vendor.json").read_text(encoding="utf-8")):
        assert entry["licence"] == "OFL-1.1"
        assert "SIL Open Font License" in (FONTS / entry["licence_file"]).read_text()
        for file, digest in entry["sha256"].items():
            assert hashlib.sha256((FONTS / file).read_bytes()).hexdigest() == digest


def test_it_ships_every_typeface_that_the_tokens_ask_for():
    tokens = (FONTS.parent / "tokens.css").read_text(encoding="utf-8")
    asked = re.findall(r'url\("fonts/([^"]+)"\)', tokens)
    assert len(asked) == 8
    assert [file for file in asked if not (FONTS / file).exists()] == []
