"""A message opens once a second person knows who it may be for; an invented case collects none."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.custody.journal.models import Entry
from cauce.family.searches.actions import name_somebody
from cauce.family.searches.models import Passing, Request
from cauce.staff.notices.models import Message
from tests.cast import today

from .test_messages import KNOWN, UNKNOWN, by_another, kept_days, known, leave, look, page, send

pytestmark = pytest.mark.django_db


def test_whoever_names_an_invented_case_collects_no_message_until_a_second_person_knows_her(client, cast):
    invented = known(cast, second=False)
    leave(client, cast, KNOWN)
    look()
    row = Passing.objects.get()
    address = f"/recados/propios/{row.id}/"
    assert row.held and not Message.objects.filter(key__startswith="passing:").exists()
    assert page(client, cast.ines, address).status_code == 404
    assert invented.folio not in page(client, cast.ines, "/recados/propios/").content.decode()
    # What she writes herself is no second look.
    cases.record_act(
        actor=cast.ines.actor, case=invented, name="urgent_needs_checked", happened_at=timezone.now()
    )
    look(26)
    assert Passing.objects.get().held
    by_another(cast, invented)
    look(50)
    assert not Passing.objects.get().held
    assert Message.objects.filter(key__startswith="passing:").count() == 1
    assert "Rodolfo Peña" in page(client, cast.ines, address).content.decode()


def test_somebody_after_her_is_warned_of_at_once_though_what_they_say_waits(client, cast):
    case = known(cast, second=False)
    name_somebody(
        actor=cast.ines.actor, case=case, kind="danger", name="Señor Lara", phone="", at=timezone.now()
    )
    leave(client, cast, KNOWN, caller="Señor Lara", phone="")
    look()
    row = Passing.objects.get()
    assert row.held and Message.objects.get(key=f"passing:{row.id}").urgent
    shown = page(client, cast.ines, f"/recados/propios/{row.id}/").content.decode()
    assert "La persona señaló a quien pregunta" in shown and "Que llame a su casa" not in shown
    chosen = {"outcome": "silent", "words": "", "told_safely": "on"}
    assert send(client, cast.ines, f"/recados/propios/{row.id}/", **chosen).status_code == 404


def test_headquarters_hears_once_of_names_that_meet_message_after_message_and_of_no_case(client, cast):
    known(cast, second=False)
    for words_ in ("Uno.", "Dos."):
        leave(client, cast, KNOWN, words=words_)
    look()
    often = Message.objects.filter(key__startswith="often:")
    assert not often.exists()
    leave(client, cast, KNOWN, words="Tres.")
    look(26)
    look(50)
    assert often.count() == len({one.recipient for one in often}) > 0, "each once"
    told = often.get(recipient=str(cast.sofia.user.id))
    assert "Houston" in told.body and "Inés" not in told.body
    (entry,) = Entry.objects.filter(what="message.often")
    assert (entry.about_id, "case" in str(entry.detail)) == (str(cast.ines.user.id), False)
    look(24 * (kept_days() + 1))
    assert not Passing.objects.exists(), "what nobody could open goes with its days"


def test_how_long_a_message_waits_is_what_the_edition_says(client, cast, monkeypatch):
    asked: list[str] = []

    def two_days(_edition, name, _on):
        asked.append(name)
        return SimpleNamespace(value=2)

    monkeypatch.setattr("cauce.family.searches.actions.taking.parameter_on", two_days)
    leave(client, cast, UNKNOWN)
    assert Request.objects.get().expires_on == today() + dt.timedelta(days=2)
    assert asked == ["message-keep"]


def test_a_case_lent_to_a_colleague_while_the_loop_looks_and_taken_back_opens_no_message(client, cast):
    invented = known(cast, second=False)
    cases.assign(actor=cast.ines.actor, case=invented, officer=cast.mateo.user)
    leave(client, cast, KNOWN)
    look()
    row = Passing.objects.get()
    address = f"/recados/propios/{row.id}/"
    assert "Rodolfo Peña" in page(client, cast.mateo, address).content.decode(), "he is the second"
    cases.assign(actor=cast.ines.actor, case=invented, officer=cast.ines.user)
    assert page(client, cast.ines, address).status_code == 404
    assert invented.folio not in page(client, cast.ines, "/recados/propios/").content.decode()
    chosen = {"outcome": "silent", "words": "", "told_safely": "on"}
    assert send(client, cast.ines, address, **chosen).status_code == 404
    by_another(cast, invented)
    assert "Rodolfo Peña" in page(client, cast.ines, address).content.decode()
