"""What a partner's system sees and answers by FHIR R4: codes, dates, numbers, and nobody's name."""

from __future__ import annotations

import datetime as dt
import json
import logging
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.capabilitystatement import CapabilityStatement
from fhir.resources.R4B.operationoutcome import OperationOutcome
from fhir.resources.R4B.servicerequest import ServiceRequest
from fhir.resources.R4B.task import Task

from cauce.cases.actions import ConsentTerms
from cauce.custody.journal.models import Entry
from cauce.sharing.machines.actions import revoke_key
from cauce.sharing.machines.models import Machine, Report
from cauce.sharing.referrals import actions as referrals
from cauce.sharing.referrals.models import Referral, Step
from tests import quickcast
from tests.cast import shelter
from tests.cast import today as cast_today

from .conftest import CANARY, SHARED, Door, give, opened, reason, send_to
from .unwanted import MORE, UNWANTED

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(module_db):
    cast = quickcast.build()
    case, service = opened(cast), shelter(cast.jacaranda)
    given = give(cast, cast.jacaranda)
    return SimpleNamespace(cast=cast, case=case, service=service, given=given)


@pytest.fixture
def cast(world):
    return world.cast


@pytest.fixture
def case(world):
    return world.case


@pytest.fixture
def service(world):
    return world.service


@pytest.fixture
def given(world):
    return world.given


def state(referral) -> str:
    return Referral.objects.get(id=referral.id).state


def test_what_leaves_is_what_the_standard_says(door, referral):
    task = door.get(f"Task/{referral.id}")
    request = door.get(f"ServiceRequest/{referral.id}")
    Task.model_validate(task)
    ServiceRequest.model_validate(request)
    Bundle.model_validate(door.get("Task"))
    CapabilityStatement.model_validate(json.loads(Client().get("/api/fhir/metadata").content))
    OperationOutcome.model_validate(door.get("Task", 400, owner="x"))
    assert (task["status"], task["priority"], task["intent"]) == ("requested", "urgent", "order")
    assert task["businessStatus"]["coding"][0]["code"] == "acknowledged"
    assert task["focus"] == {"reference": f"ServiceRequest/{referral.id}"}
    assert request["code"]["coding"] == [{"system": "urn:cauce:need", "code": "shelter"}]
    assert task["for"] == request["subject"] and "reference" not in task["for"]


def test_how_soon_leaves_only_where_the_person_agreed_to_tell_it(door, cast, case, service):
    """What is asked and by when an answer is awaited go with every request; that it is urgent does not."""
    unsaid = send_to(cast, case, service, {"needs": "lugar"}, priority="emergency")
    found = door.get(f"Task/{unsaid.id}"), door.get(f"ServiceRequest/{unsaid.id}")
    Task.model_validate(found[0])
    ServiceRequest.model_validate(found[1])
    listed = next(
        one["resource"] for one in door.get("Task")["entry"] if one["resource"]["id"] == str(unsaid.id)
    )
    assert not [one for one in (*found, listed) if "priority" in one]
    assert found[0]["restriction"]["period"]["end"]


def test_no_name_no_word_and_no_identity_is_in_anything_that_leaves(door, case, referral):
    door.answer(referral.id, "accepted")
    said = json.dumps(
        [door.get("Task"), door.get(f"Task/{referral.id}"), door.get(f"ServiceRequest/{referral.id}")],
        ensure_ascii=False,
    )
    for word in (
        *CANARY.split(),
        "lugar",
        "555 0147",
        "5550147",
        case.folio,
        str(case.id),
        str(case.person_id),
    ):
        assert word not in said
    for name in ("text", "note", "description", "display", "contained", "extension"):
        assert f'"{name}"' not in said
    codes = [one["coding"][0]["code"] for one in door.get(f"ServiceRequest/{referral.id}")["orderDetail"]]
    assert codes == ["18-29", "spa"]


def test_two_requests_for_one_person_cannot_be_told_to_be_hers(cast, door, case, service, referral):
    other = send_to(cast, case, service, need="food")
    first, second = (door.get(f"Task/{one.id}")["for"] for one in (referral, other))
    assert first != second


