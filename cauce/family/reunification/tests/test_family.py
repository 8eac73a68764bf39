"""A family is opened because the person wishes it, and each relative's way is noted as it is."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases.actions import record_facts
from cauce.content.errors import BadInput, Unknown
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.gathered import gathered
from cauce.custody.journal.models import Entry
from cauce.family.reunification import access, access_board, actions
from cauce.family.reunification.models import Relative, Reunification
from cauce.rules.permissions import SYSTEM
from tests.cast import today as cast_today

from .conftest import add, mark, open_case, open_family, share

pytestmark = pytest.mark.django_db
TODAY = cast_today()


def born(years: int) -> dt.date:
    return TODAY - dt.timedelta(days=366 * years)


def refused(call, **given) -> BadInput:
    with pytest.raises(BadInput) as found:
        call(at=timezone.now(), **given)
    return found.value


def test_it_is_opened_only_when_the_person_wishes_it(cast, case):
    given = {"actor": cast.ines.actor, "case": case}
    assert refused(actions.open_family, agreed=False, **given).where == "agreed"
    actions.open_family(agreed=True, at=timezone.now(), **given)
    known = cases.page_for(cast.ines.actor, case.id, "x", timezone.now())
    assert known.facts["wish.reunification"] is True
    assert "reunification_opened" in [act.name for act in known.acts]
    assert "ya tiene" in refused(actions.open_family, agreed=True, **given).es


def test_it_is_not_opened_against_a_no_nor_without_leave_to_keep(cast, case):
    record_facts(actor=cast.ines.actor, case=case, facts={"wish.reunification": False}, at=timezone.now())
    given = {"actor": cast.ines.actor, "agreed": True}
    assert "dijo que no" in refused(actions.open_family, case=case, **given).es
    not_kept = open_case(cast, keeping=False)
    assert "con permiso" in refused(actions.open_family, case=not_kept, **given).es


def test_nobody_of_another_post_works_on_it(cast, case, family):
    with pytest.raises(Refused):
        actions.end_family(actor=cast.tomas.actor, reunion=family, reason="person_wish", at=timezone.now())
    for who in (cast.tomas, cast.aurora, cast.paula):
        with pytest.raises(Absent):
            access_board.board(who.actor, "HOU", timezone.now())


def test_who_a_relative_is_stands_sealed_and_in_no_entry(cast, family):
    relative = add(cast, family, name="Citlali Cervantes", where="San Lucas", born=born(9))
    row = Relative.objects.get(id=relative.id)
    assert b"Citlali" not in bytes(row.sealed)
    told = access.family_of(family.case).members[0].told
    assert told["name"] == "Citlali Cervantes" and told["where"] == "San Lucas"
    assert not [one for one in Entry.objects.all() if "Citlali" in str(vars(one))]


def test_a_birth_date_in_the_future_is_refused(cast, family):
    ahead = TODAY + dt.timedelta(days=3)
    with pytest.raises(BadInput) as wrong:
        add(cast, family, born=ahead)
    assert wrong.value.where == "born"
    with pytest.raises(BadInput):
        actions.tell_family(
            actor=cast.ines.actor,
            reunion=family,
            born=ahead,
            filed=None,
            filed_on=None,
            danger=None,
            at=timezone.now(),
        )


def test_a_day_of_filing_ahead_or_without_a_filing_is_refused(cast, family):
    given = {"actor": cast.ines.actor, "reunion": family, "born": None, "danger": None}
    ahead = refused(actions.tell_family, filed=True, filed_on=TODAY + dt.timedelta(9), **given)
    assert ahead.where == "filed_on"
    assert refused(actions.tell_family, filed=None, filed_on=TODAY, **given).where == "filed"


def test_the_tree_names_only_people_of_the_family(cast, family):
    mother = add(cast, family, name="Rosa", relation="parent")
    add(cast, family, name="Iván", relation="sibling", parents=(str(mother.id),))
    other = add(cast, open_family(cast), name="Ana", relation="parent")
    with pytest.raises(BadInput) as wrong:
        add(cast, family, name="Luz", relation="sibling", parents=(str(other.id),))
    assert wrong.value.where == "parents"


def test_a_relative_in_two_families_is_told_allowed_once_and_never_counted_twice(cast, family):
    when = born(12)
    first = add(cast, family, name="Beto Canela Ríos", born=when)
    other = open_family(cast)
    with pytest.raises(BadInput) as told:
        add(cast, other, name="beto canela rios", born=when)
    assert told.value.where == "twice"
    second = add(cast, other, name="beto canela rios", born=when, twice=True)
    assert second.same_as == first
    with pytest.raises(BadInput) as third:
        add(cast, open_family(cast), name="Beto Canela Ríos", born=when, twice=True)
    assert "dos familias" in third.value.es
    with pytest.raises(BadInput) as again:
        add(cast, family, name="Beto Canela Ríos", born=when, twice=True)
    assert again.value.where == "name"
    # Another person of the same name, with another birth date, is nobody's double.
    assert add(cast, family, name="Beto Canela Ríos", born=born(40)).same_as is None
    for reunion, one in ((family, first), (other, second)):
        custody(cast, reunion, one, "order", "none")
        for step in ("interview", "travel", "arrival"):
            mark(cast, reunion, one, step)
    board = access_board.board(cast.ines.actor, "HOU", timezone.now())
    assert (board.all_time.cases, board.all_time.persons) == (2, 1)


def custody(cast, family, relative, how, other_parent, held_by="family"):
    actions.note_custody(
        actor=cast.ines.actor,
        reunion=family,
        relative=relative,
        custody=how,
        other_parent=other_parent,
        held_by=held_by,
        at=timezone.now(),
    )


def test_a_parent_who_did_the_harm_is_never_asked_and_the_papers_know_it(cast, family):
    child = add(cast, family, born=born(8))
    with pytest.raises(BadInput) as wrong:
        custody(cast, family, child, "asked", "trafficker", "trafficker_family")
    assert "orden judicial" in wrong.value.cure_es
    custody(cast, family, child, "court", "trafficker", "trafficker_family")
    given = {"actor": cast.ines.actor, "reunion": family, "relative": child, "at": timezone.now()}
    with pytest.raises(BadInput):
        actions.note_papers(**given, papers={"consent_letter": "asked"})
    actions.note_papers(**given, papers={"custody_order": "asked", "passport": "missing"})
    # Nor is it learnt afterwards, with a letter already asked for.
    other = add(cast, family, name="Lía", born=born(6))
    custody(cast, family, other, "asked", "consents")
    actions.note_papers(**given | {"relative": other}, papers={"consent_letter": "asked"})
    with pytest.raises(BadInput):
        custody(cast, family, other, "court", "trafficker")
    with pytest.raises(Unknown):
        actions.note_papers(**given, papers={"horoscope": "asked"})


def test_arrival_before_travel_is_refused_and_so_is_a_child_without_custody(cast, family):
    child = add(cast, family, born=born(8))
    with pytest.raises(BadInput):
        mark(cast, family, child, "arrival")
    mark(cast, family, child, "interview", back=9)
    with pytest.raises(BadInput) as wrong:
        mark(cast, family, child, "travel", back=5)
    assert "18" in wrong.value.es
    custody(cast, family, child, "order", "trafficker")
    mark(cast, family, child, "travel", back=5)
    with pytest.raises(BadInput) as early:
        mark(cast, family, child, "arrival", back=6)
    assert early.value.where == "day"
    mark(cast, family, child, "arrival", back=5)
    with pytest.raises(BadInput):
        actions.take_back_step(
            actor=cast.ines.actor, reunion=family, relative=child, step="travel", at=timezone.now()
        )
    actions.take_back_step(
        actor=cast.ines.actor, reunion=family, relative=child, step="arrival", at=timezone.now()
    )


def test_a_child_who_turns_21_in_mid_process_is_warned_of_before_and_kept_after(cast, family):
    soon = dt.date(TODAY.year - 21, TODAY.month, min(TODAY.day, 28)) + dt.timedelta(days=60)
    add(cast, family, born=soon, married=False)
    line = access_board.board(cast.ines.actor, "HOU", timezone.now()).lines[0]
    assert line.birthday is not None and line.birthday.turns == 21
    assert [one.why for one in access_board.to_remind(timezone.now())] == ["birthday"]
    actions.tell_family(
        actor=cast.ines.actor,
        reunion=family,
        born=None,
        filed=True,
        filed_on=TODAY,
        danger=None,
        at=timezone.now(),
    )
    whole = access.family_of(family.case)
    later = access.readings(whole, TODAY + dt.timedelta(days=400))
    assert [one.codes for one in later.values()] == [("T-3",)]
    assert access_board.to_remind(timezone.now()) == []


def test_what_holds_a_family_up_has_somebody_and_an_age(cast, family):
    child = add(cast, family)
    given = {"actor": cast.ines.actor, "reunion": family, "at": timezone.now()}
    old = actions.open_blocker(
        **given,
        held_up=actions.HeldUp(
            kind="custody_case", owner="family_lawyer", note="Juzgado 3.", since=TODAY - dt.timedelta(days=50)
        ),
        relative=child,
    )
    with pytest.raises(BadInput):
        actions.open_blocker(
            **given, held_up=actions.HeldUp(kind="cost", owner="post", since=TODAY + dt.timedelta(2))
        )
    for wrong in ({"kind": "weather"}, {"owner": "the cat"}):
        with pytest.raises(Unknown):
            actions.open_blocker(
                **gathered(
                    given | {"kind": "cost", "owner": "post", "since": TODAY} | wrong, held_up=actions.HeldUp
                )
            )
    line = access_board.board(cast.ines.actor, "HOU", timezone.now()).lines[0]
    assert line.oldest == old and line.oldest_days in (49, 50)
    assert access.family_of(family.case).open_blockers[0][1] == "Juzgado 3."
    actions.resolve_blocker(**given, blocker=old)
    with pytest.raises(BadInput):
        actions.resolve_blocker(**given, blocker=old)
    assert access_board.board(cast.ines.actor, "HOU", timezone.now()).lines[0].oldest is None


def test_somebody_who_does_not_come_any_more_waits_for_nothing(cast, family):
    one, two = add(cast, family), add(cast, family, name="Lía", relation="spouse")
    mark(cast, family, two, "filed")
    given = {"actor": cast.ines.actor, "reunion": family, "at": timezone.now()}
    actions.drop_relative(**given, relative=one, reason="own_wish")
    line = access_board.board(cast.ines.actor, "HOU", timezone.now()).lines[0]
    assert line.standing.step == "located"
    with pytest.raises(BadInput):
        mark(cast, family, one, "filed")


def test_together_is_said_only_when_somebody_arrived(cast, family):
    given = {"actor": cast.ines.actor, "reunion": family, "at": timezone.now()}
    spouse = add(cast, family, relation="spouse", born=born(30))
    with pytest.raises(BadInput):
        actions.end_family(**given, reason="together")
    for step in ("interview", "travel", "arrival"):
        mark(cast, family, spouse, step)
    actions.end_family(**given, reason="together")
    with pytest.raises(BadInput):
        add(cast, family, name="Lía")
    assert access_board.board(cast.ines.actor, "HOU", timezone.now()).lines == ()


def arrived(cast, family, **told):
    one = add(cast, family, **told)
    custody(cast, family, one, "order", "none")
    for step in ("interview", "travel", "arrival"):
        mark(cast, family, one, step)
    return one


def end(cast, family, reason="together"):
    actions.end_family(actor=cast.ines.actor, reunion=family, reason=reason, at=timezone.now())


def reopen(cast, family, who=None, reason="another", agreed=True):
    actions.reopen_family(
        actor=(who or cast.ines).actor, reunion=family, reason=reason, agreed=agreed, at=timezone.now()
    )


def totals(cast):
    found = access_board.board(cast.ines.actor, "HOU", timezone.now()).all_time
    return found.cases, found.persons


def test_a_family_that_ended_goes_on_with_what_was_noted_and_nobody_counts_twice(cast, case, family):
    arrived(cast, family, born=born(12))
    end(cast, family)
    assert totals(cast) == (1, 1)
    reopen(cast, family)
    family.refresh_from_db()
    assert (family.state, family.ended_at, family.reopened_why) == ("open", None, "another")
    assert access.family_of(case).members[0].name == "Beto Canela"
    assert totals(cast) == (1, 1)
    arrived(cast, family, name="Lía Canela", born=born(10))
    end(cast, family)
    assert totals(cast) == (1, 2)
    said = Entry.objects.get(what="reunion.reopen").detail
    assert (said["reason"], said["ended"]) == ("another", "together")


def test_it_is_opened_again_only_after_an_end_with_a_reason_and_the_wish(cast, case, family):
    with pytest.raises(BadInput, match="not ended"):
        reopen(cast, family)
    end(cast, family, "person_wish")
    with pytest.raises(BadInput) as asked:
        reopen(cast, family, agreed=False)
    assert asked.value.where == "agreed"
    with pytest.raises(Unknown):
        reopen(cast, family, reason="porque sí")
    with pytest.raises(Refused):
        reopen(cast, family, who=cast.tomas)
    record_facts(actor=cast.ines.actor, case=case, facts={"wish.reunification": False}, at=timezone.now())
    with pytest.raises(BadInput, match="said no"):
        reopen(cast, family, reason="wish_again")
    assert Reunification.objects.get().state == "ended"


def test_iom_does_not_see_it_again_by_itself(cast, family):
    add(cast, family)
    share(cast, family)
    end(cast, family, "not_possible")
    reopen(cast, family, reason="possible")
    family.refresh_from_db()
    assert family.partner_id is None and "shared" not in access.told_of(family)


def test_the_days_it_waits_are_counted_from_when_it_was_opened_again(cast, family):
    long_ago = timezone.now() - dt.timedelta(days=300)
    Reunification.objects.filter(id=family.id).update(opened_at=long_ago)
    family.refresh_from_db()
    [line] = access_board.board(cast.ines.actor, "HOU", timezone.now()).lines
    assert line.standing.days >= 299
    end(cast, family, "person_wish")
    reopen(cast, family, reason="wish_again")
    [line] = access_board.board(cast.ines.actor, "HOU", timezone.now()).lines
    assert line.standing.days == 0


def test_whoever_arrived_with_a_family_that_ended_is_known_in_the_next_one(cast, family):
    first = arrived(cast, family, name="Beto Canela Ríos", born=born(12))
    end(cast, family)
    other = open_family(cast)
    with pytest.raises(BadInput) as told:
        arrived(cast, other, name="Beto Canela Ríos", born=born(12))
    assert told.value.where == "twice"
    assert arrived(cast, other, name="Beto Canela Ríos", born=born(12), twice=True).same_as == first
    assert totals(cast) == (2, 1)


def test_what_was_not_to_be_kept_is_forgotten(cast, case, family):
    from cauce.cases.actions import refuse_keeping

    add(cast, family)
    refuse_keeping(actor=cast.ines.actor, case=case, at=timezone.now())
    assert access.family_of(case) is None
    assert access_board.board(cast.ines.actor, "HOU", timezone.now()).lines == ()
    (waits,) = access_board.to_forget()
    actions.forget_refused(actor=SYSTEM, reunion=waits, at=timezone.now())
    assert not Relative.objects.filter(sealed__isnull=False).exists()
    assert Reunification.objects.get().ended_why == "person_wish"
    assert access_board.to_forget() == []
