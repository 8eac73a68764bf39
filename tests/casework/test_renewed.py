"""A new key for a case: everything sealed with the old one, in whatever part of the house, opens after."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import Case, Consent
from cauce.cases.rounds.keys import keys
from cauce.custody.keystore import Sealed
from cauce.custody.keystore.columns import sealed_columns, used
from cauce.custody.keystore.rotation import in_use
from cauce.rights.rights import actions as rights
from cauce.rules.permissions import SYSTEM
from cauce.sharing.disclosures import actions as disclosures
from tests.architecture.walking import houston

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]


@pytest.fixture
def full(cast) -> Case:
    """A case of Houston with something in each part that may hold anything of it."""
    now = timezone.now()
    ines = cast.ines.actor
    case = Case.objects.get(id=houston(cast)["case_id"])
    cases.confirm_contact(
        actor=ines, case=case, at=now, never="No llamar a la casa.", ways=[{"way": "comes_in"}]
    )
    corrected = rights.receive(
        actor=ines, case=case, kind="correction", asked="Mi edad está mal.", received_at=now, at=now
    )
    rights.annotate(
        actor=ines,
        request=corrected,
        note=rights.NoteBeside(
            part="narrative", version=1, says="No fue en mayo.", should_say="Fue en junio."
        ),
        corrected=False,
        at=now,
    )
    rights.answer(actor=ines, request=corrected, answer="granted", said="Se puso al lado.", at=now)
    rights.place_hold(
        actor=cast.mateo.actor,
        case=case,
        until=now.date() + dt.timedelta(days=60),
        reason="Hay un juicio.",
        at=now,
    )
    consent = {
        "actor": ines,
        "case": case,
        "purpose": "us_authority",
        "recipient": "us_local_police",
    }
    cases.record_consent(
        **consent,
        terms=cases.ConsentTerms(("danger",)),
        given=True,
        at=timezone.now(),
    )
    disclosures.note_contact(
        actor=ines,
        case=case,
        contact=disclosures.AuthorityContact(
            recipient="us_local_police",
            fields=("danger",),
            lawyer="Lic. Ejemplo",
            danger="",
            words="Se contó el peligro.",
        ),
        at=timezone.now(),
    )
    # Her yes is over since: what was told stays true, and must still be sealed again.
    Consent.objects.filter(case=case, purpose="us_authority").update(withdrawn_at=timezone.now())
    return case


def opened(case: Case) -> dict[str, dict[str, object]]:
    """Column → what each of its rows of this case says; a sitting is under either of its two keys."""
    found: dict[str, dict[str, object]] = {}
    shut = set()
    for column, key_id in itertools.product(sealed_columns(), (case.key_id, case.draft_key_id)):
        name = str(column)
        for row in column.rows(key_id):
            if not getattr(row, column.attname):
                continue
            try:
                says = column.open(row, key_id)
            except Sealed:
                shut.add((name, str(row.pk)))
            else:
                found.setdefault(name, {})[str(row.pk)] = says
    assert not {(name, pk) for name, pk in shut if pk not in found.get(name, {})}
    return found


def test_a_new_key_leaves_nothing_behind_in_any_part_and_the_old_one_goes(full):
    before = opened(full)
    assert {
        "disclosures.Demand.sealed",
        "disclosures.Disclosure.sealed",
        "rights.DataRequest.asked",
        "rights.DataRequest.said",
        "rights.Annotation.sealed",
        "rights.LegalHold.reason",
        "cases.SafeContact.sealed",
        "cases.Section.sealed",
        "cases.FilledForm.sealed",
        "oversight.GlassOpening.reason",
        "people.Identity.sealed",
    } <= set(before)
    cases.renew_key(actor=SYSTEM, case=full)
    assert used(full.key_id) == {in_use(full.key_id)} != {full.key_id}
    assert keys(older=0)["keys_destroyed"] > 0
    assert opened(full) == before
