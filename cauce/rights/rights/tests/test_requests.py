"""What the person asks of her own data: her days, her answer, her copy; the original stays."""

from __future__ import annotations

import datetime as dt
import io

import pikepdf
import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases import sections
from cauce.cases.corrections.actions import agree_correction, correct_act
from cauce.cases.facts import edition_of, zone_of
from cauce.cases.models import CaseAct
from cauce.cases.notes.actions import write_note
from cauce.cases.notes.rounds import notes_over
from cauce.cases.time_bounds import Reported
from cauce.content.errors import BadInput
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry
from cauce.intake.screenings import actions as screenings
from cauce.rights.rights import access, sealing
from cauce.rights.rights.actions import (
    NoteBeside,
    annotate,
    answer,
    carry_out,
    extend,
    lift_hold,
    place_hold,
    receive,
)
from cauce.rights.rights.copying import as_pdf, own_copy
from cauce.staff.oversight.models import Proposal
from cauce.ui.words import exact

from .conftest import TOLD

pytestmark = pytest.mark.django_db
ASKED = "Quiero saber qué dice de mí."
AT = dt.datetime(2026, 9, 1, 17, tzinfo=dt.UTC)


def noted(cast, case, name, note=""):
    """Recorded as of two hours ago."""
    at = Reported(timezone.now() - dt.timedelta(hours=2))
    cases.record_act(actor=cast.ines.actor, case=case, name=name, happened_at=at, note=note)
    return CaseAct.objects.filter(case=case, name=name).latest("id")


def each(rows, do):
    return sum(do(row) for row in rows)


def asked(cast, case, kind="access", at=None):
    at = at or timezone.now()
    return receive(actor=cast.ines.actor, case=case, kind=kind, asked=ASKED, received_at=at, at=at)


def test_the_days_run_from_when_she_asked(cast, case):
    one = asked(cast, case, at=AT)
    assert one.answer_due_at.astimezone(zone_of(case)).date() == dt.date(2026, 10, 1)
    extend(actor=cast.ines.actor, request=one, at=AT)
    assert one.answer_due_at.astimezone(zone_of(case)).date() == dt.date(2026, 10, 16)
    with pytest.raises(BadInput):
        extend(actor=cast.ines.actor, request=one, at=AT)


def test_time_that_is_over_is_not_extended(cast, case):
    one = asked(cast, case, at=AT)
    with pytest.raises(BadInput):
        extend(actor=cast.ines.actor, request=one, at=AT + dt.timedelta(days=40))


def test_what_is_granted_has_a_day_and_what_is_declined_has_none(cast, case):
    one, other = asked(cast, case, at=AT), asked(cast, case, "opposition", at=AT)
    with pytest.raises(BadInput):
        carry_out(actor=cast.ines.actor, request=one, at=AT)
    answer(actor=cast.ines.actor, request=one, answer="granted", said="Sí.", at=AT)
    answer(actor=cast.ines.actor, request=other, answer="declined", said="No, porque…", at=AT)
    assert one.effect_due_at.astimezone(zone_of(case)).date() == dt.date(2026, 9, 24)
    assert access.waiting(cast.ines.actor) == [one]
    carry_out(actor=cast.ines.actor, request=one, at=AT)
    assert access.waiting(cast.ines.actor) == [] and other.effect_due_at is None
    with pytest.raises(BadInput):
        answer(actor=cast.ines.actor, request=one, answer="declined", said="x", at=AT)


def test_what_she_asks_and_is_told_is_sealed_and_in_no_journal(cast, case):
    one = asked(cast, case)
    answer(actor=cast.ines.actor, request=one, answer="granted", said="Aquí está.", at=AT)
    assert (sealing.asked(one), sealing.said(one)) == (ASKED, "Aquí está.")
    assert ASKED.encode() not in bytes(one.asked)
    assert ASKED not in str(list(Entry.objects.values()))


def test_a_correction_stands_beside_the_original(cast, case):
    one = asked(cast, case, "correction")
    note = annotate(
        actor=cast.ines.actor,
        request=one,
        note=NoteBeside(part="narrative", version=1, says="de noche", should_say="de día"),
        corrected=False,
        at=AT,
    )
    assert sections.latest(case, "narrative") == (1, TOLD)
    assert sealing.annotation(note)["should_say"] == "de día"
    made = own_copy(cast.ines.actor, case, language="es")
    assert made.corrected == [("de noche", "de día")]
    with pytest.raises(BadInput):
        annotate(
            actor=cast.ines.actor,
            request=asked(cast, case),
            note=NoteBeside(part="x", version=0, says="", should_say="y"),
            corrected=False,
            at=AT,
        )


