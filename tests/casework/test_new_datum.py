"""A house adds one datum to what may be shared: offered, agreed to, sent and shown, and to nobody else."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases.facts import edition_of
from cauce.content.errors import BadInput
from cauce.protocol.documents.references import cited
from cauce.protocol.editions import access as editions
from cauce.protocol.editions import schedule
from cauce.protocol.editions.dry_run import findings
from cauce.sharing.referrals import actions
from cauce.sharing.referrals.models import Referral
from tests.cast import shelter
from tests.drafting import approved, change, draft, tomorrow
from tests.quickcast import build

from .conftest import consent, open_case

pytestmark = pytest.mark.django_db
PETS = """
- id: pets
  label: {es: "Si trae un animal", en: "Whether an animal comes along"}
  to: [shelter]
  provenance: proposed
"""
FIELDS = "catalogues/shareable_fields.yaml"


@pytest.fixture
def clock():
    with time_machine.travel(dt.datetime(2027, 3, 1, 18, tzinfo=dt.UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(db, clock):
    return build()


@pytest.fixture
def later(cast, clock):
    """A case from before the edition with the new datum; then it is in force, and one from after it."""
    before = open_case(cast)
    edition = draft(cast)
    change(cast, edition, FIELDS, lambda text: text + PETS)
    found = findings(editions.base_of(edition), editions.content_of(edition), tomorrow())
    assert [one for one in found if not one.warning] == []
    approved(cast, edition)
    clock.move_to(schedule.start_of(tomorrow()) + dt.timedelta(hours=18))
    return before, open_case(cast)


def page(name: str, about) -> str:
    return reverse(name, args=[about.id])


def client_of(who) -> Client:
    client = Client()
    client.force_login(who.user)
    return client


def test_one_entry_is_offered_agreed_sent_and_shown(cast, later):
    service, case = shelter(cast.jacaranda), later[1]
    recipient, ines = str(service.organization_id), client_of(cast.ines)
    asked = ines.get(f"{page('protection:consent', case)}?para={recipient}").content.decode()
    assert "Si trae un animal" in asked and "Si trae un animal" in asked.partition("t-referral-")[2]
    consent(cast, case, "referral", recipient=recipient, fields=("needs", "pets"))
    address = f"{page('protection:refer', case)}?service={service.id}"
    assert "Si trae un animal" in ines.get(address).content.decode()
    sent = ines.post(
        address,
        {
            "need": "shelter",
            "priority": "normal",
            "way": "none",
            "s_needs": "alojamiento",
            "s_pets": "una gata",
            "do": "send",
            "once": str(uuid.uuid4()),
        },
    )
    assert sent.status_code == 302
    made = Referral.objects.get(case=case)
    assert made.fields == ["needs", "pets"]
    shown = client_of(cast.clara).get(page("partner:request", made)).content.decode()
    assert "Si trae un animal" in shown and "una gata" in shown
    record = ines.get(page("disclosures:log", case)).content.decode()
    assert "Si trae un animal" in record


def test_the_manual_of_its_edition_prints_it_beside_whom_it_names_and_nobody_else(later):
    old, new = (edition_of(case) for case in later)
    label = new.vocabulary.labels["pets"]
    for language in ("es", "en"):
        body = new.prose["13-consent-and-data", language].body
        shelter_row = f"| {new.vocabulary.recipients['shelter'].title[language]} |"
        (row,) = [one for one in cited(new, body, language).splitlines() if label[language] in one]
        assert row.startswith(shelter_row)
        assert label[language] not in cited(old, body, language)


def test_whom_it_does_not_name_is_never_told_it(cast, later):
    counsel, case = shelter(cast.counsel, "Bufete Ceiba (ejemplo)", kind="legal"), later[1]
    consent(cast, case, "referral", recipient=str(counsel.organization_id), fields=("needs", "pets"))
    with pytest.raises(BadInput, match="not told"):
        actions.send(
            actor=cast.ines.actor,
            case=case,
            asked=actions.Asked(counsel, {"needs": "defensa", "pets": "una gata"}),
            sought=actions.Sought(need="legal", priority="normal"),
            at=timezone.now(),
        )
    for purpose, recipient in (("us_authority", "us_local_police"), ("papers", "x"), ("mexico", "x")):
        with pytest.raises(BadInput, match="never shared"):
            consent(cast, case, purpose, recipient=recipient, fields=("pets",))


def test_a_case_keeps_the_words_of_its_own_edition_until_it_moves(cast, later):
    old = later[0]
    with pytest.raises(BadInput, match="never shared"):
        consent(cast, old, "referral", recipient="casa", fields=("pets",))
    assert cases.consents(old) == []
