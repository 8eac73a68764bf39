"""A text that unfolds into something enormous is refused with its line, and stops nobody's server."""

from __future__ import annotations

import pytest
from ruamel.yaml.error import YAMLError

from cauce.rules.content.annex import read_annex
from cauce.rules.content.checks.reading import read
from cauce.rules.content.loader import load_edition
from cauce.rules.content.yaml import ALIASES, DEEPEST, reader
from cauce.rules.errors import BadInput

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
