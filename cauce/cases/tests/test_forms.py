"""Forms of a case: filled once, kept as a draft, finished for good, erased with the consent to keep."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import access_forms, actions
from cauce.cases.actions.forms import FormConflict
from cauce.cases.facts import edition_of
from cauce.cases.models import CaseAct, FilledForm
from cauce.cases.prefill import prefill
from cauce.content.errors import BadInput, Unknown
from cauce.custody.journal.door import Absent, Refused
from cauce.people import access as people
from cauce.rules.disclosure import under_demand
from cauce.rules.tool_tables import HEADS
from cauce.rules.tools import disagreements

from .conftest import open_at_houston

pytestmark = pytest.mark.django_db
HANDOVER = {
    "voice": "Quiere ir con su tía.",
    "giver_name": "Inés",
    "giver_capacity": "post",
    "giver_document": "Credencial 7",
    "receiver_name": "Licenciada Mar",
    "receiver_capacity": "child_protection",
    "receiver_document": "Credencial 12",
    "receiver_right": "Acuerdo del 3 de noviembre",
    "receiver_checked": "yes",
    "place": "Puente, lado mexicano",
    "handed_at": "2026-10-20T10:30:00-06:00",
}


def begin(cast, case, tool="T18"):
    return actions.start_form(actor=cast.ines.actor, case=case, tool=tool, at=timezone.now())


def save(cast, case, form, values, seen=None):
    return actions.save_form(
        actor=cast.ines.actor, case=case, form=form, values=values, seen=seen or form.turn
    )


def finish(cast, case, form, values):
    actions.finish_form(
        actor=cast.ines.actor, case=case, form=form, values=values, seen=form.turn, at=timezone.now()
    )


def name(cast, case, **more):
    fields = {"given_names": "Xóchitl", "first_surname": "Prueba", "birth_date": "2010-03-02"}
    actions.save_identity(
        actor=cast.ines.actor, case=case, seen_version=0, fields=fields | more, at=timezone.now()
    )


def test_it_waits_for_the_consent_to_keep(cast, case):
    with pytest.raises(BadInput, match="consent to keep"):
        begin(cast, case)
    assert not FilledForm.objects.exists()


def test_it_fills_only_forms_and_never_the_private_sheet(cast, kept):
    for tool in ("T2", "T11", "T20", "T99"):
        with pytest.raises(Unknown):
            begin(cast, kept, tool)


def test_it_never_asks_what_the_case_knows(cast, kept):
    at = timezone.now()
    actions.record_facts(actor=cast.ines.actor, case=kept, facts={"person.age": 16}, at=at)
    name(cast, kept)
    tool = edition_of(kept).tools["T18"]
    closed = prefill(kept, tool, at)
    assert closed["name"].state == "closed" and closed["name"].value is None
    opened = people.identity(cast.ines.actor, kept.person, reason="documents")
    known = prefill(kept, tool, at, identity=opened)
    assert known["name"].value == "Xóchitl Prueba" and known["declared_age"].raw == 16
    assert known["folio"].value == kept.folio and known["post"].place == "case"
    assert not {f.id for f in tool.typed} & set(known)


def test_it_keeps_a_draft_by_turns_and_overwrites_nobody(cast, kept):
    form = begin(cast, kept)
    assert save(cast, kept, form, {"voice": "Con su tía"}) == 2
    with pytest.raises(FormConflict) as conflict:
        save(cast, kept, form, {"voice": "Con su abuela"}, seen=1)
    assert conflict.value.current == {"voice": "Con su tía"}
    assert access_forms.held_by(form)["answers"] == {"voice": "Con su tía"}


def test_it_finishes_once_with_the_act_at_its_moment(cast, kept):
    form = begin(cast, kept)
    with pytest.raises(BadInput) as lacks:
        finish(cast, kept, form, {"voice": "Con su tía"})
    assert lacks.value.where == "giver_name" and not CaseAct.objects.filter(name="child_handed_over")
    form.refresh_from_db()
    finish(cast, kept, form, HANDOVER)
    done = CaseAct.objects.get(case=kept, name="child_handed_over")
    assert done.happened_at == dt.datetime.fromisoformat(HANDOVER["handed_at"])
    with pytest.raises(BadInput, match="finished"):
        save(cast, kept, form, {"voice": "otra"})
    with pytest.raises(BadInput):
        actions.discard_form(actor=cast.ines.actor, case=kept, form=form)


def test_it_keeps_a_birth_date_and_the_age_that_contradict_each_other(cast, kept):
    at = timezone.now()
    actions.record_facts(actor=cast.ines.actor, case=kept, facts={"person.age": 19}, at=at)
    form = begin(cast, kept)
    finish(cast, kept, form, HANDOVER | {"document_birth_date": "2010-03-02"})
    held = access_forms.held_by(FilledForm.objects.get(id=form.id))
    tool = access_forms.tool_of(form)
    known = prefill(kept, tool, at)
    values = {n: one.raw for n, one in known.items() if one.state == "known"} | held["answers"]
    assert held["answers"]["document_birth_date"] == "2010-03-02" and values["declared_age"] == 19
    assert "19" in disagreements(tool, values, dt.date(2026, 11, 25))[0].es


def test_it_does_not_copy_who_the_person_is_into_the_form(cast, kept):
    name(cast, kept)
    form = begin(cast, kept)
    finish(cast, kept, form, HANDOVER)
    known = access_forms.held_by(form)["known"]
    assert known["folio"] == kept.folio and not {"name", "birth_date", "known_as"} & set(known)


def test_it_does_not_finish_a_declaration_that_was_pressed(cast, kept):
    form = begin(cast, kept, "T15")
    values = {
        "told": ["stay"],
        "pressed": "yes",
        "place": "Un lugar",
        "reception": "DIF, ayer",
        "way": "spoken",
        "declared_on": "2026-10-20T10:30:00-06:00",
    }
    with pytest.raises(BadInput, match="free"):
        finish(cast, kept, form, values)
    assert not CaseAct.objects.filter(name="return_declared").exists()


def test_it_goes_when_the_person_takes_back_the_consent_to_keep(cast, kept):
    begin(cast, kept)
    consent = kept.consents.get(purpose="keeping")
    actions.withdraw_consent(actor=cast.ines.actor, case=kept, consent=consent, at=timezone.now())
    assert not FilledForm.objects.exists()


def test_it_opens_for_nobody_of_another_post(cast, kept):
    form = begin(cast, kept)
    with pytest.raises(Refused):
        actions.save_form(actor=cast.tomas.actor, case=kept, form=form, values={}, seen=1)
    with pytest.raises(Absent):
        access_forms.form_for(open_at_houston(cast), form.id)


def test_it_writes_no_word_in_clear(cast, kept):
    form = begin(cast, kept)
    save(cast, kept, form, {"voice": "Palabra-Muy-Rara"})
    row = FilledForm.objects.values().get()
    assert b"Palabra-Muy-Rara" not in b"".join(
        bytes(v) if isinstance(v, (bytes, memoryview)) else str(v).encode() for v in row.values()
    )


def test_it_keeps_a_yes_by_relay_with_how_it_was_said_back(cast, case):
    given = {
        "actor": cast.ines.actor,
        "case": case,
        "purpose": "keeping",
        "at": timezone.now(),
        "given": True,
    }

    def relayed(*chain: str, **more) -> actions.ConsentTerms:
        return actions.ConsentTerms(language="mix", interpreter="relay", chain=chain, **more)

    with pytest.raises(BadInput) as short:
        actions.record_consent(**given, terms=relayed("mix", "spa", said_back="yes"))
    assert short.value.where == "through"
    with pytest.raises(BadInput) as again:
        actions.record_consent(**given, terms=relayed("mix", "spa", "eng", said_back="again"))
    assert again.value.where == "said_back" and case.keeping == "not_asked"
    actions.record_consent(
        **given,
        terms=relayed("mix", "spa", "eng", interpreters=("I-07", "I-12"), said_back="partly"),
    )
    rows = prefill(case, edition_of(case).tools["T14"], timezone.now())["answers"].value["rows"]
    how = rows[0][-1]
    assert " → ".join(how.en.split(" → ")[1:]).startswith("Spanish → English")
    assert "I-07, I-12" in how.es and "en parte" in how.es


def test_it_says_of_each_permission_to_whom_which_data_and_until_when(cast, kept):
    at = timezone.now()
    authority = edition_of(kept).catalogues["us_authorities"][0]
    said = {"actor": cast.ines.actor, "case": kept, "purpose": "us_authority", "at": at}
    vocabulary = edition_of(kept).vocabulary
    fields = tuple(sorted(one.id for one in under_demand(vocabulary))[:2])
    actions.record_consent(**said, given=True, recipient=authority.id, terms=actions.ConsentTerms(fields))
    [heads] = [one for name, one in HEADS.items() if name == "consent:rows"]
    rows = prefill(kept, edition_of(kept).tools["T14"], at)["answers"].value["rows"]
    told = dict(zip([head.es for head in heads], rows[0], strict=True))
    labels = {id: label.es for id, label in vocabulary.labels.items()}
    assert told["A quién"].es == authority.title.es
    assert told["Qué dato"].es == "; ".join(labels[name] for name in fields)
    assert dt.date.fromisoformat(told["Hasta cuándo"]) > at.date()
    kept_row = dict(zip([head.es for head in heads], rows[-1], strict=True))
    assert kept_row["A quién"].es == "A nadie fuera del consulado"
