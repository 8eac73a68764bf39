"""The sheet of paper: it says where to stop, and what to do then."""

from __future__ import annotations

import pytest

from cauce.content.loader import load_edition
from cauce.standards.sheet import sections_of

EDITION = load_edition()


@pytest.mark.parametrize("name", sorted(EDITION.instruments))
def test_in_danger_the_sheet_says_911_and_not_only_stop(name):
    instrument = EDITION.instruments[name]
    said = [
        stop for section in sections_of(instrument) for item in section["items"] for stop in item["stops"]
    ]
    danger = {one.title.es for one in instrument.stop_rules if one.offer == "emergency_route"}
    told = [one for one in said if any(title in one.es for title in danger)]
    assert told or not danger
    offer = next(one for one in instrument.offers if one.id == "emergency_route")
    for one in told:
        assert offer.do.es in one.es and offer.do.en in one.en
        assert name == "detention-visit" or ("911" in one.es and "911" in one.en)
