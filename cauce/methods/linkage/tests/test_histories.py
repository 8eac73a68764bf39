"""From links to counts: a referral is no second detection, and nothing but counts comes out."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest

from cauce.methods import estimation
from cauce.methods.errors import BadInput
from cauce.methods.linkage import Pair, circumstances, drawn, histories, probable
from cauce.methods.linkage.results import Linked

LISTS = {"consular_cases": ["a1", "a2", "a3"], "sipc": ["b1", "b2"], "ciam": ["c1", "c2"]}
OWN = dict.fromkeys(["a1", "a2", "a3", "b1", "b2", "c1", "c2"], "own")


def _pair(left: str, right: str, weight: float = 9.0) -> Pair:
    of = {"a": "consular_cases", "b": "sipc", "c": "ciam"}
    return Pair(left, right, (of[left[0]], of[right[0]]), 0.99, weight, {}, True)


def _counts(found) -> dict[str, int]:
    rows = [row.split(",") for row in found.csv().splitlines()[1:]]
    return {"".join(row[:-1]): int(row[-1]) for row in rows}


def test_people_are_counted_by_the_lists_that_detected_them():
    links = [_pair("a1", "b1"), _pair("b1", "c1")]
    found = histories(LISTS, links, first_detected_by={}, origin_of_contact=OWN)
    assert _counts(found) == {"111": 1, "100": 2, "010": 1, "001": 1}
    assert (found.unknown, found.alone, found.notes) == (0, 0, ())


def test_a_record_that_another_list_sent_is_no_second_detection():
    links = [_pair("a1", "b1"), _pair("a2", "c2")]
    origin = OWN | {"b1": "consular_cases"}
    found = histories(LISTS, links, first_detected_by={}, origin_of_contact=origin)
    assert _counts(found) == {"100": 2, "101": 1, "010": 1, "001": 1}
    assert found.not_second == {"consular_cases": 0, "sipc": 1, "ciam": 0}


def test_who_came_by_themselves_is_a_detection_though_another_list_was_first():
    links = [_pair("a1", "b1")]
    first = {"b1": "consular_cases"}
    own = histories(LISTS, links, first_detected_by=first, origin_of_contact=OWN)
    assert _counts(own)["110"] == 1
    unsaid = histories(LISTS, links, first_detected_by=first, origin_of_contact=OWN | {"b1": ""})
    assert "110" not in _counts(unsaid)
    assert [note.id for note in unsaid.notes] == ["origin-unknown"]


def test_a_person_sent_by_a_list_on_which_nobody_found_them_is_told_and_not_counted():
    found = histories(LISTS, [], first_detected_by={}, origin_of_contact=OWN | {"c2": "sipc"})
    assert found.table.n == 6 and found.alone == 1
    assert [note.id for note in found.notes] == ["sent-and-not-found"]


def test_nobody_is_twice_on_one_list_and_the_surer_link_goes_first():
    links = [
        _pair("a1", "b1", 4.0),
        _pair("a2", "b1", 9.0),
        _pair("a1", "c1"),
        _pair("b1", "c1", 3.0),
    ]
    found = histories(LISTS, links, first_detected_by={}, origin_of_contact=OWN)
    assert _counts(found) == {"101": 1, "110": 1, "100": 1, "010": 1, "001": 1}


def test_two_lists_give_counts_and_say_that_no_estimate_follows():
    two = {name: LISTS[name] for name in ("consular_cases", "sipc")}
    found = histories(two, [_pair("a1", "b1")], first_detected_by={}, origin_of_contact=OWN)
    assert [note.id for note in found.notes] == ["fewer-than-three-lists"]
    assert found.table.n == 4


def test_the_file_is_what_the_estimate_reads():
    found = histories(LISTS, [_pair("a1", "b1")], first_detected_by={}, origin_of_contact=OWN)
    table, notes = estimation.parse(found.csv().encode())
    assert table == found.table and notes == []


def test_no_key_of_anybody_comes_out():
    found = histories(LISTS, [_pair("a1", "b1")], first_detected_by={}, origin_of_contact=OWN)
    told = repr({one.name: getattr(found, one.name) for one in fields(found)}) + found.csv()
    assert not [key for key in OWN if key in told]


def test_a_list_of_a_partner_an_unknown_origin_and_a_foreign_link_are_refused():
    for bad in (
        lambda: histories({**LISTS, "shelter": ["d1"]}, [], first_detected_by={}, origin_of_contact={}),
        lambda: histories(LISTS, [], first_detected_by={}, origin_of_contact={"a1": "shelter"}),
        lambda: histories(LISTS, [_pair("a1", "b9")], first_detected_by={}, origin_of_contact={}),
    ):
        with pytest.raises(BadInput) as caught:
            bad()
        assert caught.value.cure_es and caught.value.cure_en


def test_the_estimate_is_told_what_was_measured_and_what_was_not():
    known = histories(LISTS, [_pair("a1", "b1")], first_detected_by={}, origin_of_contact=OWN)
    unsaid = histories(LISTS, [_pair("a1", "b1")], first_detected_by={}, origin_of_contact={})
    assert circumstances(known, None).routes_without_first is False
    assert circumstances(unsaid, None).routes_without_first is None
    assert circumstances(known, None).recall is None


def test_probable_links_go_to_the_estimate_as_numbers_without_the_referred():
    pairs = (_pair("a1", "b1"), _pair("a2", "b2", 1.0))
    linked = Linked({}, {k: tuple(v) for k, v in LISTS.items()}, pairs, 2, 0.9, True, "duckdb", "", 2)
    found = probable(linked, first_detected_by={}, origin_of_contact=OWN | {"b2": "consular_cases"})
    assert found.lists == tuple(LISTS) and len(found.record_list) == 6
    assert found.pairs.tolist() == [[0, 3]] and found.chance.tolist() == [0.99]
    carried, fixed = estimation.carry_links(found, configurations=3)
    assert len(carried.points) == 3 and set(fixed) == {0.8, 0.9, 0.95, 0.99}


def test_what_the_linkage_hands_over_says_how_it_may_have_been_otherwise_in_counts_alone():
    """The estimate reads it as it stands, with quality by group and configurations; no record is in it."""
    pairs = (_pair("a1", "b1"), _pair("a2", "b2", 1.0), _pair("a3", "c1"))
    linked = Linked({}, {k: tuple(v) for k, v in LISTS.items()}, pairs, 2, 0.9, True, "duckdb", "", 2)
    came = {"first_detected_by": {}, "origin_of_contact": OWN}
    made = histories(linked.ids, pairs, **came)
    told = {
        "histories": {"csv": made.csv(), "drawn": drawn(probable(linked, **came), many=5), "unknown": 0},
        "quality": {
            "reviewed": 220,
            "overall": {"recall": {"value": 0.93}, "precision": {"value": 0.98}},
            "groups": [
                {"dimension": "indigenous", "value": "yes", "recall": {"value": 0.85, "of": 30}},
                {"dimension": "sex", "value": "X", "recall": {"value": 0.5, "of": 3}},
            ],
        },
    }
    text = json.dumps(told)
    assert not any(f'"{one}"' in text for one in OWN)
    given = estimation.parse_given(text.encode())
    assert given.table == made.table and len(given.drawn) == 5
    assert {one.n for one in given.drawn} <= {4, 5, 6, 7}
    known = given.circumstances
    assert (known.recall, known.reviewed_pairs, known.routes_without_first) == (0.93, 220, False)
    assert known.groups == (("indigenous: yes", 0.85),)
