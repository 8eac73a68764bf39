"""Papers on the pages of a case: noted, photographed, opened; each refusal says why and loses nothing."""

from __future__ import annotations

import datetime as dt
import io
import time
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from cauce.cases.actions import record_consent
from cauce.cases.facts import zone_of
from cauce.cases.models import Case
from cauce.cases.papers import rules
from cauce.cases.papers.actions import keep_copy, note_paper
from cauce.cases.papers.models import Paper, PaperCopy
from cauce.custody.journal.models import Entry
from cauce.protocol.documents.incoming import Clean
from cauce.protocol.documents.tests.test_photographs import taken_at_a_place

PICTURE = Clean("JPEG", b"\xff\xd8\xff points \xff\xd9")
YESTERDAY = timezone.now().date() - dt.timedelta(days=1)
PDF = b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>"


@pytest.fixture
def case(desk):
    made = desk.open()
    for purpose in ("keeping", rules.AGREED):
        record_consent(actor=desk.actor, case=made, purpose=purpose, given=True, at=timezone.now())
    return Case.objects.get(id=made.id)


def noted(desk, case, kind="passport"):
    return note_paper(
        actor=desk.actor,
        case=case,
        kind=kind,
        last="9431",
        on=YESTERDAY,
        to="person",
        at=timezone.now(),
    )


def kept(desk, case, paper):
    given = {"use": "return_trip", "agreed": True, "picture": PICTURE, "at": timezone.now()}
    return keep_copy(actor=desk.actor, case=case, paper=paper, **given)


def sent(desk, case, paper, data, name="IMG_2026_casa.jpg", **given):
    file = SimpleUploadedFile(name, data, "image/jpeg")
    form = {"do": "keep", "use": "return_trip", "agreed": "on", "file": file} | given
    return desk.post(case, f"papeles/{paper.id}/", **form)


def proved(desk):
    session = desk.client.session
    session["proved_at"] = int(time.time())
    session.save()


def test_a_paper_is_noted_once_and_the_page_says_whose_it_is_and_what_is_never_kept(desk, case):
    form = {"kind": "passport", "last": "9431", "to": "counsel", "once": str(uuid.uuid4())}
    form |= {"on": YESTERDAY.isoformat()}
    for _ in range(2):
        assert desk.post(case, "papeles/", **form).status_code == 302
    page = desk.get(case, "papeles/").content.decode()
    assert page.count("···9431") == 1 and "A su abogada o abogado" in page and "Inés Carranza" in page
    for rule in (
        "son de la persona",
        "Nunca lesiones",
        "imagen sexual de una niña",
        "Un paso necesita copia",
    ):
        assert rule in page
    assert Paper.objects.count() == 1
    assert Entry.objects.filter(kind="read", what="case.papers", about_id=str(case.id)).exists()


def test_what_is_refused_says_why_and_what_was_typed_still_stands(desk, case):
    form = {"kind": "passport", "last": "943", "to": "person", "on": "2099-11-03"}
    page = desk.post(case, "papeles/", **form).content.decode()
    assert "Ese día todavía no llega" in page and 'value="943"' in page and not Paper.objects.exists()


def test_a_photograph_is_kept_without_the_place_where_it_was_taken_and_without_its_name(desk, case):
    paper = noted(desk, case)
    assert sent(desk, case, paper, taken_at_a_place()).status_code == 302
    copy = PaperCopy.objects.get()
    file = PaperCopy.picture.open(copy, case.key_id)
    assert file.name == "" and copy.size == len(file.data)
    with Image.open(io.BytesIO(file.data)) as new:
        assert not new.getexif()
    proved(desk)
    answer = desk.get(case, f"papeles/{paper.id}/copias/{copy.id}/")
    assert answer.content == file.data and answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == "inline"


@pytest.mark.parametrize(
    ("data", "given", "said"),
    [
        (PDF, {}, "Es un PDF"),
        (taken_at_a_place() + b"%PDF-1.7", {}, "trae otra cosa"),
        (b"hola", {}, "No es una fotografía"),
        (taken_at_a_place(), {"agreed": ""}, "Falta que diga que sí a esta copia"),
        (taken_at_a_place(), {"use": "find_counsel"}, "Elija una opción"),
    ],
)
def test_what_may_not_be_kept_is_refused_and_the_choices_stand(desk, case, data, given, said):
    answer = sent(desk, case, noted(desk, case), data, **given)
    page = answer.content.decode()
    assert answer.status_code == 200 and said in page and not PaperCopy.objects.exists()
    assert "checked" in page


