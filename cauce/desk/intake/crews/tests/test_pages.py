"""The pages of a crew: what one tells is on no page of another, and a mark is seen by whom it concerns."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import Case
from cauce.desk.intake.crews.words import KEEPING
from cauce.intake.crews import actions
from cauce.intake.crews.models import CrewMember
from cauce.intake.crews.tests.conftest import begin, open_list
from cauce.rights.rights.copying import own_copy
from tests.architecture.reads import LISTS
from tests.architecture.walking import PLACE, filled, routes
from tests.closing import close

pytestmark = pytest.mark.django_db
CANARY = "Tecuixpotzin"  # a word that stands nowhere else
MARK = "Entrevista por separado"


@pytest.fixture
def incident(cast):
    return begin(cast)


@pytest.fixture
def crew(cast, incident):
    return open_list(cast, incident)


def signed_in(who) -> Client:
    client = Client()
    client.force_login(who.user)
    return client


def plant(cast, case) -> None:
    """What one person told, in every part of their case that holds words."""
    ines, now = cast.ines.actor, timezone.now()
    for purpose in ("keeping", "screening"):
        cases.record_consent(actor=ines, case=case, purpose=purpose, given=True, at=now)
    names = {"given_names": CANARY, "known_as": CANARY}
    cases.save_identity(actor=ines, case=case, seen_version=0, fields=names, at=now)
    for kind in ("narrative", "safety"):
        told = {"note": CANARY} if kind == "safety" else f"{CANARY} contó quién mandaba."
        cases.save_section(actor=ines, case=case, kind=kind, content=told, seen=0)
    cases.record_act(actor=ines, case=case, name="safety_checked", happened_at=now, note=CANARY)
    cases.add_plan_item(
        actor=ines, case=case, need="shelter", agreed=CANARY, due_on=now.date(), responsible=None, at=now
    )
    cases.conclude(
        actor=ines,
        case=case,
        conclusion="possible",
        reasons=f"{CANARY} lo contó todo.",
        concepts={},
        verdicts={},
        at=now,
    )
    actions.answer_consulate(actor=ines, case=case, answer="yes", country=CANARY, at=now)


def everywhere(ids: dict, *, lists: bool = False) -> list[str]:
    """Every address of the house that these ids fill; ``lists``: also every list about people."""
    found = []
    for name, address in routes():
        needed = {place[2] for place in PLACE.finditer(address)}
        if needed <= set(ids) and (needed or (lists and name in LISTS)):
            found.append(filled(address, ids))
    return found


def shown(client, address: str) -> tuple[int, bytes]:
    """The status and the bytes; a page that breaks fails the walk."""
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, body


def test_what_one_tells_stands_on_no_page_export_or_search_of_another(cast, incident, crew):
    one, other = crew[0], crew[1]
    plant(cast, one.case)
    actions.mark_apart(actor=cast.ines.actor, member=one, apart=True)
    cases.record_consent(
        actor=cast.ines.actor, case=other.case, purpose="keeping", given=True, at=timezone.now()
    )
    actions.add_staff(actor=cast.ines.actor, incident=incident, user=cast.mateo.user, at=timezone.now())
    mateo = signed_in(cast.mateo)
    theirs = everywhere({"case_id": other.case_id, "crew_id": incident.id, "member_id": other.id}, lists=True)
    answers = {address: shown(mateo, address) for address in theirs}
    assert sum(status == 200 for status, _ in answers.values()) > 50
    assert [at for at, (_, body) in answers.items() if CANARY.encode() in body] == []
    # Searches, what leaves as a file, what the person may have of their own, and the network's numbers.
    found = mateo.post("/casos/", {"name": "Tecuix"}).content.decode()
    assert one.case.folio in found and CANARY not in found and MARK not in found
    row = mateo.get(f"/casos/{other.case_id}/registro/", {"formato": "ver"})
    assert CANARY.encode() not in row.content
    assert CANARY not in repr(own_copy(cast.mateo.actor, other.case, language="es"))
    for who in (cast.elena, cast.aurora, cast.sofia, cast.lucia):
        client = signed_in(who)
        for address in (
            "/bitacora/",
            "/hechos/cifras/",
            "/mi-representacion/",
            "/hechos/",
            f"/hechos/{incident.id}/",
        ):
            assert CANARY.encode() not in client.get(address).content
    # The walk itself would find it: it stands where it was told.
    assert any(CANARY.encode() in shown(mateo, at)[1] for at in everywhere({"case_id": one.case_id}))


def test_the_mark_is_seen_by_who_works_on_it_and_by_nobody_else(cast, incident, crew):
    actions.mark_apart(actor=cast.ines.actor, member=crew[1], apart=True)
    own = f"/casos/{crew[1].case_id}/hechos/"
    at_desk = ("", "historia/", "permisos/", "seguridad/", "entrevista/", "canalizaciones/")
    pages = [
        own,
        f"/casos/{crew[1].case_id}/solicitudes/",
        *(f"/casos/{crew[1].case_id}/{part}" for part in at_desk),
    ]
    mateo, ines = signed_in(cast.mateo), signed_in(cast.ines)
    others = [shown(mateo, at) for at in pages]
    assert all(status == 200 and MARK.encode() not in body for status, body in others)
    seen = [at for at in pages if MARK.encode() in shown(ines, at)[1]]
    assert seen == [own]
    assert ines.get(f"/hechos/{incident.id}/").content.decode().count(MARK) == 1
    assert mateo.get(f"/hechos/{incident.id}/").status_code == 404


def typed(text: str, **more) -> dict[str, str]:
    here = timezone.localtime(timezone.now() - timezone.timedelta(hours=8)).strftime("%Y-%m-%dT%H:%M")
    return {
        "text": text,
        "channel": "outreach_event",
        "started_at": here,
        "once": str(uuid.uuid4()),
    } | more


def test_a_list_is_looked_at_dry_keeps_what_was_typed_and_opens_once(cast, incident):
    ines, at = signed_in(cast.ines), f"/hechos/{incident.id}/lista/"
    text = "A-01, mixteco\nMaría López\nAZUL\nA-1"
    looked = ines.post(at, typed(text, do="look")).content.decode()
    for words in (
        "María López",
        "Parece un nombre",
        "¿Es un nombre?",
        "está dos veces",
        "A-01, mixteco",
    ):
        assert words in looked
    assert "Son códigos, no nombres" in looked and CrewMember.objects.count() == 0
    # Opening while a line waits opens none; told to leave them, the right ones open and the rest stays.
    ines.post(at, typed(text, do="open"))
    assert CrewMember.objects.count() == 0
    sent = typed(text, do="open", leave="on")
    for _ in range(2):
        left = ines.post(at, sent).content.decode()
        kept = re.search(r"<textarea[^>]*>(.*?)</textarea>", left, re.S)[1].strip()
        assert kept.splitlines()[:2] == ["María López", "AZUL"]
        assert CrewMember.objects.count() == 1
    done = ines.post(at, typed("AZUL", do="open", sure="on"))
    assert done.status_code == 302 and CrewMember.objects.count() == 2


def test_small_numbers_stay_inside_the_post(cast, incident, crew):
    inside = signed_in(cast.aurora).get("/hechos/cifras/").content.decode()
    assert "Caso colectivo 1" in inside and ">4<" in inside and "Empacadora" not in inside
    close("crews")
    outside = signed_in(cast.sofia).get("/hechos/cifras/").content.decode()
    assert "Houston" in outside and "pocas" in outside
    assert not re.search(r">[1-9]\d*<", outside[outside.index("<table") :]), "nor that it is one incident"


def test_the_board_has_words_for_every_answer_about_keeping():
    """Also for a case that came from an earlier register, where no answer is on record."""
    assert set(KEEPING) == {answer for answer, _ in Case.KEEPING}
