"""On a phone each row of a list is a card, whose cells say the name of their column."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template

from cauce.ui.cards import carded, columns_of, unfolds

HEAD = (
    '<thead><tr><th scope="col">Archivo</th><th scope="col"><abbr title="Cuándo se hizo">Se hizo</abbr></th>'
    '<th scope="col" class="number">Renglones &amp; "hojas"</th></tr></thead>'
)


def rows(*cells: str) -> str:
    return f"<tbody><tr>{''.join(cells)}</tr></tbody>"


def names(content: str) -> list[str]:
    return re.findall(r'data-name="([^"]*)"', carded(content))


def test_each_cell_says_its_column_and_the_first_is_the_name_of_the_card():
    made = HEAD + rows('<th scope="row">A1</th>', "<td>hoy</td>", '<td class="number">3</td>')
    assert columns_of(made) == ["Archivo", "Se hizo", 'Renglones & "hojas"']
    assert names(made) == ["Se hizo", "Renglones &amp; &quot;hojas&quot;"]
    assert carded(made).startswith(HEAD)
    assert '<th scope="row">A1</th>' in carded(made) and 'class="number">3' in carded(made)


def test_a_cell_over_several_columns_and_one_with_a_name_stay_as_they_are():
    assert names(HEAD + rows("<td>A1</td>", '<td colspan="2">oculto</td>')) == []
    named = rows("<td>A1</td>", '<td data-name="Día">hoy</td>', "<td>3</td>", "<td>más</td>")
    assert names(HEAD + named) == ["Día", "Renglones &amp; &quot;hojas&quot;"]


def test_what_has_no_head_has_no_names():
    assert carded(rows("<td>A1</td>", "<td>hoy</td>")) == rows("<td>A1</td>", "<td>hoy</td>")


@pytest.mark.parametrize(
    ("heads", "cards"),
    [
        (("", ""), False),
        (("", "", ""), True),
        (("", ' class="number"', ""), True),
        (("", ' class="number"', ' class="number"'), False),
        (("", *[' class="number"'] * 3), True),
    ],
)
def test_many_columns_or_words_in_the_third_unfold_and_a_few_figures_do_not(heads, cards):
    head = "".join(f'<th scope="col"{one}>Algo</th>' for one in heads)
    assert unfolds(f"<thead><tr>{head}</tr></thead>" + rows("<td>1</td>")) is cards


def test_a_list_names_its_cells_by_itself_and_says_its_caption_once():
    body, given = HEAD + rows("<td>{{ a }}</td>", "<td>2</td>"), {"caption": "Mis <archivos>", "a": "<b>"}
    drawn = [
        Template(f"{{% load cauce_ui %}}{{% listing caption {more} %}}{body}{{% endlisting %}}").render(
            Context(given)
        )
        for more in ("", "shown=True", "lines=True")
    ]
    assert all("&lt;b&gt;" in one and "Mis &lt;archivos&gt;" in one and "<b>" not in one for one in drawn)
    assert ['<td data-name="Se hizo">2</td>' in one for one in drawn] == [True, True, False]
    assert ['<caption class="unseen">' in one for one in drawn] == [True, False, True]
    assert [re.search(r"<table[^>]*>", one)[0] for one in drawn] == [
        '<table class="stack">',
        '<table class="stack">',
        '<table class="stack lines">',
    ]
