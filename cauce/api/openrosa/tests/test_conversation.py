"""A whole conversation of a telephone with the server over HTTP, as ODK Collect holds it."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import shutil
from email.utils import parsedate_to_datetime

import pytest
from cryptography.hazmat.primitives import hashes
from django.utils import timezone

from cauce.content.loader import content_root, forget, load_edition
from cauce.content.translating import original_hash, originals
from cauce.custody.journal.models import Entry
from cauce.intake.collection import access
from cauce.intake.collection import actions as collection
from cauce.intake.collection.models import Arrival, Attachment
from cauce.intake.collection.sealing import files_of
from cauce.protocol.editions.access import current_edition
from cauce.standards.xlsform import sheets
from tests.field import Phone

ASKS = {"agreed": "yes", "alone_and_safe": "yes", "can_leave": "no", "turn": "M-14"}
CALM = {"agreed": "yes", "alone_and_safe": "yes", "can_leave": "yes"}


def test_it_lists_fetches_fills_encrypts_and_sends(ready, cast):
    said = ready.send(ready.finish("formato-d", ASKS))
    assert said.status == 201 and "Recibido" in said.text
    assert parsedate_to_datetime(said.headers["date"]) - timezone.now() < dt.timedelta(minutes=1)
    one = Arrival.objects.get()
    assert (one.state, one.to_see, one.encrypted, one.post_id) == ("taken", True, True, "HOU")
    read = access.read(cast.ines.actor, one)
    assert read.content["answers"] == {"alone_and_safe": "yes", "can_leave": "no"}
    assert read.content["turn"] == "M-14" and read.content["agreed"] is True
    assert read.result.outcomes == ("offer_private_talk",)


def test_it_keeps_nothing_readable_of_what_was_sent(ready):
    ready.send(ready.finish("formato-d", ASKS | {"turn": "NOCHEBUENA"}))
    one, file = Arrival.objects.get(), Attachment.objects.get()
    for blob in (one.sealed, one.sealed_raw, file.sealed):
        assert b"NOCHEBUENA" not in bytes(blob) and b"can_leave" not in bytes(blob)
    entry = Entry.objects.get(what="arrival.take")
    assert "NOCHEBUENA" not in str(entry.detail) and entry.actor == f"tel:{one.device_id}"


@pytest.mark.parametrize("mask", [hashes.SHA1, hashes.SHA256])
def test_it_opens_what_android_and_others_encrypt(ready, mask):
    assert ready.send(ready.finish("formato-d", CALM, mask=mask)).status == 201
    assert Arrival.objects.get().state == "taken"


def test_every_form_has_a_neutral_name_the_key_of_the_telephone_and_no_result(phone, registered):
    rows = phone.list()
    assert len(rows) == 10
    for row in rows:
        text = phone.fetch(row).decode()
        assert row["name"] == f"Formato {row['formID'][-1].upper()}"
        assert registered.device.public_key in text and f"{phone.server}/submission" in text
        assert "offer_private_talk" not in text and "full_interview" not in text


def test_it_lists_the_one_form_that_is_asked_for(phone):
    every = phone.list()
    for row in every[:2]:
        assert phone.list(formID=row["formID"]) == [row]
    assert phone.list(formID="nada") == phone.list(formID="") == []


def test_a_telephone_gets_only_its_own_forms(live_server, cast):
    made = collection.register(
        actor=cast.mateo.actor,
        post=cast.houston,
        name="Dos",
        forms=["formato-i"],
        at=timezone.now(),
    )
    phone = Phone(f"{live_server.url}/campo/{made.secret}")
    assert [row["formID"] for row in phone.list()] == ["formato-i"]
    assert phone.ask("GET", f"{phone.server}/formatos/formato-a.xml").status == 404


def test_sent_twice_it_is_taken_once_with_the_same_answer(ready):
    form = ready.finish("formato-d", ASKS)
    first, second = ready.send(form), ready.send(form)
    assert (first.status, first.text) == (second.status, second.text)
    assert Arrival.objects.count() == 1


def test_its_files_come_in_several_requests(ready):
    """What these forms do not ask for is kept and looked at, never thrown away."""
    form = ready.finish("formato-d", ASKS, media={"foto.jpg": b"\xff\xd8" * 500})
    assert ready.send(form, files=["foto.jpg.enc"], more=True).status == 201
    assert Arrival.objects.get().state == "waiting_media"
    assert ready.send(form, files=["submission.xml.enc"]).status == 201
    one = Arrival.objects.get()
    assert (one.state, one.reasons) == ("quarantined", ["refused_file", "unexpected_file"])
    assert sorted(files_of(one)) == ["foto.jpg.enc", "submission.xml.enc"]


def test_a_corrected_form_takes_the_place_of_the_first(ready):
    first = ready.finish("formato-d", CALM)
    ready.send(first)
    ready.send(ready.finish("formato-d", ASKS, deprecated=first.instance))
    states = dict(Arrival.objects.values_list("instance_id", "state"))
    assert states.pop(first.instance) == "superseded" and list(states.values()) == ["taken"]


def test_a_correction_that_came_first_stands_all_the_same(ready):
    first = ready.finish("formato-d", ASKS)
    corrected = ready.finish("formato-d", CALM, deprecated=first.instance)
    ready.send(corrected)
    ready.send(first)
    states = dict(Arrival.objects.values_list("instance_id", "state"))
    assert states == {first.instance: "superseded", corrected.instance: "taken"}
    assert not Arrival.objects.get(instance_id=first.instance).to_see


def test_a_stop_on_the_telephone_is_the_same_stop_here(ready, cast):
    ready.send(ready.finish("formato-d", {"agreed": "yes", "alone_and_safe": "no"}))
    read = access.read(cast.ines.actor, Arrival.objects.get())
    assert read.result.stopped.id == "not_alone"


def test_a_withdrawn_telephone_finds_nothing_and_the_attempt_is_written_down(ready, registered, cast):
    form = ready.finish("formato-d", ASKS)
    collection.lose(actor=cast.mateo.actor, device=registered.device, at=timezone.now())
    stranger = ready.ask("GET", f"{ready.server[:-4]}nada/formList")
    for method, address in (("GET", "formList"), ("POST", "submission"), ("HEAD", "submission")):
        assert ready.ask(method, f"{ready.server}/{address}", b"").status == 404
    assert ready.ask("GET", f"{ready.server}/formList").body == stranger.body
    assert not Arrival.objects.exists() and form.files
    refused = Entry.objects.filter(kind="refused", about_id=str(registered.device.id))
    assert refused.filter(what="arrival.send").count() == 4


def test_the_secret_is_kept_nowhere_and_logged_nowhere(ready, registered, capfd, caplog):
    secret = registered.secret
    assert secret not in str(vars(registered.device))
    with caplog.at_level(logging.DEBUG):
        handler = logging.getLogger().handlers
        ready.ask("GET", f"{ready.server}/no-existe")
        ready.ask("POST", f"{ready.server}/submission", b"x", **{"Content-Type": "text/plain"})
        assert handler
    assert secret not in str(Entry.objects.values_list("detail", "about_id", "actor"))
    out = capfd.readouterr()
    assert secret not in out.out + out.err


@pytest.fixture
def spoken(tmp_path, monkeypatch):
    """An edition with a third language of invented words, one recorded; its Spanish recorded too."""
    root = tmp_path / "content"
    shutil.copytree(content_root(), root)
    of, sound = "bank/alone_and_safe.text", b"RIFF....WAVE" * 20
    (root / "audio/qaa").mkdir(parents=True)
    (root / "audio/qaa/alone.wav").write_bytes(sound)
    with (root / "catalogues/languages.csv").open("a", encoding="utf-8") as table:
        table.write("qaa,Lengua inventada,Invented language,,indigenous,mis,qaa,invented\n")
    spanish = originals(load_edition())[of].es
    words = root / "translations/qaa/words.yaml"
    words.parent.mkdir(parents=True)
    words.write_text(
        f'- of: {of}\n  text: "Blim tora sen"\n  status: human\n  by: T-01\n'
        f'  original: "{original_hash(spanish)}"\n  on: 2026-11-20\n'
        f"  audio: {{file: alone.wav, hash: {hashlib.sha256(sound).hexdigest()}}}\n",
        encoding="utf-8",
    )
    (root / "audio/es").mkdir()
    (root / "audio/es/a-solas.wav").write_bytes(sound)
    (root / "audio/es/recordings.yaml").write_text(
        f'- of: {of}\n  original: "{original_hash(spanish)}"\n  by: V-01\n  on: 2026-11-20\n'
        f"  audio: {{file: a-solas.wav, hash: {hashlib.sha256(sound).hexdigest()}}}\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("CAUCE_CONTENT", str(root))
    forget()
    yield sound
    monkeypatch.undo()
    forget()


def test_the_recorded_question_comes_down_with_its_form(spoken, phone):
    row = next(row for row in phone.list() if row["formID"] == "formato-b")
    text = phone.fetch(row).decode()
    assert "Blim tora sen" in text and "jr://audio/qaa-alone.wav" in text
    assert "jr://audio/es-a-solas.wav" in text, "Spanish is heard too, once somebody recorded it"
    assert phone.media(row) == {"qaa-alone.wav": spoken, "es-a-solas.wav": spoken}
    desk = current_edition().instruments["protection-desk"]
    asked = next(one for one in sheets(current_edition(), desk).survey if one["name"] == "alone_and_safe")
    assert asked["media::audio::Español (es)"] == "es-a-solas.wav"
    outside = f"{phone.server}/formatos/formato-b/archivos/..%2F..%2Fedition.yaml"
    assert phone.ask("GET", outside).status == 404