def test_fifty_megabytes_are_refused_with_the_cure_and_nothing_is_written(desk, case, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    answer = sent(desk, case, noted(desk, case), b"\xff\xd8\xff" + b"0" * (50 * 1024 * 1024))
    assert answer.status_code == 413 and "pesa más de 10 MB" in answer.content.decode()
    assert "Tómela de nuevo" in answer.content.decode()
    assert not list(tmp_path.iterdir()) and not PaperCopy.objects.exists()


def test_six_megabytes_are_taken_here_and_by_no_other_page(desk, case):
    heavy = b"0" * (6 * 1024 * 1024)
    answer = sent(desk, case, noted(desk, case), heavy)
    assert answer.status_code == 200 and "No es una fotografía" in answer.content.decode()
    file = SimpleUploadedFile("x.jpg", heavy, "image/jpeg")
    assert desk.post(case, "papeles/", file=file).status_code == 400


def test_of_what_is_evidence_the_page_offers_no_copy(desk, case):
    paper = noted(desk, case, "work_paper")
    page = desk.get(case, f"papeles/{paper.id}/").content.decode()
    assert "se ve y se devuelve" in page and 'type="file"' not in page and "puede ser prueba" in page.lower()
    assert sent(desk, case, paper, taken_at_a_place()).status_code == 200 and not PaperCopy.objects.exists()


def test_without_the_yes_to_copies_the_page_leads_to_asking_for_it(desk, case):
    paper = noted(desk, case)
    kept(desk, case, paper)
    said = {"purpose": rules.AGREED, "given": False, "at": timezone.now()}
    record_consent(actor=desk.actor, case=case, **said)
    page = desk.get(case, f"papeles/{paper.id}/").content.decode()
    assert 'type="file"' not in page and f"/casos/{case.id}/permisos/" in page
    assert "Sin su sí ya no se abre" in page and "/copias/" not in page
    asking = f"permisos/?papel={paper.id}"
    assert asking in page and 'name="paper_copy"' in desk.get(case, asking).content.decode()
    assert 'name="paper_copy"' not in desk.get(desk.open(), "permisos/").content.decode()
    answer = sent(desk, case, paper, taken_at_a_place())
    assert "no ha aceptado que se guarden copias" in answer.content.decode()


def test_the_yes_that_a_copy_waited_for_leads_back_to_its_paper(desk):
    case = Case.objects.get(id=desk.open().id)
    record_consent(actor=desk.actor, case=case, purpose="keeping", given=True, at=timezone.now())
    paper = noted(desk, case)
    said = {"language": "spa", "interpreter": "none", "way": "voice", rules.AGREED: "yes"}
    said["happened_at"] = timezone.localtime(timezone.now(), zone_of(case)).strftime("%Y-%m-%dT%H:%M")
    answer = desk.post(case, f"permisos/?papel={paper.id}", **said)
    assert answer.headers["Location"] == f"/casos/{case.id}/papeles/{paper.id}/"
    assert 'type="file"' in desk.get(case, f"papeles/{paper.id}/").content.decode()


def test_a_copy_opens_after_a_proof_of_who_looks_and_is_printed_or_erased_by_a_button(desk, case):
    paper = noted(desk, case)
    copy = kept(desk, case, paper)
    address = f"papeles/{paper.id}/copias/{copy.id}/"
    assert "next=" in desk.get(case, address).headers["Location"]
    pressed = {"do": "print", "copy": str(copy.id)}
    assert desk.post(case, f"papeles/{paper.id}/", **pressed).headers["Location"].endswith(address)
    assert Entry.objects.filter(what="paper.print_copy").count() == 1
    desk.post(case, f"papeles/{paper.id}/", do="erase", copy=str(copy.id))
    assert not PaperCopy.objects.exists()
    proved(desk)
    assert desk.get(case, address).status_code == 404


def test_its_pages_ask_few_questions_and_never_for_a_picture(desk, case):
    paper = noted(desk, case)
    for _ in range(3):
        kept(desk, case, paper)
    for part in ("", f"{paper.id}/"):
        asked = desk.queries(f"/casos/{case.id}/papeles/{part}")
        assert len(asked) <= 15 and not any('"picture"' in one for one in asked)


@pytest.mark.parametrize("who", ["tomas", "aurora", "lucia", "elena"])
def test_for_others_there_is_nothing(desk, client, cast, case, who):
    paper = noted(desk, case)
    copy = kept(desk, case, paper)
    client.force_login(getattr(cast, who).user)
    proved(desk)
    for part in ("", f"{paper.id}/", f"{paper.id}/copias/{copy.id}/"):
        assert client.get(f"/casos/{case.id}/papeles/{part}").status_code == 404
