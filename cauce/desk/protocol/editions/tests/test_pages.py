"""The pages of editions: nothing that was typed is lost, and a zip brings in what is content."""

from __future__ import annotations

import datetime as dt
import io
import os
import zipfile
from threading import BoundedSemaphore

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from cauce.content import earlier_editions
from cauce.content.errors import BadInput
from cauce.content.loader import load_edition
from cauce.content.model import Text
from cauce.desk.protocol.editions import showing, views_files
from cauce.desk.protocol.editions.forms import UNPACKED, packed
from cauce.protocol.documents import unpacking
from cauce.protocol.editions import access, actions, schedule
from cauce.protocol.editions.actions import annexing
from cauce.protocol.editions.paths import check_path
from cauce.rules.difference import Change
from cauce.rules.permissions import SYSTEM
from tests.drafting import draft

pytestmark = pytest.mark.django_db
ID = "2030.1"


@pytest.fixture
def sofia(cast, client):
    client.force_login(cast.sofia.user)
    return client


def at(name, *more):
    return reverse(f"editions:{name}", args=[ID, *more])


def test_everybody_of_the_service_reads_which_edition_holds_and_no_draft(cast, client):
    draft(cast)
    for who in ("lucia", "ines", "aurora", "raul"):
        client.force_login(getattr(cast, who).user)
        page = client.get(reverse("editions:list")).content.decode()
        assert f"Rige la edición {load_edition().info.id}" in page and ID not in page
    client.force_login(cast.clara.user)
    assert client.get(reverse("editions:list")).status_code == 404


def test_many_changes_are_folded_by_area_and_few_are_read_at_once():
    def folded(count: int) -> list[bool]:
        words = Text(es="a", en="a")
        found = [Change("sources", "changed", str(n), words, words) for n in range(count)]
        return [group["open"] for group in showing.grouped(found)]

    assert folded(showing.FEW) == [True] and folded(showing.FEW + 1) == [False]


def test_a_number_that_is_taken_keeps_what_was_typed(cast, sofia):
    given = {
        "id": load_edition().info.id,
        "in_force_from": "2030-01-01",
        "note": "Cambio de plazos.",
    }
    page = sofia.post(reverse("editions:new"), given).content.decode()
    assert "ya existe" in page and "Cambio de plazos." in page


def test_the_zip_of_a_draft_comes_back_changed_and_says_what_it_left_out(cast, sofia):
    edition = draft(cast)
    whole = zipfile.ZipFile(io.BytesIO(sofia.get(at("copy")).content))
    assert "content/edition.yaml" in whole.namelist()
    name = "catalogues/channels.yaml"
    text = whole.read(f"content/{name}").decode() + "# una nota\n"
    data = packed([(name, text), ("../fuera.yaml", "x"), ("notas.txt", "x")])
    file = io.BytesIO(data)
    file.name = "cambios.zip"
    page = sofia.post(at("copy"), {"file": file}, follow=True).content.decode()
    assert "1 archivos guardados" in page
    assert page.count("no es un archivo de contenido") == 1, "the notes"
    assert page.count("no se aceptó") == 1 and "fuera.yaml" in page, "what leaves its folder"
    assert access.texts(edition)[name] == text
    assert len(access.texts(edition)) == len(whole.namelist())


def zipped(text: bytes, method: int) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as made:
        made.writestr("content/concepts.yaml", text)
    return target.getvalue()


def lying(data: bytes, said: int) -> bytes:
    """The same zip, which says of its file that it unpacks to less than it does."""
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        true = whole.infolist()[0].file_size
    return data.replace(true.to_bytes(4, "little"), said.to_bytes(4, "little"))


def bomb(method: int) -> bytes:
    return zipped(b"a" * (UNPACKED + 1), method)


# Made when it is their turn: every worker reads this file and few have room for what unfolds.
@pytest.mark.parametrize(
    "made",
    [
        lambda: bomb(zipfile.ZIP_DEFLATED),
        lambda: lying(bomb(zipfile.ZIP_DEFLATED), 100),
        lambda: lying(bomb(zipfile.ZIP_BZIP2), 100),
        lambda: zipped(b"- id: x\n", zipfile.ZIP_LZMA),
        lambda: zipped(b"- id: x\n" * 900, zipfile.ZIP_DEFLATED).replace(b"\x4b", b"\xff"),
    ],
)
def test_a_zip_that_unpacks_without_end_or_is_damaged_is_refused_and_changes_nothing(cast, sofia, made):
    edition = draft(cast)
    before = access.file_hashes(edition)
    file = io.BytesIO(made())
    file.name = "cambios.zip"
    assert sofia.post(at("copy"), {"file": file}).status_code in (200, 302)
    assert access.file_hashes(edition) == before


@pytest.mark.parametrize("path", ["catalogues/a\0b.csv", "catalogues/spaces.yaml/x.csv", "../x.yaml"])
def test_what_is_no_path_is_refused(path):
    with pytest.raises(BadInput):
        check_path(path)


@pytest.mark.parametrize("data", [b"", b"no es un zip", b"PK\x03\x04roto"])
def test_what_is_no_zip_is_said_and_changes_nothing(cast, sofia, data):
    edition = draft(cast)
    before = access.file_hashes(edition)
    file = io.BytesIO(data)
    file.name = "cambios.zip"
    assert sofia.post(at("copy"), {"file": file}).status_code == 200
    assert access.file_hashes(edition) == before