def test_only_what_her_consent_carries_now_goes(cast, door, case, service):
    shared = {name: SHARED[name] for name in ("language", "needs")}
    sent = send_to(cast, case, service, shared=shared)
    details = door.get(f"ServiceRequest/{sent.id}")["orderDetail"]
    assert [one["coding"][0]["code"] for one in details] == ["spa"]
    referrals.record_consent_everywhere(
        actor=cast.ines.actor,
        case=case,
        recipient=str(service.organization_id),
        given=True,
        at=timezone.now(),
        terms=ConsentTerms(("needs",)),
    )
    assert "orderDetail" not in door.get(f"ServiceRequest/{sent.id}")


def test_opening_confirms_that_it_was_read_and_the_list_does_not(door, referral):
    assert door.get("Task")["entry"][0]["resource"]["status"] == "requested"
    assert state(referral) == "sent"
    door.get(f"Task/{referral.id}")
    door.get(f"ServiceRequest/{referral.id}")
    assert state(referral) == "acknowledged"
    assert Step.objects.filter(referral=referral, act="acknowledge").count() == 1
    reads = Entry.objects.filter(kind="read", about_id=str(referral.id))
    assert {one.what for one in reads} == {"referral.state", "referral.open"}
    assert all(one.actor.startswith("api:") for one in reads)


def test_it_accepts_starts_and_completes(door, referral):
    task = door.get(f"Task/{referral.id}")
    assert door.answer(referral.id, "accepted")["status"] == "accepted"
    assert door.answer(referral.id, "in-progress")["status"] == "in-progress"
    done = door.answer(referral.id, "completed")
    assert done["status"] == "completed" and done["meta"] != task["meta"]
    assert door.get(f"ServiceRequest/{referral.id}")["status"] == "completed"
    assert state(referral) == "completed"


def test_it_refuses_with_a_reason_of_the_catalogue_alone(door, referral):
    for wrong in ({}, {"statusReason": reason("porque no")}):
        refused = door.answer(referral.id, "rejected", 422, **wrong)
        OperationOutcome.model_validate(refused)
        assert "porque" not in json.dumps(refused)
    assert state(referral) == "sent"
    made = door.answer(referral.id, "rejected", statusReason=reason("no_capacity"))
    assert made["statusReason"] == reason("no_capacity")
    assert Referral.objects.get(id=referral.id).shared is None


def test_the_same_answer_twice_has_one_effect(door, referral):
    version = door.get(f"Task/{referral.id}")["meta"]["versionId"]
    first = door.put(
        referral.id,
        {"resourceType": "Task", "id": str(referral.id), "status": "accepted"},
        If_Match=f'W/"{version}"',
    )
    again = door.put(
        referral.id,
        {"resourceType": "Task", "id": str(referral.id), "status": "accepted"},
        If_Match=f'W/"{version}"',
    )
    assert first == again
    assert Step.objects.filter(referral=referral, act="accept").count() == 1


def test_an_answer_to_what_has_changed_meanwhile_is_told_so(door, referral):
    door.get(f"Task/{referral.id}")
    door.answer(referral.id, "accepted")
    door.put(
        referral.id,
        {"resourceType": "Task", "id": str(referral.id), "status": "in-progress"},
        412,
        If_Match='W/"1"',
    )
    door.answer(referral.id, "in-progress", 412, meta={"versionId": "1"})
    assert state(referral) == "accepted"


def test_a_whole_task_may_come_back_with_its_status_changed(door, referral):
    task = door.get(f"Task/{referral.id}")
    task["authoredOn"] = task["authoredOn"].replace("Z", "+00:00")
    task["lastModified"] = timezone.now().isoformat()
    door.put(referral.id, task | {"status": "accepted"})
    assert state(referral) == "accepted"


