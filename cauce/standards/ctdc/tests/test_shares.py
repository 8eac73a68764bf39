"""The rule of the denominator, told with the codebook's own five persons; and what stays hidden."""

from __future__ import annotations

from cauce.standards.ctdc.shares import Shares, hidden, of_column, of_group

FORMS = ("isForcedLabour", "isSexualExploit", "isOtherExploit")
# Codebook, section 6: the fourth person says nothing, the fifth two things.
FIVE = [
    {"isForcedLabour": "1"},
    {"isSexualExploit": "1"},
    {"isOtherExploit": "1"},
    {},
    {"isForcedLabour": "1", "isSexualExploit": "1", "isOtherExploit": ""},
]


def test_it_counts_the_example_of_the_codebook():
    found = of_group("exploitation", FORMS, FIVE)
    assert found.denominator == 4
    assert [found.share(one) for one in FORMS] == [0.5, 0.5, 0.25]


def test_what_is_not_known_is_out_of_a_column():
    found = of_column("gender", [{"gender": "Woman"}, {"gender": ""}, {}])
    assert (found.counts, found.denominator) == ({"Woman": 1}, 1)
    assert of_column("gender", []).share("Woman") is None


def test_a_small_value_is_hidden_with_the_smallest_beside_it_so_that_nothing_is_subtracted():
    found = hidden(Shares("ageBroad", {"a": 3, "b": 40, "c": 12}, 55))
    assert found.counts == {"a": None, "b": 40, "c": None}
    assert (found.denominator, found.share("a"), found.share("b")) == (55, None, 40 / 55)
    # two hidden that hold fewer than eleven together take a third with them
    assert hidden(Shares("x", {"a": 3, "b": 0, "c": 40, "d": 50}, 93)).counts["c"] is None
    # few in all: nothing is told, not even how few
    few = hidden(Shares("x", {"a": 10}, 10))
    assert (few.counts, few.denominator) == ({"a": None}, None)


def test_in_a_group_of_flags_the_denominator_is_hidden_where_it_would_give_a_flag_back():
    kept = hidden(Shares("means", {"a": 40, "b": 30}, 60, overlap=True))
    assert (kept.counts, kept.denominator) == ({"a": 40, "b": 30}, 60)
    small = hidden(Shares("means", {"a": 40, "b": 4}, 44, overlap=True))
    assert (small.counts, small.denominator) == ({"a": 40, "b": None}, None)
    # 60 − 55: five people have only the other flag
    rest = hidden(Shares("means", {"a": 55, "b": 30}, 60, overlap=True))
    assert (rest.counts, rest.denominator) == ({"a": 55, "b": 30}, None)
