import datetime as dt
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation
from django.utils.html import format_html

from cauce.content.model import Text
from cauce.ui.widgets import DayMonthYear
from cauce.ui.words import exact, language_of, say

HOUSTON = SimpleNamespace(name="Houston", city="Houston", time_zone="America/Chicago")
AT = dt.datetime(2026, 11, 25, 16, 0, tzinfo=dt.UTC)


def draw(source: str, language: str = "es-mx", **context: object) -> str:
    with translation.override(language):
        return Template("{% load cauce_ui %}" + source).render(Context(context)).strip()


def test_it_says_the_words_of_the_language_of_the_reader():
    assert draw('{% say "Guardar" "Save" %}') == "Guardar"
    assert draw('{% say "Guardar" "Save" %}', "en") == "Save"


def test_it_escapes_what_is_put_into_the_words():
    assert "&lt;b&gt;" in draw('{% say "Hola, {n}" "Hello, {n}" n=name %}', name="<b>")
    assert "&lt;b&gt;" in draw("{% say name name %}", name="<b>")


LONG = """{% say %}
  Faltan {n} días
  para la firma de <em>hoy</em>
{% en %}
  {n} days left
  until <em>today's</em> signature
{% endsay %}"""


def test_a_long_sentence_stands_in_a_block_and_its_lines_are_joined():
    assert draw(LONG) == "Faltan {n} días para la firma de <em>hoy</em>"
    assert draw(LONG, "en") == "{n} days left until <em>today's</em> signature"
    assert draw(f'<a title="{LONG}">') == '<a title="Faltan {n} días para la firma de <em>hoy</em>">'


def test_a_block_escapes_its_values_and_can_be_kept_for_later():
    counted = LONG.replace("{% say %}", "{% say n=name %}")
    assert draw(counted, name="<b>") == "Faltan &lt;b&gt; días para la firma de <em>hoy</em>"
    kept = LONG.replace("{% say %}", "{% say n=name as words %}") + "({{ words }})"
    assert draw(kept, "en", name="<b>") == "(&lt;b&gt; days left until <em>today's</em> signature)"


def test_a_block_says_the_same_as_the_line():
    line = '{% say "Faltan {n} \\"días\\"" "{n} \\"days\\" left" n=many as words %}{{ words }}'
    block = '{% say n=many as words %}Faltan {n} "días"{% en %}{n} "days" left{% endsay %}{{ words }}'
    for language in ("es-mx", "en"):
        assert draw(line, language, many=Text(es="tres", en="three")) == draw(
            block, language, many=Text(es="tres", en="three")
        )


@pytest.mark.parametrize(
    "bad",
    [
        "{% say %}Hoy{% endsay %}",
        "{% say %}Hoy{% en %}{% endsay %}",
        "{% say %}Hoy{% en %}Today",
        "{% say %}Hoy, {{ name }}{% en %}Today, {{ name }}{% endsay %}",
        '{% say "Hoy" %}',
        '{% say n=3 "Hoy" "Today" %}',
        '{% say "Hoy" "Today" "Heute" %}',
    ],
)
def test_it_refuses_a_sentence_without_its_other_language_or_with_more_than_words(bad):
    with pytest.raises(TemplateSyntaxError):
        draw(bad)


@pytest.mark.parametrize("text", [Text(es="Hoy", en="Today"), {"es": "Hoy", "en": "Today"}])
def test_it_reads_a_bilingual_text_of_any_kind(text):
    assert draw("{{ text|t }}", text=text) == "Hoy"
    assert draw("{{ text|t }}", "en", text=text) == "Today"


def test_it_passes_plain_words_and_says_nothing_for_nothing():
    assert draw("{{ text|t }}", text="Así") == "Así"
    assert draw("{{ text|t }}", text=None) == ""


def test_it_writes_a_date_as_mexicans_do_on_the_clock_of_the_post():
    assert "25 de noviembre de 2026, 10:00 h</time>" in draw("{% when at post %}", at=AT, post=HOUSTON)
    assert "November 25, 2026, 10:00</time>" in draw("{% when at post %}", "en", at=AT, post=HOUSTON)
    assert exact(dt.date(2026, 1, 3), "es") == "3 de enero de 2026"
    assert draw("{% when at post %}", at=None, post=HOUSTON) == ""


def test_it_says_a_deadline_as_people_do():
    now = dt.datetime(2026, 11, 24, 20, 0, tzinfo=dt.UTC)
    words = draw("{% due_says due post at=now %}", due=AT, post=HOUSTON, now=now)
    assert words == "mañana a las 10:00, hora de Houston"


@pytest.mark.parametrize(("code", "language"), [("en-us", "en"), ("es-mx", "es"), (None, "es"), ("fr", "es")])
def test_it_falls_back_to_spanish(code, language):
    assert language_of(code) == language


def test_it_chooses_the_words_of_a_label_when_it_is_shown():
    label = say("Nombre", "Name")
    with translation.override("en"):
        assert str(label) == "Name"
    with translation.override("es-mx"):
        assert str(label) == "Nombre"