def test_their_id_dates_and_free_places_come_back_and_stand_on_both_sides(door, referral):
    today = cast_today().isoformat()
    theirs = {"system": "casa.ejemplo", "value": "EXP-2026-77"}
    places = {"type": {"coding": [{"system": "urn:cauce:output", "code": "free-places"}]}, "valueInteger": 3}
    made = door.answer(
        referral.id, "accepted", identifier=[theirs], executionPeriod={"start": today}, output=[places]
    )
    Task.model_validate(made)
    assert made["identifier"] == [
        {"system": "urn:cauce:referral", "value": str(referral.id)},
        theirs,
    ]
    assert made["executionPeriod"] == {"start": today} and made["output"] == [places]
    door.put(referral.id, made)  # nothing new in it
    assert Entry.objects.filter(what="referral.report").count() == 1
    kept = Report.objects.get(referral=referral)
    assert (kept.external_id, kept.free_places) == ("EXP-2026-77", 3)


@pytest.mark.parametrize(("name", "value"), [*UNWANTED.items(), *MORE])
def test_a_text_where_no_text_belongs_makes_the_whole_message_refused(door, referral, caplog, name, value):
    """Nothing of it is stored, logged or said back; where it was is told by the standard's own name."""
    caplog.set_level(logging.DEBUG)
    before = Entry.objects.filter(kind="act").count()
    refused = door.answer(referral.id, "accepted", 422, **{name: value})
    OperationOutcome.model_validate(refused)
    where = refused["issue"][0]["expression"][0]
    assert where.split(".")[0] == "Task"
    if name.isalpha() and name.isascii():
        assert where.startswith(f"Task.{name}")
    said = json.dumps(refused, ensure_ascii=False)
    assert not any(part in said or part in caplog.text for part in CANARY.split())
    assert state(referral) == "sent" and Entry.objects.filter(kind="act").count() == before
    journal = "".join(json.dumps(e.detail, ensure_ascii=False) for e in Entry.objects.all())
    assert "Citlalmina" not in journal and not Report.objects.exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b" ", 400),
        (b"{", 400),
        (b"hola", 400),
        (b"[]", 400),
        (b"null", 400),
        (b"\xff\xfe", 400),
        (b'{"resourceType":"Patient"}', 400),
        (b'{"resourceType":"Task","status":NaN}', 400),
        (b'{"resourceType":"Task","status":"accepted","status":"rejected"}', 400),
        (b"[" * 60_000, 400),
        (b'{"a":"' + b"x" * 70_000 + b'"}', 413),
    ],
)
def test_nonsense_is_no_message(door, referral, body, status):
    OperationOutcome.model_validate(door.put(referral.id, body, status))
    assert state(referral) == "sent"


@pytest.mark.parametrize("status", ["ACCEPTED", "done", "", 7, None, ["accepted"], {"a": 1}])
def test_a_status_that_there_is_not_is_said_so(door, referral, status):
    refused = door.answer(referral.id, status, 422)
    assert refused["issue"][0]["expression"] == ["Task.status"]


@pytest.mark.parametrize("status", ["draft", "cancelled", "entered-in-error", "ready", "received"])
def test_a_status_that_is_not_the_receivers_is_refused(door, referral, status):
    door.answer(referral.id, status, 422)
    assert state(referral) == "sent"


def test_what_is_not_possible_from_here_is_refused(door, referral):
    door.answer(referral.id, "completed", 422)
    door.answer(referral.id, "in-progress", 422)
    door.answer(referral.id, "accepted", 422, statusReason=reason("other"))
    ahead = (timezone.now() + dt.timedelta(days=9)).date().isoformat()
    wrong = door.answer(referral.id, "accepted", 422, executionPeriod={"start": ahead})
    assert wrong["issue"][0]["expression"] == ["Task.executionPeriod"]
    assert state(referral) == "sent"


def test_it_asks_for_information_and_goes_on_from_where_it_was(door, referral):
    door.answer(referral.id, "accepted")
    assert door.answer(referral.id, "on-hold")["status"] == "on-hold"
    assert door.answer(referral.id, "accepted")["status"] == "accepted"
    steps = Step.objects.filter(referral=referral).order_by("number")
    assert [step.act for step in steps][-2:] == ["ask_info", "answer_info"]


