"""The life of a complaint: its code, its steps, its dates, and what comes back about one provider."""

from __future__ import annotations

import datetime as dt
import json
import uuid

import pytest
from django.db import connection
from django.utils import timezone

from cauce.content.errors import BadInput, Unknown
from cauce.custody.journal.gathered import gathered
from cauce.custody.journal.models import Entry
from cauce.directory.models import Caution
from cauce.rights.complaints import access, actions
from cauce.rights.complaints.models import Complaint, Word
from cauce.rights.complaints.rules import ENDED
from cauce.rights.complaints.tests.conftest import TOLD, filed, given
from cauce.rights.complaints.tests.conftest import complaint as complaint
from cauce.rights.complaints.tests.conftest import olga as olga
from cauce.rules.permissions import SYSTEM
from cauce.site import rates
from cauce.site.settings import base
from cauce.staff.notices.models import Message
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.actions import assign
from tests.cast import shelter
from tests.rounds import rounds_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def loop(at) -> dict[str, int]:
    return rounds_of("cauce.rights.complaints", at)


def step(by, complaint, to: str, code: str, text: str = "") -> None:
    actions.step(actor=by.actor, complaint=complaint, to=to, code=code, text=text, at=timezone.now())


def test_it_goes_from_step_to_step_and_ends_with_a_reason(cast, olga, complaint):
    step(cast.sofia, complaint, "acknowledged", "read")
    assert complaint.acknowledged_at and complaint.answered_at is None
    step(cast.sofia, complaint, "in_review", "looking")
    assert complaint.answered_at is None, "that is no answer yet"
    step(cast.sofia, complaint, "needs_answer", "ask_when")
    assert complaint.answered_at
    actions.reply(actor=SYSTEM, complaint=complaint, code="", text="El martes.", at=timezone.now())
    assert complaint.state == "in_review"
    with pytest.raises(BadInput):
        step(olga, complaint, "founded", "founded")
    step(olga, complaint, "founded", "founded", "Se habló con esa persona.")
    assert complaint.ended_at
    with pytest.raises(BadInput):
        step(olga, complaint, "in_review", "news")
    assert [one.text for one in access.said_of(complaint)][-2:] == [
        "El martes.",
        "Se habló con esa persona.",
    ]


@pytest.mark.parametrize("to", ENDED)
def test_it_ends_in_four_ways_each_with_its_sentence(cast, complaint, to):
    step(cast.sofia, complaint, to, to, "Se preguntó a tres personas.")
    assert complaint.state == to and complaint.ended_at and complaint.acknowledged_at


def test_a_sentence_of_another_step_is_refused(cast, complaint):
    with pytest.raises(Unknown):
        step(cast.sofia, complaint, "acknowledged", "founded")
    with pytest.raises(BadInput):
        actions.name(actor=cast.sofia.actor, complaint=complaint, kind="officer", typed="nadie")


def test_what_she_tells_and_whom_it_names_stand_nowhere_in_clear(cast, complaint):
    actions.reply(actor=SYSTEM, complaint=complaint, code="", text="Xóchitl lo vio.", at=timezone.now())
    actions.name(actor=cast.sofia.actor, complaint=complaint, kind="officer", typed="lucia")
    rows = []
    with connection.cursor() as cursor:
        for table in (
            "complaints_complaint",
            "complaints_word",
            "journal_entry",
            "notices_message",
        ):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            rows += cursor.fetchall()
    text = "".join(
        bytes(value).decode("utf-8", "ignore") if isinstance(value, bytes | memoryview) else str(value)
        for row in rows
        for value in row
    )
    assert "Xóchitl" not in text and "gritó" not in text and "Xóchitl" in TOLD
    about = Entry.objects.filter(about_kind="complaint").values_list("detail", "about_id")
    assert str(cast.lucia.user.id) not in json.dumps([list(row) for row in about])
    assert str(cast.lucia.user.id) not in str(Complaint.objects.values_list("mark", "named"))


