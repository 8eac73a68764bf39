"""A folio as somebody types it: forgiving of signs and capitals, and of nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.cases.rules.folios import read_folio


@pytest.mark.parametrize(
    "typed", ["HOU-2026-00012", "hou-2026-00012", " hou 2026 00012 ", "HOU202600012", "HOU–2026—00012"]
)
def test_it_reads_a_folio_in_any_case_and_with_any_sign_between(typed):
    assert read_folio(typed) == "HOU-2026-00012"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "HOU-2026-0012",
        "HOU-26-00012",
        "2026-00012",
        "HOU-2026-00012 Elena",
        "H0U-2026-00012",
        "HOU-2026-*",
    ],
)
def test_what_is_not_whole_is_no_folio_and_never_the_nearest(typed):
    assert read_folio(typed) is None


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_is_no_folio(typed):
    found = read_folio(typed)
    assert found is None or read_folio(found) == found