def test_after_it_was_taken_back_nothing_is_answered_and_nothing_of_her_is_left(cast, door, case, referral):
    door.answer(referral.id, "accepted")
    referrals.withdraw_consent_everywhere(
        actor=cast.ines.actor, case=case, consent=referral.consent, at=timezone.now()
    )
    refused = door.answer(referral.id, "completed", 409)
    OperationOutcome.model_validate(refused)
    task = door.get(f"Task/{referral.id}")
    assert task["status"] == "cancelled"
    assert task["businessStatus"]["coding"][0]["code"] == "withdrawn"
    request = door.get(f"ServiceRequest/{referral.id}")
    assert request["status"] == "revoked" and "orderDetail" not in request
    assert state(referral) == "withdrawn"


def test_anothers_request_is_not_there(cast, case, door, referral):
    theirs = Door(give(cast, cast.nopal, "sistema-2").key)
    assert theirs.get("Task")["total"] == 0
    for path in (f"Task/{referral.id}", f"ServiceRequest/{referral.id}"):
        assert theirs.get(path, 404) == theirs.get(
            path.replace(str(referral.id), "00000000-0000-4000-8000-000000000000"), 404
        )
    theirs.answer(referral.id, "accepted", 404)
    assert state(referral) == "sent"
    mine = send_to(cast, case, shelter(cast.nopal, "Casa Nopal (ejemplo)"))
    door.answer(mine.id, "accepted", 404)
    assert Entry.objects.filter(kind="refused", about_id=str(referral.id)).count() == 3


def test_without_a_key_that_opens_nothing_opens(cast, given, referral):
    paths = ("Task", f"Task/{referral.id}", f"ServiceRequest/{referral.id}")
    desk = Client()
    desk.force_login(cast.clara.user)
    for path in paths:
        assert desk.get(f"/api/fhir/{path}").status_code == 401
        for header in ("", "Bearer", "Bearer nada", f"Basic {given.key}", "Bearer \u00f1"):
            found = Client().get(f"/api/fhir/{path}", headers={"Authorization": header})
            assert found.status_code == 401 and found.headers["WWW-Authenticate"] == "Bearer"
    assert Client().put(f"/api/fhir/Task/{referral.id}", b"{}").status_code == 401
    assert state(referral) == "sent"


def test_a_key_that_was_ended_or_is_over_opens_nothing_and_is_written_down(cast, given, referral):
    door = Door(given.key)
    Machine.objects.update(expires_at=timezone.now())
    door.get("Task", 401)
    Machine.objects.update(expires_at=timezone.now() + dt.timedelta(days=1))
    door.get("Task")
    revoke_key(actor=cast.bruno.actor, machine=given.machine, at=timezone.now())
    door.get("Task", 401)
    assert Entry.objects.filter(kind="refused", what="machine.ask").count() == 2


def test_it_finds_by_status_and_by_when_it_changed_page_by_page(cast, door, case, service, referral):
    for need in ("food", "clothing"):
        send_to(cast, case, service, need=need)
    door.answer(referral.id, "accepted")
    assert door.get("Task", status="accepted")["total"] == 1
    assert door.get("Task", status="requested,accepted")["total"] == 3
    page = door.get("Task", _count=2)
    assert len(page["entry"]) == 2 and page["total"] == 3
    following = next(link["url"] for link in page["link"] if link["relation"] == "next")
    rest = door.get(following.partition("/api/fhir/")[2])
    ids = {one["resource"]["id"] for one in page["entry"] + rest["entry"]}
    assert len(ids) == 3
    later = (timezone.now() + dt.timedelta(hours=1)).isoformat()
    assert door.get("Task", _lastUpdated=f"ge{later}")["total"] == 0
    assert door.get("Task", _lastUpdated=f"le{later}")["total"] == 3
    for wrong in ({"status": "x"}, {"_lastUpdated": "ayer"}, {"_count": "-1"}, {"patient": "1"}):
        door.get("Task", 400, **wrong)


def test_other_kinds_of_body_and_other_methods_are_refused(door, given, referral):
    door.put(referral.id, b"<Task/>", 415, kind="application/fhir+xml")
    client, key = Client(), {"Authorization": f"Bearer {given.key}"}
    for method in ("post", "patch", "delete"):
        found = getattr(client, method)(f"/api/fhir/Task/{referral.id}", headers=key)
        assert found.status_code == 405
