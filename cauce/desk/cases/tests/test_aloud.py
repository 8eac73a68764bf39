"""Questions in a third language, of invented words: read, heard, or left to the interpreter."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil

import pytest
from django.urls import reverse
from django.utils import timezone

from cauce.cases.actions import open_case, record_consent, record_tongue
from cauce.content.loader import content_root, forget, load_edition
from cauce.content.translating import original_hash
from cauce.intake.screenings.actions import start

pytestmark = pytest.mark.django_db
SOUND = b"RIFF$\x00\x00\x00WAVEfmt "


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("voices") / "content"
    shutil.copytree(content_root(), root)
    with (root / "catalogues/languages.csv").open("a", encoding="utf-8") as table:
        table.write("qaa,Lengua inventada,Invented language,,indigenous,mis,qaa,invented\n")
    (root / "audio/qaa").mkdir(parents=True)
    (root / "audio/qaa/alone.wav").write_bytes(SOUND)
    return root


@pytest.fixture
def speak(folder, monkeypatch):
    def write(status: str, original: str = ""):
        es = load_edition(content_root()).bank["alone_and_safe"].text.es
        voice = f"{{file: alone.wav, hash: {hashlib.sha256(SOUND).hexdigest()}}}"
        made = folder / "translations/qaa/words.yaml"
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(
            f"- of: bank/alone_and_safe.text\n  text: Blim tora sen\n  status: {status}\n  by: T-01\n"
            f'  original: "{original or original_hash(es)}"\n  on: 2026-11-20\n'
            + (f"  audio: {voice}\n" if status != "machine" else ""),
            encoding="utf-8",
        )
        monkeypatch.setenv("CAUCE_CONTENT", str(folder))
        forget()

    yield write
    monkeypatch.undo()
    forget()


@pytest.fixture
def asking(cast, client):
    """The first page of questions for somebody who speaks the invented language."""

    def page() -> str:
        ines, now = cast.ines.actor, timezone.now()
        case = open_case(
            actor=ines, post=cast.houston, channel="walk_in", started_at=now - dt.timedelta(minutes=5)
        )
        for purpose in ("keeping", "screening"):
            record_consent(actor=ines, case=case, purpose=purpose, given=True, at=now)
        record_tongue(actor=ines, case=case, seen=0, given={"language": "qaa", "into": "spa"}, at=now)
        sitting = start(actor=ines, case=case, instrument="protection-desk", at=timezone.now())
        client.force_login(cast.ines.user)
        return client.get(reverse("protection:sitting", args=[sitting.id])).content.decode()

    return page


def test_what_a_person_translated_stands_below_the_spanish_with_its_voice(speak, asking, client):
    speak("human")
    shown = asking()
    assert 'lang="qaa">Blim tora sen' in shown
    assert "/audios/qaa/alone.wav" in shown
    heard = client.get("/audios/qaa/alone.wav")
    assert b"".join(heard.streaming_content) == SOUND and heard["Content-Type"] == "audio/wav"
    assert client.get("/audios/qaa/otra.wav").status_code == 404


@pytest.mark.parametrize(("status", "original"), [("machine", ""), ("human", "0" * 16)])
def test_what_a_machine_made_or_what_changed_is_left_to_the_interpreter(speak, asking, status, original):
    speak(status, original)
    shown = asking()
    assert "Blim" not in shown
    assert "lo dice quien interpreta" in shown


def test_the_rest_of_the_questions_stay_in_spanish_and_say_so(speak, asking):
    speak("human")
    assert "lo dice quien interpreta" in asking()
