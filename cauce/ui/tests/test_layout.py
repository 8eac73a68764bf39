"""However a template is laid out, its page gets the same letters."""

import pytest
from django.template.loader import get_template
from django.test import override_settings

from cauce.ui.layout import lay


@pytest.mark.parametrize(
    ("laid_out", "same"),
    [
        ("<ul>\n  <li>a</li>\n\n  <li>b</li>\n</ul>\n", "<ul><li>a</li><li>b</li></ul>"),
        ("{% if a %}\n  {% include 'b' %}\n{% endif %}", "{% if a %}{% include 'b' %}{% endif %}"),
        ('{% say "a" "b" as c %}\n{% say "d" "e" %}', '{% say "a" "b" as c %}{% say "d" "e" %}'),
        ("<h{{ n }}>\n  {{ a }}\n</h{{ n }}>", "<h{{ n }}>{{ a }}</h{{ n }}>"),
        ("<p class=\"a > b\"\n  id='c'>\n  d\n</p>", "<p class=\"a > b\" id='c'>d</p>"),
        ("<p{% if a > b %} id=c{% endif %}>\n  d", "<p{% if a > b %} id=c{% endif %}>d"),
        ("a<br>\n  b", "a<br>b"),
        (
            "{% comment %}\n  a\n{% endcomment %}\n{% load b %}",
            "{% comment %}\n  a\n{% endcomment %}{% load b %}",
        ),
    ],
)
def test_a_line_break_beside_a_block_or_between_two_tags_is_nothing(laid_out, same):
    assert lay(laid_out) == same
    assert lay(same) == same


@pytest.mark.parametrize(
    ("laid_out", "same"),
    [
        ("<b>a</b>\n  <i>b</i>\n  c", "<b>a</b> <i>b</i> c"),
        ("{{ a }}\n{{ b }}", "{{ a }} {{ b }}"),
        ('{% say "a" "b" %}\n{% when c %}', '{% say "a" "b" %} {% when c %}'),
        ("{% if a %}\n  b\n{% endif %}", "{% if a %} b {% endif %}"),
        ("<a\n  href='b'\n  id='c'>", "<a href='b' id='c'>"),
        ("a\n", "a "),
    ],
)
def test_any_other_line_break_is_one_space(laid_out, same):
    assert lay(laid_out) == same


@pytest.mark.parametrize(
    "kept",
    [
        "<p> a  b </p>",
        "<pre>\n a\n\n  b\n</pre>",
        "<textarea>\n{{ a }}\n</textarea>",
        "{% if a %} b{% endif %}",
    ],
)
def test_blanks_inside_a_line_and_what_keeps_its_own_stay_as_they_are(kept):
    assert lay(kept) == kept


def test_a_page_is_read_without_the_layout_of_its_template():
    source = get_template("ui/base.html").template.source
    assert "{% endif %}><a " in source and source.count("\n") == 0


def test_that_would_be_seen(tmp_path):
    (tmp_path / "a.html").write_text("<ul>\n  <li>")
    plain = {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [tmp_path]}
    with override_settings(TEMPLATES=[plain]):
        assert get_template("a.html").template.source == "<ul>\n  <li>"
