"""IOM sees what the person's yes carries at this moment, and answers only for what is its own."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases.actions import withdraw_consent
from cauce.content.errors import BadInput, Unknown
from cauce.custody.journal.door import Absent, Refused
from cauce.family.reunification import access_board, access_shared, actions
from cauce.staff.notices.models import Message
from tests.canaries import stands
from tests.cast import today as cast_today
from tests.closing import close, closed

from .conftest import add, mark, share

pytestmark = pytest.mark.django_db
TODAY = cast_today()


@pytest.fixture
def spouse(cast, family):
    made = add(
        cast,
        family,
        name="Beto Canela",
        relation="spouse",
        born=dt.date(1990, 1, 2),
        where="San Lucas",
    )
    mark(cast, family, made, "interview", back=9)
    return made


def answer(cast, family, relative, step, back=0, who=None):
    actions.answer_family(
        actor=(who or cast.paula).actor,
        reunion=family,
        relative=relative,
        step=step,
        day=TODAY - dt.timedelta(days=back + 1),
        at=timezone.now(),
    )


def test_it_is_shared_only_with_iom_and_only_with_a_yes(cast, family):
    given = {"actor": cast.ines.actor, "reunion": family, "at": timezone.now()}
    nothing = actions.FamilyShared(fields=())
    with pytest.raises(BadInput) as not_asked:
        actions.share_family(**given, shared=nothing, partner=cast.oim, agreed=False)
    assert not_asked.value.where == "agreed"
    for other in (cast.jacaranda, cast.puebla):
        with pytest.raises(BadInput):
            actions.share_family(**given, shared=nothing, partner=other, agreed=True)
    with pytest.raises(Unknown):
        actions.share_family(
            **given,
            shared=actions.FamilyShared(fields=("passport",)),
            partner=cast.oim,
            agreed=True,
        )
    assert access_shared.shared_list(cast.paula.actor, timezone.now()) == []


def test_iom_sees_the_least_and_a_name_only_when_it_was_agreed_to(cast, family, spouse):
    share(cast, family, fields=("dependants",), safety_notes="Que nadie llame al pueblo.")
    (seen,) = access_shared.shared_list(cast.paula.actor, timezone.now())
    one = seen.relatives[0]
    assert (one.called, one.band, one.minor, seen.words) == ("", "30-49", False, {})
    share(
        cast,
        family,
        fields=("first_name_or_alias", "safety_notes"),
        safety_notes="Que nadie llame.",
    )
    seen = access_shared.shared_for(cast.paula.actor, family.id, timezone.now())
    assert seen.relatives[0].called == "Beto" and seen.words == {"safety_notes": "Que nadie llame."}
    shown = repr(seen.relatives) + repr(seen.words)
    assert "Canela" not in shown and "San Lucas" not in shown and not stands("1990", shown)


def test_a_withdrawal_holds_from_the_next_page(cast, case, family, spouse):
    share(cast, family)
    (row, _) = next(pair for pair in cases.consents(case) if pair[0].recipient == str(cast.oim.id))
    withdraw_consent(actor=cast.ines.actor, case=case, consent=row, at=timezone.now())
    assert access_shared.shared_list(cast.paula.actor, timezone.now()) == []
    for call in (
        lambda: access_shared.shared_for(cast.paula.actor, family.id, timezone.now()),
        lambda: answer(cast, family, spouse, "orientation"),
    ):
        with pytest.raises(Absent):
            call()


def test_it_can_be_stopped_and_then_the_yes_is_a_no(cast, case, family, spouse):
    share(cast, family)
    actions.stop_sharing(actor=cast.ines.actor, reunion=family, at=timezone.now())
    assert access_shared.shared_list(cast.paula.actor, timezone.now()) == []
    assert [row.given for row, _ in cases.consents(case) if row.recipient][:1] == [False]
    with pytest.raises(Absent):
        access_shared.shared_for(cast.paula.actor, family.id, timezone.now())


def test_iom_notes_its_own_steps_and_the_post_is_told_in_neutral_words(cast, family, spouse):
    share(cast, family)
    for step in ("orientation", "escort", "travel", "arrival"):
        answer(cast, family, spouse, step)
    for step in ("custody", "interview"):
        with pytest.raises(Unknown):
            answer(cast, family, spouse, step)
    board = access_board.board(cast.ines.actor, "HOU", timezone.now())
    assert board.lines[0].standing.step == "together"
    assert (board.all_time.cases, board.all_time.persons) == (1, 1)
    told = Message.objects.filter(key__startswith="family_answer:")
    assert told.count() == 4
    assert not [one for one in told if "Beto" in one.body + one.subject]


def test_iom_is_not_told_what_the_post_has_to_note_before(cast, family):
    share(cast, family)
    child = add(cast, family, name="Lía", born=TODAY - dt.timedelta(days=3000))
    with pytest.raises(BadInput) as wrong:
        answer(cast, family, child, "travel")
    assert "consulado" in wrong.value.es and "custodia" not in wrong.value.es
    with pytest.raises(BadInput) as early:
        answer(cast, family, child, "arrival")
    assert "el viaje" in early.value.es


def test_nobody_else_answers_for_it(cast, family, spouse):
    share(cast, family)
    for who in (cast.nora, cast.clara, cast.ines, cast.tomas):
        with pytest.raises(Refused):
            answer(cast, family, spouse, "travel", who=who)
    for who in (cast.nora, cast.clara):
        with pytest.raises(Absent):
            access_shared.shared_for(who.actor, family.id, timezone.now())


def test_headquarters_counts_and_small_cells_are_hidden(cast, family, spouse):
    years, steps = access_board.counted(timezone.now())
    assert steps["filed"] == 1 and (years[TODAY.year].cases, years[TODAY.year].persons) == (0, 0)
    for step in ("travel", "arrival"):
        mark(cast, family, spouse, step)
    assert access_board.counted(timezone.now())[0][TODAY.year].cases == 1
    close("families")
    assert {one.number for one in closed(cast.sofia.actor, "families").told.values()} == {None}
    for who in (cast.ines, cast.paula, cast.aurora):
        with pytest.raises(Absent):
            closed(who.actor, "families")
