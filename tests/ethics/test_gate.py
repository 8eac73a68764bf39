"""A yes is a gate; safety comes first on every page; whoever is asked may keep silent. (E1, E4, E9, E11,
E20)
"""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases import actions
from cauce.cases.models import Case
from cauce.content.loader import load_edition
from cauce.desk.cases.case.forms_facts import FactForm
from cauce.desk.cases.frame.answers import CHOICES, NOT_ASKED, REFUSED, UNKNOWN
from cauce.desk.cases.safety.forms import SafetyForm
from tests.architecture.matrix import PRINTED, WALKED
from tests.architecture.reading import code, imports, short
from tests.architecture.walking import filled, houston
from tests.casework.conftest import consent, open_case
from tests.cast import shelter
from tests.printing import printed_once

DAY = dt.timedelta(days=1)
PRINT = '<body class="paper">'  # of ui/print.html alone


@pytest.mark.django_db
def test_E1_a_yes_is_for_one_house_some_data_in_her_language_and_ends_after_ninety_days(cast):
    case, service, now = open_case(cast), shelter(cast.jacaranda), timezone.now()
    consent(
        cast,
        case,
        "referral",
        recipient=str(service.organization_id),
        fields=("needs",),
        at=now,
        language="nah",
        interpreter="in_person",
        way="oral",
    )
    [(row, terms)] = cases.consents(case)
    assert (terms["language"], terms["interpreter"], terms["fields"]) == (
        "nah",
        "in_person",
        ["needs"],
    )
    assert row.expires_at == now + 90 * DAY
    assert row.recipient == str(service.organization_id)


@pytest.mark.parametrize("fact", [f for f in load_edition().facts.values() if f.question], ids=lambda f: f.id)
def test_E4_every_fact_that_is_asked_may_stay_unknown(fact):
    form = FactForm(fact, {"value": ""})
    assert form.is_valid() and form.known() is None
    if fact.type == "boolean":
        assert {UNKNOWN, REFUSED, NOT_ASKED} <= {value for value, _ in CHOICES}
        for silent in (UNKNOWN, REFUSED):
            form = FactForm(fact, {"value": silent})
            assert form.is_valid() and form.known() is None


def test_E4_the_questions_about_safety_may_all_be_left_alone():
    form = SafetyForm("America/Chicago", {})
    form.full_clean()
    # The hour is that of the officer's clock, and is already there when the page opens.
    assert set(form.errors) == {"happened_at"}
    assert {name for name, field in form.fields.items() if field.required} == {"happened_at"}


SAFE = {
    "way": "phone_call",
    "days": [0, 2],
    "start": "09:00",
    "end": "14:00",
    "languages": ["spa"],
    "address": "713 555 0147",
}


def pages_of_a_case(client, ids) -> dict[str, str]:
    """Every page at an address of the case that opens to be read, but sheets to be printed."""
    found = {}
    with printed_once():
        for name, address in WALKED:
            if "<uuid:case_id>" not in address and name not in ("rights:request", "rights:copy"):
                continue
            if name in PRINTED:
                continue
            answer = client.get(filled(address, ids))
            if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
                if PRINT not in (page := answer.content.decode()):
                    found[name] = page
    return found


@pytest.mark.django_db
def test_E9_every_page_of_a_case_says_whether_and_when_she_may_be_reached_and_begins_with_no(cast):
    ids, client = houston(cast), Client()
    client.force_login(cast.ines.user)
    case = Case.objects.get(id=ids["case_id"])
    before = pages_of_a_case(client, ids)
    assert len(before) > 15
    assert [name for name, page in before.items() if "Por ahora no la contacte" not in page] == []
    consent(cast, case, "contact")
    actions.confirm_contact(actor=cast.ines.actor, case=case, ways=[SAFE], at=timezone.now())
    after = pages_of_a_case(client, ids)
    hours = "lun, mié 09:00–14:00"
    assert [name for name, page in after.items() if hours not in page] == []


@pytest.mark.django_db
def test_E11_who_keeps_her_company_is_kept_sealed_and_whoever_came_with_her_waits_outside(cast):
    case, client = open_case(cast), Client()
    consent(cast, case, "keeping")
    client.force_login(cast.ines.user)
    given = {
        "do": "prepare",
        "who": cast.ines.actor.user,
        "prefers": "woman",
        "interpreter": "none",
        "room": "Sala 2",
        "recording_off": "on",
        "childcare": "not_asked",
        "support": "su amiga Xilonen",
    }
    address = f"/casos/{case.id}/entrevista/"
    refused = client.post(address, given | {"once": str(uuid.uuid4())})
    assert "la pareja" in refused.content.decode()
    assert not case.acts.filter(name="interview_prepared").exists()
    client.post(address, given | {"apart": "on", "once": str(uuid.uuid4())})
    act = case.acts.get(name="interview_prepared")
    assert b"Xilonen" not in bytes(act.note)
    assert [
        row["note"]
        for row in cases.notes(case)
        if "le acompaña: su amiga Xilonen".lower() in row["note"].lower()
    ]


BULK = (
    "cauce.cases.actions.bulk",
    "cauce.sharing.referrals.actions.bulk",
    "cauce.intake.screenings.actions.bulk",
)


def test_E20_only_the_invented_network_comes_in_by_the_bulk_door_for_people():
    """No command and no page takes in a file of people: a real dump has nowhere to be loaded."""
    users = {
        short(path)
        for path, module in code()
        for _, what in imports(module)
        if what.startswith(BULK) and not short(path).endswith("/actions/__init__.py")
    }
    assert users and all(user.startswith("cauce/demo/") for user in users), users


@pytest.mark.django_db
def test_E20_the_invented_network_is_never_mixed_with_what_is_there(cast, capsys):
    open_case(cast)
    with pytest.raises((SystemExit, CommandError)):
        call_command("demo", "--cases", "1")
    assert "nunca se mezcla con otros datos" in capsys.readouterr().err
    assert Case.objects.count() == 1
