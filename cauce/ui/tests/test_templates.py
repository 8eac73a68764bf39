"""What every template of the house keeps, whoever wrote it."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from cauce.ui.layout import lay

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

# Something that writes words, only tags that write none, and something that writes words again.
WORD = r"{%\s*(?:say|when|due_says|state)\b(?![^%]* as \w+\s*%})[^%]*%}"
GLUED = re.compile(
    r"(?:{%\s*endsay\s*%}|" + WORD + r"|{{[^}]*}}|</(?:a|strong|em|time|span)>)"
    r"(?:{%\s*(?:if|endif|for|with|endwith)\b[^%]*%})+"
    r"(?:" + WORD + r"|{{(?! forloop)[^}]*}}|<(?:strong|time)\b|<a href)"
)
PUNCTUATION = re.compile(r"{% say [\"'][\s.,:;·)]")
MACHINE_DAYS = (r"""\|date:"[^"]*Y""", r"{[^{}]+:%d/%m/%Y}", r"{[^{}]+:%Y-%m-%d[^{}]*}")


def glued(source):
    """Where two words would stand beside each other without a blank."""
    return [one for one in GLUED.findall(lay(source)) if not PUNCTUATION.search(one)]


def machine_days(text):
    """Days written as a machine writes them, but for those in an address or a field."""
    return [one for pattern in MACHINE_DAYS for one in re.findall(pattern, text)]


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


def test_no_two_words_of_a_page_stand_without_a_blank():
    found = {name(path): glued(path.read_text(encoding="utf-8")) for path in TEMPLATES}
    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        (
            "{% say a %}\n  Desde el {d}.\n{% endsay %}\n{% endif %}\n{% say 'Según' 'By' %}",
            "{% endsay %}\n{% endif %} {% say 'Según' 'By' %}",
        ),
        (
            '<a href="x">{% say "Hoy" "Today" %}</a>{% if not room %}\n  {% say "Ayer" "Before" %}',
            '<a href="x">{% say "Hoy" "Today" %}</a>{% if a %} {% say "Ayer" "Before" %}',
        ),
        ('{% say "Ahora:" "Now:" %}\n  {% if a %}{{ a }}', '{% say "Ahora:" "Now:" %} {% if a %}{{ a }}'),
    ],
)
def test_it_sees_two_words_without_a_blank(bad, good):
    assert glued(bad) and not glued(good)


def test_every_day_of_a_page_is_written_as_people_write_it():
    pages = [p for p in HOUSE.glob("desk/**/*.py") if "tests" not in p.parts]
    pages += [p for p in TEMPLATES if p.is_relative_to(HOUSE / "desk") or p.is_relative_to(HOUSE / "public")]
    pages += [p for p in TEMPLATES if p.is_relative_to(HOUSE / "site")]
    found = {name(path): machine_days(path.read_text(encoding="utf-8")) for path in pages}
    assert len(pages) > 500
    assert {path: days for path, days in found.items() if days} == {}
    for bad in ('{{ a|date:"Y-m-d" }}', 'f"{a:%d/%m/%Y}"', 'f"{row.at:%Y-%m-%d %H:%M}"'):
        assert machine_days(bad)
    for good in ("href=\"?dia={{ one|date:'Y-m-d' }}\"", 'format="%Y-%m-%d"'):
        assert not machine_days(good)


def test_a_sign_among_words_stands_in_their_line():
    for sheet, sign in (("ui/static/ui/base.css", ".shape"), ("public/static/guide/guide.css", ".pict")):
        rules = (HOUSE / sheet).read_text(encoding="utf-8")
        assert re.search(rf"^{re.escape(sign)} {{ display: inline-block;", rules, re.MULTILINE), sheet


def test_no_page_says_that_something_is_wrong_before_anything_was_sent():
    always = re.compile(r'(?<!%})\s*{% include "ui/error_summary.html"')
    found = [name(path) for path in TEMPLATES if always.search(lay(path.read_text(encoding="utf-8")))]
    assert found == []
    assert always.search('<p></p>{% include "ui/error_summary.html" %}')