@pytest.mark.parametrize("language", ["es", "en"])
def test_her_copy_tells_hers_and_covers_the_others(cast, case, language):
    cases.reopen_case(actor=cast.ines.actor, case=case, at=timezone.now())
    told = f"{TOLD} Me llevó Ramiro Ponce; su número es 713 555 0147. Citlalmina soy yo."
    cases.save_section(actor=cast.ines.actor, case=case, kind="narrative", content=told, seen=1)
    cases.save_section(actor=cast.ines.actor, case=case, kind="others", content="Mi prima Jacinta.", seen=0)
    made = own_copy(cast.ines.actor, case, language=language, also=["el pasaporte"])
    words = " ".join(made.told)
    for other in ("Ramiro", "Ponce", "0147", "Jacinta", "el pasaporte"):
        assert other not in words
    assert "Citlalmina" in words and "encerraban" in words
    with pikepdf.open(io.BytesIO(as_pdf(made))) as paper:
        assert str(paper.Root.Lang) == {"es": "es-MX", "en": "en"}[language]
        assert "trata" not in str(paper.docinfo.get("/Title", "")).lower()
    assert made.known and made.done and made.agreed
    assert Entry.objects.filter(what="case.own_copy", about_id=str(case.id)).exists()


@pytest.mark.parametrize("language", ["es", "en"])
def test_her_copy_tells_what_the_consulate_corrected_and_no_word_of_it(cast, case, language):
    ines, why = cast.ines.actor, "Me lo aclaró Ramiro Ponce por teléfono."
    cases.reopen_case(actor=ines, case=case, at=timezone.now())
    now, zone = timezone.now(), zone_of(case)
    first = noted(cast, case, "safety_checked", note="Lo dijo Ramiro Ponce.")
    correct_act(actor=ines, case=case, of=first, happened_at=now, why=why, at=now)
    title = getattr(edition_of(case).acts["safety_checked"].title, language)
    was, stands = (exact(at.astimezone(zone), language) for at in (first.happened_at, now))
    made = own_copy(ines, case, language=language)
    assert made.put_right == [(now.astimezone(zone).date(), title, was, stands)]
    # What is to be taken out of sight waits for a second person, and then is told without what it said.
    hidden = noted(cast, case, "rights_explained")
    correct_act(actor=ines, case=case, of=hidden, happened_at=None, why=why, hide=True, at=now)
    assert len(own_copy(ines, case, language=language).put_right) == 1
    waits = Proposal.objects.get(kind="case.correct")
    agree_correction(actor=cast.mateo.actor, proposal=waits, reason=why, at=timezone.now())
    made = own_copy(ines, case, language=language)
    assert [(bool(a), bool(b)) for _, _, a, b in made.put_right] == [(True, True), (False, False)]
    assert "Ramiro" not in str(made) and "Mateo" not in str(made)
    as_pdf(made)


@pytest.mark.parametrize("language", ["es", "en"])
def test_her_copy_tells_where_she_was_held_and_what_was_written_for_the_next_officer(cast, case, language):
    cases.reopen_case(actor=cast.ines.actor, case=case, at=timezone.now())
    now = timezone.now()
    for seen, centre in enumerate(("Centro Montaña (ejemplo)", "Centro Llano (ejemplo)")):
        cases.record_detention(
            actor=cast.ines.actor,
            case=case,
            seen=seen,
            at=now,
            detention=cases.Detention(
                centre, "", hearing_at=now + dt.timedelta(days=9 + seen), removal_on=None
            ),
        )
        now += dt.timedelta(minutes=1)
    cases.write_sheet(
        actor=cast.ines.actor,
        case=case,
        seen=0,
        content={"promises": "Buscar su mochila.", "risk": "Puede venir Ramiro Ponce al centro."},
    )
    for who in (cast.ines, cast.mateo):
        cases.assign(actor=cast.ines.actor, case=case, officer=who.user)
    made = own_copy(cast.ines.actor, case, language=language)
    assert [what for _, what in made.held][:2] == [
        "Centro Montaña (ejemplo)",
        "Centro Llano (ejemplo)",
    ]
    assert len(made.held) == 3 and ("Audiencia" if language == "es" else "Hearing") in made.held[2][1]
    words = " ".join(text for _, text in made.handed)
    assert "Buscar su mochila." in words and "Ramiro" not in words and "Ponce" not in words
    assert [told for _, told in made.changed] == [False]
    assert "Mateo" not in str(made) and "Inés" not in str(made)
    as_pdf(made)


