"""What a client of any FHIR server asks: forms, sorting, counting, addresses that are not there."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.capabilitystatement import CapabilityStatement
from fhir.resources.R4B.operationoutcome import OperationOutcome
from fhir.resources.R4B.servicerequest import ServiceRequest
from fhir.resources.R4B.task import Task

from cauce.measurement.facts.code import version
from cauce.sharing.referrals.models import Referral
from cauce.standards.fhir.summary import MANDATORY, SUMMARY

from .conftest import send_to

pytestmark = pytest.mark.django_db
RESOURCES = {"Task": Task, "ServiceRequest": ServiceRequest}
NOBODY = "00000000-0000-4000-8000-000000000000"


def refused(answer, status: int) -> OperationOutcome:
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/fhir+json; charset=utf-8"
    return OperationOutcome.model_validate(json.loads(answer.content))


@pytest.mark.parametrize(
    ("method", "place", "status"),
    [
        ("get", "", 404),
        ("get", "Patient", 404),
        ("get", "Task/", 404),
        ("get", "Task/no-es-un-id", 404),
        ("get", "Task/" + NOBODY + "/_history/1", 404),
        ("get", "Task/%0A", 404),
        ("post", "Task/_search", 404),
        ("put", "Patient/1", 404),
        ("delete", "ServiceRequest", 404),
        ("options", "Patient", 405),
        ("post", "metadata", 405),
        ("post", "Task", 405),
        ("delete", "Task/" + NOBODY, 405),
        ("patch", "ServiceRequest/" + NOBODY, 405),
        ("get", "Task", 401),
    ],
)
def test_what_is_not_there_and_what_cannot_be_done_is_told_as_the_standard_tells_it(method, place, status):
    client = Client(enforce_csrf_checks=True)
    answer = getattr(client, method)(f"/api/fhir/{place}")
    refused(answer, status)
    assert ("Allow" in answer.headers) == (status == 405)


def test_with_a_key_an_id_of_nobody_and_no_id_at_all_are_answered_alike(given):
    key = {"Authorization": f"Bearer {given.key}"}
    answers = [Client().get(f"/api/fhir/Task/{one}", headers=key) for one in (NOBODY, "x")]
    assert refused(answers[0], 404) == refused(answers[1], 404)


@pytest.mark.parametrize(
    ("asked", "accept", "status"),
    [
        ("json", "application/fhir+xml", 200),
        ("application/fhir+json", "", 200),
        ("application/fhir%2Bjson;fhirVersion=4.0", "text/html", 200),
        ("text/json", "", 200),
        ("", "application/fhir+json", 200),
        ("", "text/html,*/*;q=0.8", 200),
        ("xml", "", 406),
        ("text/turtle", "application/json", 406),
        ("", "application/fhir+xml", 406),
    ],
)
def test_json_is_given_to_whoever_takes_it_and_refused_to_whoever_wants_another_form(asked, accept, status):
    wanted = f"?_format={asked}" if asked else ""
    answer = Client().get(f"/api/fhir/metadata{wanted}", headers={"Accept": accept or "*/*"})
    if status == 200:
        told = CapabilityStatement.model_validate(json.loads(answer.content))
        assert told.software.version == version()
    else:
        refused(answer, status)


def test_a_search_is_sorted_counted_and_cut_short(cast, door, case, service, referral):
    for need in ("food", "clothing"):
        send_to(cast, case, service, need=need)
    door.answer(referral.id, "accepted")

    def found(**asked):
        bundle = door.get("Task", **asked)
        Bundle.model_validate(bundle)
        assert bundle["total"] == 3
        return [one["resource"] for one in bundle.get("entry", [])]

    newest = found()
    assert newest == found(_sort="-_lastUpdated", _format="json", _summary="false")
    assert newest == found(_sort="_lastUpdated")[::-1]
    assert [one["status"] for one in found(_sort="status,-_lastUpdated")] == ["accepted", *["requested"] * 2]
    assert [one["status"] for one in found(_sort="-status")][-1] == "accepted"
    assert found(_count="0") == found(_summary="count") == []
    assert [link["relation"] for link in door.get("Task", _count="0")["link"]] == ["self"]
    short = found(_summary="true", _count="1")[0]
    assert "identifier" in newest[0] and "identifier" not in short
    assert short["meta"]["tag"][0]["code"] == "SUBSETTED"
    for wrong in ({"_sort": "patient"}, {"_sort": ","}, {"_summary": "some"}, {"_count": "-1"}):
        OperationOutcome.model_validate(door.get("Task", 400, **wrong))


@pytest.mark.parametrize("kind", RESOURCES)
def test_a_summary_holds_what_the_standard_marks_and_says_that_it_is_one(door, referral, kind):
    place = f"{kind}/{referral.id}"
    OperationOutcome.model_validate(door.get(place, 400, _summary="count"))
    assert Referral.objects.get(id=referral.id).state == "sent", "what is refused confirms nothing as read"
    whole = door.get(place)
    for how, names in (("true", SUMMARY), ("text", MANDATORY), ("data", {kind: set(whole)})):
        part = door.get(place, _summary=how)
        RESOURCES[kind].model_validate(part)
        assert set(part) == (names[kind] | {"resourceType", "id", "meta"}) & set(whole)
        assert part["meta"].pop("tag")
        assert part == {name: whole[name] for name in part}


@pytest.mark.parametrize("kind", RESOURCES)
def test_the_names_of_a_summary_are_those_of_an_independent_library(kind):
    marked = set(RESOURCES[kind].summary_elements_sequence())
    assert marked >= SUMMARY[kind]
    fields = RESOURCES[kind].model_fields.items()
    needed = {name for name, one in fields if (one.json_schema_extra or {}).get("element_required")}
    assert needed - MANDATORY[kind] == set() and MANDATORY[kind] <= needed | {"subject"}