def test_whoever_hears_it_is_of_another_place_reads_it_back_and_sees_it_no_more(cast, olga):
    def heard(by, **more):
        return actions.hear(
            actor=by.actor,
            form=uuid.uuid4(),
            read_back=more.pop("read_back", True),
            **gathered(given(**more), complaint=actions.ComplaintTold),
        )

    for by in (cast.tomas, cast.sofia, cast.paula, cast.julia, cast.valeria):
        made = heard(by, post=cast.houston)
        assert made.heard and (by is cast.sofia or not access.may_see(by.actor, made))
    with pytest.raises(BadInput) as refused:
        heard(cast.ines, post=cast.houston)
    assert refused.value.where == "post" and "hoja" in refused.value.cure_es
    for by, about in ((cast.sofia, "headquarters"), (olga, "control"), (cast.paula, "iom")):
        with pytest.raises(BadInput):
            heard(by, about=about)
    with pytest.raises(BadInput):
        heard(cast.tomas, post=cast.houston, read_back=False)


def test_a_date_that_passes_is_told_once_and_an_urgent_one_every_day(cast, olga):
    at = timezone.now()
    calm, urgent = filed(at=at), filed(category="danger", at=at)
    assert all(Message.objects.filter(key__contains=str(urgent.id)).values_list("urgent", flat=True))

    def told(one, what: str = "acknowledge") -> int:
        """For how many different things so far, however many people were told."""
        rows = Message.objects.filter(key__startswith=f"complaint_{what}:{one.id}:")
        return len({key.rpartition(":")[0] for key in rows.values_list("key", flat=True)})

    for later in (at, at + 8 * DAY, at + 8 * DAY, at + 9 * DAY):
        loop(later)
    assert (told(calm), told(urgent)) == (1, 2), "run twice, it tells once"
    step(cast.sofia, urgent, "acknowledged", "read")
    loop(at + 90 * DAY)
    assert (told(urgent), told(urgent, "answer"), told(urgent, "end")) == (2, 1, 0)
    for one in (calm, urgent):
        step(cast.sofia, one, "unfounded", "unfounded", "Se preguntó a todas.")
    assert loop(at + 400 * DAY) == {"voices_chased": 0, "voices_signalled": 0}


def test_three_complaints_about_one_provider_raise_a_signal_and_nothing_else(cast, olga):
    house, other = shelter(cast.jacaranda), shelter(cast.nopal, "Casa Nopal (ejemplo)")
    at = timezone.now()

    def about(service, **more):
        made = filed(about="provider", **more)
        typed = f"http://localhost/directorio/{service.id}/"
        actions.name(actor=cast.sofia.actor, complaint=made, kind="provider", typed=typed)
        return made

    for _ in range(2):
        about(house, at=at)
        about(other, at=at)
    about(house, at=at - 400 * DAY)
    filed(about="provider")
    assert loop(at)["voices_signalled"] == 0, "two each, one too old, one that names nobody"
    third = about(house, post=cast.houston)
    assert loop(timezone.now())["voices_signalled"] == 1
    assert loop(timezone.now())["voices_signalled"] == 0
    signalled = Message.objects.filter(key__startswith=f"complaint_signal:{third.id}:")
    assert str(cast.sofia.user.id) in set(signalled.values_list("recipient", flat=True))
    assert not any("Jacaranda" in row.body + row.subject for row in signalled)
    (group, named), *rest = access.signals(cast.sofia.actor, timezone.now())
    assert len(group) == 3 and named["label"] == house.name and rest == []
    house.refresh_from_db()
    assert not Caution.objects.exists() and house.status == "active", "people decide"


def test_somebody_who_may_not_see_one_of_them_does_not_count_it(cast, olga):
    house = shelter(cast.jacaranda)
    for post in (cast.houston, cast.laredo, cast.laredo):
        made = filed(about="provider", post=post)
        actions.name(actor=olga.actor, complaint=made, kind="provider", typed=str(house.id))
    assign(actor=SYSTEM, user=cast.aurora.user, role="headquarters")
    assert len(access.signals(olga.actor, timezone.now())) == 1
    assert access.signals(actor_for(cast.aurora.user), timezone.now()) == []


def test_one_conversation_has_an_end(cast, complaint):
    Word.objects.bulk_create(
        Word(complaint=complaint, number=n, side="person", at=timezone.now(), by="system")
        for n in range(1, 61)
    )
    with pytest.raises(BadInput):
        actions.reply(actor=SYSTEM, complaint=complaint, code="yes", text="", at=timezone.now())


def test_guesses_of_a_code_are_turned_away_by_the_same_means_as_guesses_of_links():
    assert rates.groups()["voice"] == rates.groups()["reply"]
    assert 0 < base.RATES["reply"] <= 60
