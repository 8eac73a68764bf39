"""What the place suggests is told apart from what is known."""

from __future__ import annotations

from cauce.content.loader import load_edition
from cauce.rules.supposed import HELD_THERE, WALKS_IN, supposed


def test_who_walked_in_is_supposed_to_be_free_and_who_is_visited_to_be_held():
    came = supposed({"contact.channel": "window", "contact.present": True})
    assert came["person.detained"].value is False
    assert supposed({"contact.channel": "detention_visit"})["person.detained"].value is True


def test_who_rang_or_was_brought_by_an_authority_suggests_nothing():
    for channel in ("duty_phone", "us_authority_referral", "family_in_mexico"):
        assert supposed({"contact.channel": channel, "contact.present": True}) == {}
    assert supposed({"contact.channel": "window", "contact.present": False}) == {}
    assert supposed({}) == {}


def test_what_is_known_is_never_supposed():
    known = {"contact.channel": "window", "contact.present": True}
    assert supposed(known | {"person.detained": True}) == {}
    assert supposed(known | {"person.detained": False}) == {}


def test_every_channel_that_it_names_is_one_of_the_catalogue():
    channels = set(load_edition().facts["contact.channel"].values)
    assert channels >= WALKS_IN | HELD_THERE and not WALKS_IN & HELD_THERE
