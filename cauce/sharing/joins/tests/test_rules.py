"""What follows from what two officers say of one possible coincidence."""

from __future__ import annotations

import pytest

from cauce.sharing.joins.rules import outcome


@pytest.mark.parametrize(
    ("said", "follows"),
    [
        (("", "same"), "found"),
        (("same",), "found"),
        (("same", "same"), "same"),
        (("same", "not_same"), "not_same"),
        (("cannot_tell", "not_same"), "not_same"),
        (("same", "cannot_tell"), "unsure"),
        (("cannot_tell", "cannot_tell"), "unsure"),
    ],
)
def test_only_two_that_say_the_same_carry_on_and_any_no_ends_it(said, follows):
    assert outcome(said) == follows
