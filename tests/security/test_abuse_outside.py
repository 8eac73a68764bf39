"""Abuse cases of what leaves, of what is left behind and of who is outside, each under its sentence.

A05, A07, A08, A10, A11, A14, A15; the finer tests of each stand where the part is.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import logging
import re
import uuid
from pathlib import Path

import pytest
import pyzipper
import time_machine
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import Case, SafeContact
from cauce.content.errors import BadInput
from cauce.content.loader import load_edition
from cauce.content.vocabulary import FORBIDDEN
from cauce.custody.journal.models import Entry
from cauce.operations.backup import age, archive, making
from cauce.public.urls import ROUTES as GUIDE
from cauce.rules.consent import REFERRAL
from cauce.rules.discreet_text import REMINDERS, tells
from cauce.sharing.referrals import access, actions
from cauce.sharing.referrals.models import Referral
from cauce.staff.accounts.tests.people import code_now, enter, is_in, proved, with_app
from cauce.staff.exports import access as exports
from cauce.staff.exports.models import Export
from cauce.staff.notices.models import Message
from tests.architecture.walking import routes
from tests.canaries import STEM, canary, found_in, hits
from tests.casework.conftest import consent, open_case
from tests.cast import shelter

from .a_yes import STATES, agree, form, other_fields
from .test_stolen_disk import plant

pytestmark = pytest.mark.django_db
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)


@pytest.mark.django_db(transaction=True)
def test_A05_a_thief_of_every_backup_finds_no_canary_without_the_keys(cast, tmp_path, monkeypatch):
    """Also with the identity that opens the copy of the data. The disk: test_stolen_disk.py."""
    monkeypatch.setattr(settings, "VAR", tmp_path / "var", raising=False)
    service = shelter(cast.jacaranda)
    for number in range(5):
        plant(cast, service, number)
    identity, recipient = age.new_pair()
    (tmp_path / "identity").write_text(identity)
    by = age.identities(tmp_path / "identity")
    made = making.make(tmp_path / "data", tmp_path / "keys", [recipient], timezone.now())
    archive.read(Path(made["data"]), tmp_path / "opened", by)
    looked = [tmp_path / name for name in ("data", "keys", "opened")]
    assert all(any(folder.rglob("*")) for folder in looked) and hits(looked) == []
    # The positive control: a copy with one word in clear, closed and opened in the same way.
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "table.csv").write_text(canary(1, "clar"))
    archive.write(tmp_path / "plain", tmp_path / "weak.age", {}, age.recipients([recipient]))
    archive.read(tmp_path / "weak.age", tmp_path / "seen", by)
    assert found_in((tmp_path / "weak.age").read_bytes()) == []
    assert hits([tmp_path / "seen"]), "the search finds nothing even where something lies"


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_A07_without_her_live_yes_for_this_house_purpose_and_data_nothing_appears_at_the_house(cast, state):
    case, service = open_case(cast), shelter(cast.jacaranda)
    state(cast, case, service, agree(cast, case, service))
    officer, clara = Client(), Client()
    officer.force_login(cast.ines.user)
    clara.force_login(cast.clara.user)
    told = Message.objects.filter(recipient=str(cast.clara.user.id)).count()
    address = f"/casos/{case.id}/canalizaciones/?service={service.id}"
    sent = officer.post(address, form(s_needs="Xilonen necesita techo"))
    with pytest.raises(actions.NoConsent):
        actions.send(
            actor=cast.ines.actor,
            case=case,
            asked=actions.Asked(service=service, shared={"needs": "Xilonen necesita techo"}),
            sought=actions.Sought(need="shelter", priority="urgent"),
            at=timezone.now(),
        )
    if state is not other_fields:  # with a yes to something else, what leaves is empty
        assert sent.status_code == 409 and not Referral.objects.filter(state="sent").exists()
        assert Message.objects.filter(recipient=str(cast.clara.user.id)).count() == told
    for one in Referral.objects.all():
        assert access.shared_by(one) == {}
        assert "Xilonen" not in clara.get(f"/solicitudes/{one.id}/").content.decode()
    assert "Xilonen" not in clara.get("/solicitudes/").content.decode()


def test_A08_no_partner_is_told_nationality_status_or_papers_even_if_everything_is_ticked(cast):
    ines, case, service = cast.ines.actor, open_case(cast), shelter(cast.jacaranda)
    every = tuple(one.id for one in load_edition().vocabulary.asked(REFERRAL))
    ticked = {"purpose": "referral", "recipient": str(service.organization_id)}
    for name in sorted(FORBIDDEN):
        with pytest.raises(BadInput, match="never shared"):
            consent(cast, case, fields=(*every, name), **ticked)
    consent(cast, case, fields=every, **ticked)
    told = {name: f"dato de {name}" for name in every}
    with pytest.raises(BadInput, match="never shared"):
        actions.send(
            actor=ines,
            case=case,
            asked=actions.Asked(service=service, shared=told | dict.fromkeys(FORBIDDEN, "Xilonen")),
            sought=actions.Sought(need="shelter", priority="normal"),
            at=timezone.now(),
        )
    made = actions.send(
        actor=ines,
        case=case,
        asked=actions.Asked(service=service, shared=told),
        sought=actions.Sought(need="shelter", priority="normal"),
        at=timezone.now(),
    )
    client = Client()
    client.force_login(cast.clara.user)
    page = client.get(f"/solicitudes/{made.id}/").content.decode()
    assert "dato de needs" in page, "the largest request is not shown"
    assert not [name for name in FORBIDDEN if name in page] and "Xilonen" not in page


def test_A10_a_file_that_leaves_is_closed_marked_taken_once_and_known_to_the_auditor(cast):
    case, client = open_case(cast), Client()
    consent(cast, case, "keeping")
    client.force_login(cast.mateo.user)
    proved(client)
    given = {
        "form": "csv",
        "reason": "coordination",
        "why": "Para coordinar (ejemplo).",
        "once": str(uuid.uuid4()),
    }
    page = client.post(f"/casos/{case.id}/salida/", given).content.decode()
    phrase = re.search(r"passphrase[^>]*>([a-z0-9-]+)<", page)[1]
    file = Export.objects.get()
    assert phrase not in client.get(f"/archivos/{file.id}/").content.decode(), "shown twice"
    body = client.post(f"/archivos/{file.id}/descarga/").content
    with pyzipper.AESZipFile(io.BytesIO(body)) as held:
        [inside] = held.infolist()
        assert (inside.wz_aes_strength, inside.wz_aes_version) == (3, 2), "256 bits"
        with pytest.raises(RuntimeError):
            held.read(inside)
        held.setpassword(phrase.encode())
        rows = list(csv.reader(io.StringIO(held.read(inside).decode())))
    for row in rows[1:]:
        assert "Mateo Villegas" in row[-1] and str(file.id)[:8] in row[-1]
        assert "Coordinación" in row[-1] and re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d", row[-1])
    assert client.post(f"/archivos/{file.id}/descarga/").status_code == 410
    [(listed, why)] = exports.all_that_left(cast.elena.actor)
    assert (listed.id, why) == (file.id, "Para coordinar (ejemplo).")
    noted = Entry.objects.filter(what__in=("export.make", "export.take"))
    assert {one.detail["sha256"] for one in noted} == {hashlib.sha256(body).hexdigest()}


@pytest.mark.parametrize("how", ["signed out", "a quarter of an hour of rest"])
def test_A11_on_a_shared_computer_neither_back_nor_a_copied_cookie_shows_anything_afterwards(
    cast, settings, how
):
    case = open_case(cast)
    secret, client, thief = with_app(cast.ines), Client(), Client()
    settings.DEMO, settings.BARE_SESSIONS = False, False
    assert enter(client, "ines", code_now(secret)).status_code == 302
    here = f"/casos/{case.id}/"
    page = client.get(here)
    assert case.folio in page.content.decode() and page.headers["Cache-Control"] == "no-store"
    for name, morsel in client.cookies.items():
        thief.cookies[name] = morsel.value
    assert is_in(thief), "otherwise nothing below is proved"
    later = timezone.now()
    if how == "signed out":
        left = client.post("/cerrar/")
        assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    else:
        later += 16 * MINUTE
    with time_machine.travel(later, tick=True):
        for one in (client, thief):
            answer = one.get(here)
            assert answer.status_code == 302 and answer["Location"].startswith("/entrar/")
            assert case.folio not in answer.content.decode() and not is_in(one)


def everything() -> str:
    """All rows of all tables, as text."""
    return "\n".join(
        str(list(table.objects.values()))
        for table in apps.get_models(include_auto_created=True)
        if hasattr(table, "objects")
    )


def test_A14_a_visitor_of_the_public_guide_leaves_nothing_and_is_led_to_no_other_host(cast, caplog, settings):
    caplog.set_level(logging.DEBUG)
    settings.DEMO = False
    client = Client(
        headers={"User-Agent": f"Mozilla/5.0 {STEM}", "Referer": f"https://otra.example/{STEM}"},
        REMOTE_ADDR="203.0.113.77",
    )
    seen, before = 0, everything()
    for name, address in routes():
        if name in GUIDE:
            place = "derechos" if "<slug" in address else ""
            asked = re.sub(r"<[^>]+>", place, address)
            answer = client.get(f"{asked}?q={STEM}")
            page = answer.content.decode()
            assert answer.status_code == 200 and not answer.cookies
            assert answer.headers["Cache-Control"] == "no-store"
            assert "203.0.113" not in page and STEM not in page
            assert re.findall(r'(?:src|href|action)="(?!/|#|data:,|tel:)([^"]*)"', page) == []
            assert 'href="/salir/"' in page or "/sala/" in asked, "no way out without a script"
            seen += 1
    assert seen == len(GUIDE) and client.get("/salir/").status_code == 200
    after = everything()
    assert after == before and "203.0.113" not in after
    assert found_in(after.encode()) == [] and found_in(caplog.text.encode()) == []
    assert "203.0.113" not in caplog.text


SAFE = {
    "way": "phone_call",
    "days": list(range(7)),
    "start": "00:00",
    "end": "00:00",
    "languages": ["spa"],
    "address": "713 555 0147",
}
UNSAFE = (
    "never asked",
    "expired",
    "do not contact",
    "another way",
    "another language",
    "another day",
    "another hour",
    "in danger",
    "not agreed",
    "withdrawn",
)


@pytest.mark.parametrize("state", [*UNSAFE, "safe"])
def test_A15_nothing_is_sent_to_her_by_a_way_hour_or_language_not_marked_safe_today(cast, state):
    ines, now = cast.ines.actor, timezone.now()
    case = open_case(cast)
    if state != "not agreed":
        agreed = consent(cast, case, "contact")
    if state == "withdrawn":
        cases.withdraw_consent(actor=ines, case=case, consent=agreed, at=timezone.now())
    local = now.astimezone(dt.timezone(dt.timedelta(hours=-6)))
    ways = {
        "do not contact": {"way": "none"},
        "another way": SAFE | {"way": "email"},
        "another language": SAFE | {"languages": ["nah"]},
        "another day": SAFE | {"days": [(local.weekday() + 3) % 7]},
        "another hour": SAFE
        | {"start": f"{(local.hour + 5) % 24:02}:00", "end": f"{(local.hour + 6) % 24:02}:00"},
    }
    if state != "never asked":
        cases.confirm_contact(actor=ines, case=case, ways=[ways.get(state, SAFE)], at=timezone.now())
    if state == "expired":
        SafeContact.objects.update(expires_at=now - MINUTE)
    if state == "in danger":
        cases.record_facts(actor=ines, case=case, facts={"danger.immediate": True}, at=timezone.now())
    case = Case.objects.get(id=case.id)
    task = cases.remind(
        actor=ines, case=case, what=next(iter(REMINDERS)), way="phone_call", language="spa", at=timezone.now()
    )
    assert (task is None) is (state == "safe")
    if task is not None:
        assert task.need == "in_person" and task.responsible == cast.ines.user
    assert not Message.objects.filter(recipient__contains="555").exists()
    assert not [text for one in REMINDERS.values() for text in (one.es, one.en) if tells(text)]
