"""The boards on the invented history of the demonstration: what they tell is what the facts tell."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import timezone

from cauce.content.loader import load_edition
from cauce.custody.journal.door import Absent
from cauce.demo.statistics import invent
from cauce.measurement.access_board import board
from cauce.measurement.actions import load_facts
from cauce.measurement.boards.board import Wanted
from cauce.measurement.facts.periods import period_of
from cauce.measurement.indicators.figures import figures
from cauce.rules.permissions import SYSTEM
from tests.cast import today
from tests.closing import close

COUNT = load_edition().indicators["victims-attended"]


def in_fives(number: int) -> int:
    """A number of the network as it was closed."""
    return 5 * round(number / 5)


@pytest.mark.django_db
def test_the_board_tells_what_the_facts_tell_and_its_parts_make_up_the_whole(cast):
    made = invent(["HOU", "LAR", "DAL"], today(), a_year=240, years=2)
    load_facts(actor=SYSTEM, facts=made.facts, profiles=made.profiles, merges=made.merges)
    close(f"board:{COUNT.id}")
    at, last = timezone.now(), period_of(today(), "year", 1)
    everything = figures(COUNT.id, since=last.since, until=last.until, known=at).cells[()].numerator
    wanted = Wanted(COUNT, last, "", None)
    over = board(cast.raul.actor, wanted, today(), at)
    assert over.now.numerator == in_fives(everything) == over.rows[-1].numerator > 20
    places = board(cast.raul.actor, replace(wanted, by="post"), today(), at)
    assert places.now.numerator == in_fives(everything)
    own = board(cast.aurora.actor, replace(wanted, post="HOU"), today(), at)
    told = next(row.numerator for row in places.rows if row.key == "HOU")
    assert told == in_fives(own.now.numerator), "to whoever works no case of a post, in fives"
    known = [row.numerator for row in places.rows if row.known]
    assert abs(sum(known) - everything) <= 2 * len(known)
    assert own.network.numerator == in_fives(everything)
    for member, asked in (
        (cast.aurora, wanted),
        (cast.tomas, replace(wanted, post="HOU")),
        (cast.aurora, replace(wanted, post="LAR")),
    ):
        with pytest.raises(Absent):
            board(member.actor, asked, today(), at)