@pytest.mark.parametrize("language", ["es", "en"])
def test_her_copy_tells_what_colleagues_noted_to_coordinate_and_who_else_is_covered(cast, case, language):
    cases.reopen_case(actor=cast.ines.actor, case=case, at=timezone.now())
    write_note(actor=cast.mateo.actor, case=case, text="Llamó Ramiro Ponce; el martes.", at=timezone.now())
    made = own_copy(cast.ines.actor, case, language=language)
    assert len(made.noted) == 1 and "el martes" in made.noted[0][1]
    assert "Ramiro" not in str(made) and "Mateo" not in str(made)
    as_pdf(made)


@pytest.mark.parametrize("language", ["es", "en"])
def test_her_copy_says_what_she_answered_in_words_and_no_code(cast, case, language):
    ines, now = cast.ines.actor, timezone.now()
    cases.reopen_case(actor=ines, case=case, at=now)
    said = {
        "sleeps_safe": "no",
        "phone_watched": "does_not_know",
        "clothing": "not_asked",
        "doubt_ground": "person_said",
        "expected_when": "Ramiro Ponce, a las 3",
        "hours": {"sleeps_safe": now.isoformat()},
    }
    cases.save_section(actor=ines, case=case, kind="safety", content=said, seen=0)
    cases.record_consent(actor=ines, case=case, purpose="screening", given=True, at=now)
    sitting = screenings.start(actor=ines, case=case, instrument="protection-desk", at=now)
    answers = {"can_leave": "no", "has_papers": "prefers_not_to_say"}
    screenings.save_answers(actor=ines, sitting=sitting, seen=1, answers=answers, at=now)
    made = own_copy(ines, case, language=language)
    items = {one.id: one for one in edition_of(case).instruments["protection-desk"].items}
    (_, talk), (_, safety) = made.answered
    hour = exact(now.astimezone(zone_of(case)), language)
    never = {"es": "prefiere no contestar", "en": "prefers not to say"}[language]
    assert talk == [
        (items["can_leave"].text[language], f"no · {hour}"),
        (items["has_papers"].text[language], f"{never} · {hour}"),
    ]
    topics = edition_of(case).topics
    assert (topics["sleeps_safe"].title[language], f"no · {hour}") in safety
    unknown = {"es": "no sabe", "en": "does not know"}[language]
    assert (topics["phone_watched"].title[language], unknown) in safety, "of which no hour was kept"
    for code in ("sleeps_safe", "does_not_know", "not_asked", "person_said", "expected_when", "can_leave"):
        assert code not in str(made)
    assert "Ramiro" not in str(made) and "a las 3" in str(made.answered)
    as_pdf(made)


def test_a_note_stays_while_what_she_asked_is_not_carried_out_or_somebody_must_keep_the_record(cast, case):
    cases.reopen_case(actor=cast.ines.actor, case=case, at=timezone.now())
    note = write_note(actor=cast.mateo.actor, case=case, text="El martes.", at=timezone.now())
    one = asked(cast, case)
    assert notes_over(note.until, each) == 0
    answer(actor=cast.ines.actor, request=one, answer="granted", said="Sí.", at=timezone.now())
    assert notes_over(note.until, each) == 0
    carry_out(actor=cast.ines.actor, request=one, at=timezone.now())
    until = note.until.date() + dt.timedelta(days=30)
    hold = place_hold(actor=cast.aurora.actor, case=case, until=until, reason="Un juicio.", at=timezone.now())
    assert notes_over(note.until, each) == 0
    lift_hold(actor=cast.aurora.actor, hold=hold, at=timezone.now())
    assert notes_over(note.until, each) == 1


def test_a_note_stays_where_she_asked_after_the_round_had_begun(cast, case):
    cases.reopen_case(actor=cast.ines.actor, case=case, at=timezone.now())
    note = write_note(actor=cast.mateo.actor, case=case, text="El martes.", at=timezone.now())

    def late(rows, do):
        asked(cast, case)
        return each(rows, do)

    assert notes_over(note.until, late) == 0
    assert len(own_copy(cast.ines.actor, case, language="es").noted) == 1


def test_nobody_else_receives_or_copies(cast, case):
    for who in ("tomas", "aurora", "sofia", "elena", "bruno", "clara"):
        with pytest.raises(Refused):
            receive(
                actor=getattr(cast, who).actor, case=case, kind="access", asked="x", received_at=AT, at=AT
            )
        with pytest.raises(Absent):
            own_copy(getattr(cast, who).actor, case, language="es")