def test_it_gives_every_state_a_word_beside_its_shape():
    for state in ("overdue", "open", "blocked", "to_find_out", "met", "declined", "waived"):
        drawn = draw("{% state s %}", s=state)
        assert "<svg" in drawn and "<span>" in drawn and f"<span>{state}</span>" not in drawn


class Born(forms.Form):
    born = forms.DateField(label="Nacimiento", widget=DayMonthYear, required=False)


@pytest.mark.parametrize(
    ("typed", "valid", "value"),
    [
        (("5", "3", "1998"), True, dt.date(1998, 3, 5)),
        (("", "", ""), True, None),
        (("31", "2", "1998"), False, None),
        (("5", "", "1998"), False, None),
        (("x", "3", "98"), False, None),
    ],
)
def test_it_reads_a_date_in_three_boxes(typed, valid, value):
    form = Born(dict(zip(("born_day", "born_month", "born_year"), typed, strict=True)))
    assert form.is_valid() is valid
    assert form.cleaned_data.get("born") == value


def test_it_shows_a_refused_date_again_with_its_error_beside_it():
    html = draw(
        "{% field form.born %}",
        form=Born({"born_day": "31", "born_month": "2", "born_year": "1998"}),
    )
    assert 'value="31"' in html and 'value="1998"' in html
    assert 'aria-describedby="id_born_error"' in html and 'id="id_born_error"' in html
    assert "<legend" in html


class Listed(forms.Form):
    """Lists of every kind that a choice may be: words, numbers, groups, with a mark, in two languages."""

    plain = forms.ChoiceField(choices=[("", "—"), ("a<b", "Uno & «dos» <b>"), (1000, 1234567)], initial=1000)
    words = forms.ChoiceField(choices=[("x", say("Sí", "Yes")), ("y", format_html("<i>{}</i>", "ya"))])
    grouped = forms.ChoiceField(choices=[("Casa & río", [("1", "uno"), ("2", "dos")]), ("3", "tres")])
    many = forms.MultipleChoiceField(choices=[("1", "uno"), ("2", "dos")], initial=["1", "2"])


@pytest.mark.parametrize("language", ["es-mx", "en"])
def test_a_list_is_drawn_letter_by_letter_as_djangos_own_template_draws_it(language):
    one = (
        "{% for name, value in option.attrs.items %}{% if value is not False %} {{ name }}"
        "{% if value is not True %}=\"{{ value|stringformat:'s' }}\"{% endif %}{% endif %}{% endfor %}"
    )
    whole = (
        '{% for name, options, i in widget.optgroups %}{% if name %}<optgroup label="{{ name }}">'
        "{% endif %}{% for option in options %}<option value=\"{{ option.value|stringformat:'s' }}\""
        + one
        + ">{{ option.label }}</option>{% endfor %}{% if name %}</optgroup>{% endif %}{% endfor %}"
    )
    for field in Listed():
        value = field.value()
        widget = field.field.widget.get_context(field.name, value, {"data-a": 'b"c'})["widget"]
        widget["optgroups"][0][1][0]["attrs"] |= {"disabled": True, "hidden": False, "title": "<&>"}
        drawn = draw("{{ widget|options }}", language, widget=widget)
        assert drawn == draw(whole, language, widget=widget)


class Typed(forms.Form):
    word = forms.CharField(
        initial='a "<b>" & c', widget=forms.TextInput(attrs={"title": "<&>", "hidden": True})
    )
    name = forms.CharField(initial=format_html("{}", "<i>"), widget=forms.TextInput({"autocomplete": "name"}))
    many = forms.IntegerField(initial=12345, widget=forms.NumberInput({"readonly": False}))
    asked = forms.ChoiceField(choices=[("1", "uno"), ("2", "dos")], initial="2", widget=forms.RadioSelect)
    ticked = forms.BooleanField(initial=True)
    paper = forms.FileField(required=False, widget=forms.FileInput)
    new = forms.CharField(widget=forms.PasswordInput)
    kept = forms.CharField(initial="", widget=forms.HiddenInput)


@pytest.mark.parametrize("language", ["es-mx", "en"])
def test_an_input_is_drawn_letter_by_letter_as_djangos_own_template_and_is_not_remembered(language):
    source = (
        '<input type="{{ widget.type }}" name="{{ widget.name }}"'
        "{% if widget.value != None %} value=\"{{ widget.value|stringformat:'s' }}\"{% endif %}"
        '{% if not widget.attrs.autocomplete and widget.type not in "hidden checkbox radio file" %}'
        ' autocomplete="off"{% endif %}'
        "{% for name, value in widget.attrs.items %}{% if value is not False %} {{ name }}"
        "{% if value is not True %}=\"{{ value|stringformat:'s' }}\"{% endif %}{% endif %}{% endfor %}>"
    )
    with translation.override(language):
        for field in Typed():
            for one in field.subwidgets:
                assert one.tag() == draw(source, language, widget=one.data)
                assert draw("{{ widget|control }}", language, widget=one.data) == one.tag()
        assert str(Typed()["asked"]).count('name="asked"') == 2
