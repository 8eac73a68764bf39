"""A text that unfolds into something enormous is refused with its line, and stops nobody's server."""

from __future__ import annotations

import csv

import pytest
from ruamel.yaml.error import YAMLError

from cauce.content.annex import read_annex
from cauce.content.checks.reading import read
from cauce.content.errors import BadInput
from cauce.content.loader import load_edition
from cauce.content.yaml import ALIASES, DEEPEST, reader

LAUGHS = "a0: &a0 [ja, ja, ja]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)
)
BRACKETS = "a: " + "[" * 5000 + "]" * 5000


@pytest.mark.parametrize("lines", [False, True])
@pytest.mark.parametrize("text", [LAUGHS, BRACKETS])
def test_it_refuses_what_unfolds_into_something_enormous(text, lines):
    with pytest.raises(YAMLError):
        reader(lines=lines).load(text)


def test_it_reads_aliases_and_levels_within_reason():
    few = "uno: &u [1]\notros: [" + ", ".join(["*u"] * ALIASES) + "]\n"
    assert reader().load(few)["otros"] == [[1]] * ALIASES
    deep = "[" * (DEEPEST - 2) + "]" * (DEEPEST - 2)
    assert reader().load(deep) is not None


@pytest.mark.parametrize("text", [LAUGHS, BRACKETS])
def test_the_check_says_so_with_its_line(text, tmp_path):
    file = tmp_path / "x.yaml"
    file.write_text(text, encoding="utf-8")
    _, found = read("pathways/9-x.yaml", file)
    assert "yaml_syntax" in {one.id for one in found}


@pytest.mark.parametrize("text", [LAUGHS, BRACKETS, "steps: &a\n  - *a\n"])
def test_an_annex_says_so_instead_of_breaking(text):
    with pytest.raises(BadInput):
        read_annex(text, load_edition(), "HOU")


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        # What a fuzzer found: each broke the check, and with it every page of a draft that held it.
        ("a: 1\n2026-01-01: x\n", "odd_key", 2),
        ("- b: 1\n- {[a]: x}\n", "odd_key", 2),
        ("- b: 1\n- &a [*a]\n", "holds_itself", 2),
        ("- &a\n  x: *a\n", "holds_itself", 2),
        ("- !!bool x\n", "yaml_syntax", 1),
        ("- !!int x\n", "yaml_syntax", 1),
        ("a: 1\na: 2\nb: !!int x\n", "duplicate_key", 2),
        ("? [a]\n: 1\n? [a]\n: 2\n", "odd_key", 1),
    ],
)
def test_what_is_no_data_is_said_beside_its_line_and_breaks_no_check(text, kind, line, tmp_path):
    file = tmp_path / "x.yaml"
    file.write_text(text, encoding="utf-8")
    document, found = read("pathways/9-x.yaml", file)
    assert (kind, line) in {(one.id, one.line) for one in found} and not document.is_read
    with pytest.raises(BadInput):
        read_annex(text, load_edition(), "HOU")


def test_what_holds_itself_under_a_name_that_is_there_twice_comes_to_an_end(tmp_path):
    file = tmp_path / "x.yaml"
    file.write_text("a: 1\na: &a [*a]\n", encoding="utf-8")
    assert ("duplicate_key", 2) in {(one.id, one.line) for one in read("pathways/9-x.yaml", file)[1]}


def test_a_table_that_is_none_is_said_beside_its_line(tmp_path):
    file = tmp_path / "x.csv"
    file.write_text("code,name\nes,Español\nen," + "x" * 9_000 + "\n", encoding="utf-8")
    before = csv.field_size_limit(8_000)
    try:
        document, found = read("catalogues/languages.csv", file)
    finally:
        csv.field_size_limit(before)
    assert [(one.id, one.line) for one in found] == [("csv_syntax", 3)] and len(document.rows) == 2
