"""What leaves for a spreadsheet is text there, whatever somebody put before a sign."""

from __future__ import annotations

import pytest

from cauce.content.cells import as_it_was, harmless

# Zero width, joiner, mark of direction, word joiner, byte-order mark, soft hyphen, NUL, escape.
UNSEEN = ["\u200b", "\u200d", "\u202e", "\u2060", "\ufeff", "\u00ad", "\x00", "\x1b"]
SIGNS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦"]


@pytest.mark.parametrize("before", ["", " ", *UNSEEN, " \u200b \x00"])
@pytest.mark.parametrize("sign", SIGNS)
def test_no_sign_runs_as_a_formula_whatever_unseen_stands_before_it(before, sign):
    text = f"{before}{sign}HYPERLINK(A1)"
    assert harmless(text) == "'" + text
    assert as_it_was(harmless(text)) == text


@pytest.mark.parametrize("text", ["María", "713 555 0147", "+52 713 555 0147", "-4.5", "", "a=b", "’=1"])
def test_words_and_numbers_leave_as_they_are(text):
    assert harmless(text) == text == as_it_was(text)


@pytest.mark.parametrize("text", ["\t=1", "\r", "\nuno"])
def test_a_tab_or_a_new_line_at_the_beginning_is_text_too(text):
    assert harmless(text) == "'" + text
