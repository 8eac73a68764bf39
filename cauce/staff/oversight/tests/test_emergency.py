"""Opening a case of another post in an emergency: for a reason, to read, for an hour, seen by others."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cauce.content.errors import BadInput, Unknown
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.gathered import gathered
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import create_key, shred
from cauce.rules.permissions import Scope, permits
from cauce.staff.notices.models import Message
from cauce.staff.offices.models import Assignment, Post
from cauce.staff.oversight import access_emergency as glass
from cauce.staff.oversight.access_emergency import Blocked
from cauce.staff.oversight.actions import GlassCase, close_glass, open_glass, review_glass
from cauce.staff.oversight.models import GlassOpening

pytestmark = pytest.mark.django_db
WHY = "Está en nuestra ventanilla y quien la busca espera afuera."
CASE, PERSON = uuid.UUID(int=7), uuid.UUID(int=8)
NOW = dt.datetime(2027, 3, 1, 18, tzinfo=dt.UTC)
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def key(cast):
    made = uuid.uuid4()
    create_key(made, "HOU")
    Assignment.objects.update(starts_on=dt.date(2026, 1, 1))
    return made


@pytest.fixture
def opened(cast, key):
    """Tomás of Laredo opens a case that Houston keeps."""

    def make(at=NOW, who=cast.tomas, **other) -> GlassOpening:
        given = {
            "case_id": CASE,
            "person_id": PERSON,
            "key_id": key,
            "post": cast.houston,
            "reason_code": "person_is_here",
            "text": WHY,
        }
        return open_glass(actor=who.actor, at=at, **gathered(given | other, case=GlassCase))

    return make


def reading(cast, row, at):
    """What Tomás may read of the case at that instant, at the pages of this opening."""
    actor = glass.with_opening(cast.tomas.actor, row.id, at)
    scope = Scope(post="HOU", id=str(CASE))
    return permits(actor, "case.read", scope).allowed


def test_it_lets_one_person_read_one_case_for_an_hour(cast, opened):
    row = opened()
    minutes = [-1, 0, 59, 60, 61]
    assert [reading(cast, row, NOW + n * MINUTE) for n in minutes] == [
        False,
        True,
        True,
        False,
        False,
    ]
    other = glass.with_opening(cast.ines.actor, row.id, NOW)
    assert other == cast.ines.actor
    with pytest.raises(Absent):
        glass.opening_for(cast.tomas.actor, row.id, NOW + 61 * MINUTE)
    assert glass.opening_for(cast.tomas.actor, row.id, NOW + 59 * MINUTE) == row


def test_it_opens_that_case_and_person_and_nothing_beside_them(cast, opened):
    actor = glass.with_opening(cast.tomas.actor, opened().id, NOW)
    case, person = Scope(post="HOU", id=str(CASE)), Scope(post="HOU", id=str(PERSON))
    allowed = [
        (name, one)
        for name in glass_permissions()
        for one in (case, person)
        if permits(actor, name, one).allowed
    ]
    assert set(allowed) == {(name, one) for name in ("case.read", "identity.read") for one in (case, person)}
    for scope in (
        Scope(post="HOU", id=str(uuid.uuid4())),
        Scope(post="HOU"),
        Scope(post="HOU", id=""),
    ):
        assert not permits(actor, "case.read", scope).allowed


def glass_permissions():
    """Every permission that a protection officer of another post has not on a case of Houston."""
    from cauce.rules.roles import ROLES

    return [name for name, rows in ROLES.items() if "network" not in rows.get("protection_officer", ())]


def test_nothing_can_be_written_sent_exported_or_searched_under_it(cast, opened):
    actor = glass.with_opening(cast.tomas.actor, opened().id, NOW)
    scope = Scope(post="HOU", id=str(CASE))
    for name in (
        "case.work",
        "case.export",
        "case.conclude",
        "referral.send",
        "referral.read",
        "identity.export",
        "record.erase",
        "directory.read_address",
    ):
        assert not permits(actor, name, scope).allowed, name
    assert not permits(actor, "identity.search", Scope(post="HOU")).allowed
    assert not permits(actor, "case.list", Scope(post="HOU")).allowed


def test_a_reason_is_chosen_and_told_in_thirty_letters_or_more(cast, opened):
    for text in ("", " " * 40, "x" * 29):
        with pytest.raises(BadInput, match="30"):
            opened(text=text)
    with pytest.raises(Unknown):
        opened(reason_code="curiosity")
    assert not GlassOpening.objects.exists()
    opened(text="x" * 30)


def test_the_reason_is_sealed_with_the_case_and_ends_with_it(cast, opened, key):
    row = opened(text=WHY + " Citlalmina.")
    assert b"Citlalmina" not in bytes(GlassOpening.objects.get().reason)
    assert "Citlalmina" not in str(list(Entry.objects.values_list("detail", flat=True)))
    assert "Citlalmina" in glass.review_for(cast.aurora.actor, row.id, NOW).reason
    shred(key)
    assert glass.review_for(cast.aurora.actor, row.id, NOW).reason is None
    review_glass(actor=cast.aurora.actor, opening=row, right=True, reason="Estuvo bien así.", at=NOW)


def test_those_who_must_know_are_told_at_once_in_neutral_words(cast, opened):
    row = opened()
    told = set(Message.objects.values_list("recipient", flat=True))
    wanted = {one.actor.user for one in (cast.aurora, cast.sofia, cast.ximena, cast.elena)}
    assert told == wanted
    said = " ".join(f"{m.subject} {m.body}" for m in Message.objects.all())
    assert str(row.id) not in said and str(CASE) not in said and "Tomás" not in said


@pytest.mark.parametrize("who", ["lucia", "aurora", "sofia", "raul", "elena", "bruno", "clara"])
def test_only_whoever_attends_people_opens(cast, opened, who):
    with pytest.raises(Refused):
        opened(who=getattr(cast, who))
    with pytest.raises(Absent):
        glass.check_not_blocked(getattr(cast, who).actor, NOW)


def test_a_case_of_ones_own_post_needs_no_opening(cast, opened):
    with pytest.raises(Absent):
        opened(who=cast.ines)


def right(cast, row, at=NOW):
    review_glass(actor=cast.aurora.actor, opening=row, right=True, reason="Era urgente.", at=at)


def test_the_third_in_thirty_days_is_the_last_even_when_all_were_right(cast, opened):
    for n in range(3):
        right(cast, opened(at=NOW + n * DAY), at=NOW + n * DAY + HOUR)
    with pytest.raises(Blocked) as no:
        opened(at=NOW + 3 * DAY)
    assert no.value.why == "third"
    assert glass.blocked(cast.tomas.actor.user, NOW + 30 * DAY - MINUTE) == "third"
    opened(at=NOW + 30 * DAY)


def test_one_that_nobody_reviewed_in_72_hours_blocks_until_somebody_does(cast, opened):
    row = opened()
    assert glass.blocked(cast.tomas.actor.user, NOW + 71 * HOUR) == ""
    late = NOW + 73 * HOUR
    assert glass.blocked(cast.tomas.actor.user, late) == "unreviewed"
    with pytest.raises(Blocked):
        opened(at=late)
    with pytest.raises(Blocked):
        glass.check_not_blocked(cast.tomas.actor, late)
    assert Entry.objects.filter(kind="refused", what="glass.open").get().detail["blocked"]
    right(cast, row, at=late)
    opened(at=late)


def test_one_that_was_not_right_ends_at_once_and_blocks(cast, opened):
    row = opened()
    assert reading(cast, row, NOW + MINUTE)
    review_glass(actor=cast.sofia.actor, opening=row, right=False, reason="No había urgencia.", at=NOW)
    assert not reading(cast, row, NOW + MINUTE)
    assert glass.blocked(cast.tomas.actor.user, NOW + 29 * DAY) == "not_right"
    assert glass.blocked(cast.tomas.actor.user, NOW + 30 * DAY) == ""
    assert Message.objects.filter(key__startswith="glass:not_right").count() == 4


def test_blocking_one_person_blocks_nobody_else(cast, opened, key):
    for n in range(3):
        opened(at=NOW + n * MINUTE)
    assert glass.blocked(cast.ines.actor.user, NOW + 90 * HOUR) == ""


def test_it_is_reviewed_by_somebody_else_who_may_and_once(cast, opened):
    row = opened()
    for who in (cast.tomas, cast.ines, cast.mateo, cast.raul, cast.elena, cast.bruno, cast.clara):
        with pytest.raises(Refused):
            review_glass(actor=who.actor, opening=row, right=True, reason="Todo en orden.", at=NOW)
    with pytest.raises(BadInput):
        review_glass(actor=cast.aurora.actor, opening=row, right=True, reason="", at=NOW)
    right(cast, row)
    with pytest.raises(BadInput, match="has reviewed"):
        review_glass(actor=cast.sofia.actor, opening=row, right=False, reason="No fue así.", at=NOW)


def test_whoever_opened_it_does_not_review_it_with_another_role(cast, opened):
    row = opened()
    Assignment.objects.create(
        user=cast.tomas.user, role="head_of_post", post=cast.houston, starts_on=dt.date(2026, 1, 1)
    )
    with pytest.raises(Refused):
        review_glass(actor=cast.tomas.actor, opening=row, right=True, reason="Todo en orden.", at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        GlassOpening.objects.filter(id=row.id).update(
            finding="right", reviewed_by=row.opened_by, reviewed_at=NOW
        )


def test_where_a_post_has_no_second_person_its_neighbour_reviews(cast, opened):
    Post.objects.filter(code="HOU").update(signs_here="LAR", lacks_second=True)
    row = GlassOpening.objects.select_related("post").get(id=opened().id)
    assert row.scope.signing == {"LAR"}


def test_the_reviewer_reads_what_was_read_under_it(cast, opened):
    from cauce.custody.journal.door import record_read

    row = opened()
    actor = glass.with_opening(cast.tomas.actor, row.id, NOW)
    record_read(actor, "case.glass", about=("case", CASE), post="HOU")
    entry = Entry.objects.get(what="case.glass")
    assert entry.detail["glass"] == str(row.id)
    GlassOpening.objects.filter(id=row.id).update(opened_at=entry.at - MINUTE, ends_at=entry.at + MINUTE)
    assert glass.review_for(cast.elena.actor, row.id, NOW).read == ("case.glass",)
    assert not glass.review_for(cast.elena.actor, row.id, NOW).may_review


def test_lists_show_codes_to_whoever_may_see_them(cast, opened):
    row = opened()
    for who in (cast.aurora, cast.sofia, cast.elena):
        assert glass.reviews(who.actor) == [row]
    for who in (cast.tomas, cast.mateo, cast.bruno, cast.raul):
        with pytest.raises(Absent):
            glass.reviews(who.actor)
        with pytest.raises(Absent):
            glass.review_for(who.actor, row.id, NOW)


def test_it_ends_when_the_opener_says_so_or_loses_the_role(cast, opened):
    row = opened()
    close_glass(actor=cast.tomas.actor, opening=row, at=NOW + MINUTE)
    assert not reading(cast, row, NOW + 2 * MINUTE)
    second = opened(at=NOW + 5 * MINUTE)
    from dataclasses import replace

    demoted = replace(cast.tomas.actor, grants=())
    assert glass.with_opening(demoted, second.id, NOW + 6 * MINUTE) == demoted


def test_many_wrong_folios_end_the_looking(cast):
    from cauce.custody.journal.door import record_refusal

    at = timezone.now()
    for _ in range(glass.WRONG_A_DAY):
        assert glass.blocked(cast.tomas.actor.user, at) == ""
        record_refusal(cast.tomas.actor, "glass.find", about=("folio", "0" * 16))
    assert glass.blocked(cast.tomas.actor.user, at) == "wrong"