@pytest.mark.parametrize("text", ["- id: [", "- {2026-01-01: x}"])
def test_a_draft_that_cannot_be_read_still_has_its_page_and_its_text(cast, sofia, text):
    draft(cast)
    sofia.post(at("file", "sources.yaml"), {"text": "- id: [", "seen": ""})
    sofia.post(
        at("file", "concepts.yaml"),
        {"text": text, "seen": access.file_hashes(access.edition_for(cast.sofia.actor, ID))["concepts.yaml"]},
    )
    page = sofia.get(at("edition")).content.decode()
    assert "no se puede leer" in page and "concepts.yaml" in page
    assert text in sofia.get(at("file", "concepts.yaml")).content.decode()
    tried = sofia.post(at("trial"), follow=True).content.decode()
    assert "Hay que corregir" in tried and "concepts.yaml" in tried


def test_two_who_edit_one_file_are_told_and_lose_nothing(cast, sofia):
    edition = draft(cast)
    seen = access.file_hashes(edition)["coverage.yaml"]
    text = access.texts(edition)["coverage.yaml"]
    sofia.post(at("file", "coverage.yaml"), {"text": text + "# una\n", "seen": seen})
    page = sofia.post(at("file", "coverage.yaml"), {"text": text + "# otra\n", "seen": seen})
    assert "Otra persona guardó" in page.content.decode() and "# otra" in page.content.decode()
    assert access.texts(edition)["coverage.yaml"].endswith("# una\n")


def test_what_is_refused_says_why_and_changes_nothing(cast, sofia):
    edition = draft(cast)
    page = sofia.post(at("decide"), {"do": "propose", "seen": edition.content_hash}).content.decode()
    assert "Falta probarla" in page
    edition.refresh_from_db()
    assert edition.state == "draft"
    assert sofia.post(at("decide"), {"do": "nothing"}).status_code == 404


ENDLESS = "- [a]\n" * 66_000  # as YAML, many seconds


@pytest.fixture
def unread(monkeypatch):
    """A second of processor, and whether this process itself read what was typed."""
    monkeypatch.setattr(unpacking, "SECONDS", 1)
    monkeypatch.setattr(unpacking, "PATIENCE", 120.0)  # whatever else the machine has to do
    seen: list[str] = []
    for name, module in (("check_file", views_files), ("read_annex", annexing)):
        real = getattr(module, name)

        def noted(*given, real=real, name=name, **more):
            seen.append(name)
            return real(*given, **more)

        monkeypatch.setattr(module, name, noted)
    return seen


def test_a_text_that_takes_too_long_to_read_is_refused_unread_and_stays_in_its_place(cast, sofia, unread):
    edition = draft(cast)
    before = access.file_hashes(edition)
    page = sofia.post(at("file", "sources.yaml"), {"text": ENDLESS, "seen": before["sources.yaml"]})
    shown = page.content.decode()
    assert page.status_code == 200 and "toma demasiado tiempo" in shown and shown.count("- [a]") == 66_000
    assert unread == [] and access.file_hashes(edition) == before


def test_a_zip_of_texts_that_take_too_long_to_read_changes_nothing(cast, sofia, unread):
    edition = draft(cast)
    before = access.file_hashes(edition)
    file = io.BytesIO(
        zipped(ENDLESS.encode() + b"# " + os.urandom(6_000).hex().encode(), zipfile.ZIP_DEFLATED)
    )
    file.name = "cambios.zip"
    page = sofia.post(at("copy"), {"file": file}).content.decode()
    assert "toma demasiado tiempo" in page and access.file_hashes(edition) == before


def test_what_a_post_adds_is_read_by_nobody_before_it_was_looked_at(cast, client, unread, monkeypatch):
    client.force_login(cast.mateo.user)
    monkeypatch.setattr(unpacking, "_seats", BoundedSemaphore(1))
    monkeypatch.setattr(unpacking, "WAIT", 0.01)
    with unpacking._seats:
        page = client.post(reverse("editions:annex"), {"do": "text", "text-text": "steps: []\n"})
    assert "Espere un momento" in page.content.decode() and unread == []
    client.post(reverse("editions:annex"), {"do": "text", "text-text": "steps: []\n"})
    assert unread == ["read_annex"]


def test_a_house_behind_takes_what_came_with_the_program_with_one_press(cast, sofia, client):
    button = "Preparar borrador con lo que trae el programa"
    assert button not in sofia.get(reverse("editions:list")).content.decode()
    before, now = earlier_editions.shipped()[-2:]
    with time_machine.travel(schedule.start_of(now.in_force_from) - dt.timedelta(days=9), tick=False):
        actions.adopt(actor=SYSTEM, at=timezone.now())
    page = sofia.get(reverse("editions:list")).content.decode()
    assert button in page and f"Rige la edición {before.id}" in page
    pressed = sofia.post(reverse("editions:new"), {"do": "take"}, follow=True)
    assert f"Edición {now.id}: Borrador" in " ".join(pressed.content.decode().split())
    assert button not in sofia.get(reverse("editions:list")).content.decode()
    client.force_login(cast.aurora.user)
    assert button not in client.get(reverse("editions:list")).content.decode()
    assert client.post(reverse("editions:new"), {"do": "take"}).status_code == 404
