"""Letters: filled from the case, looked at by another person, numbered without a gap, never edited."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile

import pikepdf
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases import access_letters as access
from cauce.cases.actions import (
    ConsentTerms,
    ask_letter,
    declare_party,
    drop_letter,
    issue_letter,
    open_case,
    record_consent,
    return_letter,
    save_identity,
    save_letter,
    start_letter,
    void_letter,
    withdraw_consent,
)
from cauce.cases.actions.erasing import erase_words
from cauce.cases.models import Letter
from cauce.content.errors import BadInput, Unknown
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry
from cauce.staff.notices.models import Message
from tests.cast import member, shelter

pytestmark = pytest.mark.django_db
NAME = "Guadalupe Xicoténcatl"
ANSWERS = {"appeared_on": "3 de noviembre de 2026", "hours": "de 9:00 a 11:30"}
TO_SHELTER = {"first_name": "Lupita", "arrival": "hoy por la tarde", "needs": "Una cama."}


@pytest.fixture
def case(cast):
    now = timezone.now()
    made = open_case(actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=now)
    record_consent(actor=cast.ines.actor, case=made, purpose="keeping", given=True, at=now)
    return made


def named(cast, case) -> None:
    given, surname = NAME.split()
    save_identity(
        actor=cast.ines.actor,
        case=case,
        seen_version=0,
        at=timezone.now(),
        fields={"given_names": given, "first_surname": surname},
    )


def begun(cast, case, template="appearance", **more) -> Letter:
    return start_letter(
        actor=cast.ines.actor,
        case=case,
        template=template,
        language="es",
        at=timezone.now(),
        **more,
    )


def asked(cast, case, letter=None, answers=ANSWERS, **more) -> Letter:
    letter = letter or begun(cast, case)
    given = {"answers": answers, "seen": letter.turn, "agreed": True} | more
    ask_letter(actor=cast.ines.actor, case=case, letter=letter, at=timezone.now(), **given)
    return access.letter_to_decide(cast.mateo.actor, letter.id)


def issued(cast, case, letter=None, **more) -> Letter:
    letter = asked(cast, case, letter, **more)
    return issue_letter(actor=cast.mateo.actor, letter=letter, seen=letter.text_hash, at=timezone.now())


def consented(cast, case, fields=("first_name_or_alias", "arrival_time", "needs")):
    service = shelter(cast.jacaranda)
    return record_consent(
        actor=cast.ines.actor,
        case=case,
        purpose="referral",
        given=True,
        at=timezone.now(),
        recipient=str(service.organization_id),
        terms=ConsentTerms(fields=fields),
    )


def test_a_missing_blank_is_named_with_the_place_where_it_is_filled(cast, case):
    letter = begun(cast, case)
    with pytest.raises(BadInput, match="The person's name. It is filled under") as told:
        asked(cast, case, letter)
    assert told.value.where == "name"
    named(cast, case)
    with pytest.raises(BadInput, match="From when to when. It is filled right here"):
        asked(cast, case, letter, answers={"appeared_on": "hoy"})
    letter.refresh_from_db()
    assert letter.state == "draft"


def test_what_a_law_owes_a_child_is_asked_of_the_authority_once_it_was_explained(cast, case):
    """The letter of P2-07d goes to no organisation, and does not wait for a yes; nobody is left out of it."""
    named(cast, case)
    letter = begun(cast, case, "three_points")
    answers = {
        "office": "Puerto de entrada (ejemplo), turno de noche",
        "age": "15 años",
        "found": "el 23 de noviembre a las 6:00",
        "answer_to": "Guardia del consulado (ejemplo)",
    }
    with pytest.raises(BadInput, match="not explained to the person"):
        asked(cast, case, letter, answers=answers, agreed=False)
    told = asked(cast, case, letter, answers=answers)
    done = issue_letter(actor=cast.mateo.actor, letter=told, seen=told.text_hash, at=timezone.now())
    assert done.state == "issued" and done.recipient == ""


def test_issued_it_has_number_one_a_pdf_a_docx_and_their_hashes(cast, case):
    named(cast, case)
    letter = issued(cast, case)
    assert (letter.post_id, letter.number) == ("HOU", 1)
    files = access.files_of(cast.ines.actor, letter, "letter.printed")
    assert hashlib.sha256(files["pdf"]).hexdigest() == letter.pdf_digest
    assert hashlib.sha256(files["docx"]).hexdigest() == letter.docx_digest
    assert len(pikepdf.open(io.BytesIO(files["pdf"])).pages) == 1
    words = zipfile.ZipFile(io.BytesIO(files["docx"])).read("word/document.xml").decode()
    assert NAME in words and f"HOU-{letter.year}-0001" in words and "3 de noviembre" in words
    assert "Mateo Villegas" in words  # whoever issued it signs
    entry = Entry.objects.get(what="letter.issue")
    assert entry.detail["pdf"] == letter.pdf_digest and NAME not in str(entry.detail)


def test_numbers_have_no_gap_and_a_void_keeps_its_own(cast, case):
    named(cast, case)
    first = issued(cast, case)
    with pytest.raises(BadInput), transaction.atomic():
        letter = asked(cast, case)
        issue_letter(actor=cast.mateo.actor, letter=letter, seen="other", at=timezone.now())
    void_letter(actor=cast.mateo.actor, letter=first, reason="not_used", at=timezone.now())
    second = issued(cast, case)
    assert (first.number, second.number) == (1, 2)
    first.refresh_from_db()
    assert (first.state, first.number) == ("void", 1)
    assert [one.number for one in access.numbered(cast.ines.actor, "HOU", timezone.now())] == [2, 1]
    with pytest.raises(Absent):
        access.letter_to_take(cast.ines.actor, first.id)


def test_two_letters_never_share_a_number(cast, case):
    named(cast, case)
    one, two = issued(cast, case), issued(cast, case)
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(id=two.id).update(number=one.number)


def test_whoever_wrote_it_does_not_issue_it_and_it_is_issued_as_it_was_looked_at(cast, case):
    named(cast, case)
    letter = start_letter(
        actor=cast.mateo.actor, case=case, template="appearance", language="en", at=timezone.now()
    )
    ask_letter(
        actor=cast.mateo.actor,
        case=case,
        letter=letter,
        answers=ANSWERS,
        seen=1,
        agreed=True,
        at=timezone.now(),
    )
    with pytest.raises(BadInput, match="other than the author"):
        issue_letter(actor=cast.mateo.actor, letter=letter, seen=letter.text_hash, at=timezone.now())
    theirs = asked(cast, case)
    with pytest.raises(BadInput, match="changed since"):
        issue_letter(actor=cast.mateo.actor, letter=theirs, seen="x", at=timezone.now())
    for other in (cast.ines, cast.aurora, cast.tomas, cast.clara):
        with pytest.raises((Refused, Absent)):
            issue_letter(actor=other.actor, letter=letter, seen=letter.text_hash, at=timezone.now())
        with pytest.raises(Absent):
            access.letter_to_decide(other.actor, letter.id)


def test_after_it_was_issued_nothing_changes_it_and_a_correction_is_a_new_letter(cast, case):
    named(cast, case)
    first = issued(cast, case)
    for wrong in (
        lambda: save_letter(actor=cast.ines.actor, case=case, letter=first, answers=ANSWERS, seen=1),
        lambda: drop_letter(actor=cast.ines.actor, case=case, letter=first),
    ):
        with pytest.raises(BadInput, match="no longer be changed"):
            wrong()
    again = issued(cast, case, begun(cast, case, corrects=first))
    words = zipfile.ZipFile(
        io.BytesIO(access.files_of(cast.ines.actor, again, "letter.printed")["docx"])
    ).read("word/document.xml")
    assert f"Corrige el oficio HOU-{first.year}-0001".encode() in words
    with pytest.raises(BadInput, match="has not been issued"):
        begun(cast, case, corrects=begun(cast, case))


def test_whoever_sent_it_is_told_that_it_came_back_and_that_it_was_issued(cast, case):
    named(cast, case)
    letter = asked(cast, case)
    return_letter(actor=cast.mateo.actor, letter=letter, note="Falta la fecha.", at=timezone.now())
    issued(cast, case, Letter.objects.get(id=letter.id))
    told = list(Message.objects.filter(key__startswith="letter_back:"))
    assert [one.recipient for one in told] == [str(cast.ines.user.id)] * 2
    assert {one.about for one in told} == {str(case.id)}


def by_the_only_consul(cast, case) -> Letter:
    """Mateo, the one consul of Houston, writes it himself."""
    given = {"actor": cast.mateo.actor, "case": case, "at": timezone.now()}
    letter = start_letter(**given, template="appearance", language="es")
    ask_letter(**given, letter=letter, answers=ANSWERS, seen=letter.turn, agreed=True)
    return letter


@pytest.fixture
def dana(cast):
    """The consul of the post that signs for Houston."""
    return member("dana", "Dana Olvera", "protection_consul", post=cast.houston.signs_here)


def test_where_nobody_else_of_the_post_can_the_neighbour_issues_it_and_sees_the_letter_alone(
    cast, case, dana
):
    named(cast, case)
    letter = by_the_only_consul(cast, case)
    assert Message.objects.get(key__startswith="letter_ask:").recipient == str(dana.user.id)
    with pytest.raises(BadInput, match="other than the author"):
        issue_letter(actor=cast.mateo.actor, letter=letter, seen="x", at=timezone.now())
    assert [one.id for one in access.waiting(dana.actor)] == [letter.id]
    held = access.letter_to_decide(dana.actor, letter.id)
    with pytest.raises(Absent):
        cases.case_for(dana.actor, case.id)
    done = issue_letter(actor=dana.actor, letter=held, seen=held.text_hash, at=timezone.now())
    assert (done.post_id, done.number, done.decided_by) == ("HOU", 1, str(dana.user.id))
    words = access.files_of(cast.mateo.actor, done, "letter.printed")["docx"]
    with zipfile.ZipFile(io.BytesIO(words)) as paper:
        told = paper.read("word/document.xml").decode()
    assert f"Dana Olvera ({dana.user.assignments.get().post.name})" in told
    assert access.letter_to_decide(dana.actor, done.id)  # to make void what she issued


def test_a_party_is_not_asked_to_look_at_a_letter_of_the_case(cast, case, dana):
    named(cast, case)
    for one, who in ((cast.mateo, "dana"), (dana, None)):
        Message.objects.all().delete()
        says = {"user": one.user, "relation": "named", "words": "", "at": timezone.now()}
        declare_party(actor=cast.ines.actor, case=case, **says)
        letter = asked(cast, case)
        told = Message.objects.filter(key__startswith="letter_")
        here = dana.user.assignments.get().post if who else None
        assert letter.looks == here
        expected = {str(dana.user.id)} if who else {str(one.user.id) for one in (cast.sofia, cast.ximena)}
        assert {one.recipient for one in told} == expected


def test_another_post_looks_at_nothing_that_was_not_asked_of_it(cast, case, dana):
    named(cast, case)
    letter = asked(cast, case)  # Inés wrote it: Mateo can issue it
    assert access.waiting(dana.actor) == []
    with pytest.raises(Absent):
        access.letter_to_decide(dana.actor, letter.id)
    with pytest.raises(Refused):
        issue_letter(actor=dana.actor, letter=letter, seen=letter.text_hash, at=timezone.now())


def test_what_the_neighbour_gave_back_or_another_issued_is_closed_to_it(cast, case, dana):
    named(cast, case)
    letter = by_the_only_consul(cast, case)
    return_letter(actor=dana.actor, letter=letter, note="La hora.", at=timezone.now())
    with pytest.raises(Absent):
        access.letter_to_decide(dana.actor, letter.id)
    second = member("rita", "Rita Sandoval", "protection_consul", post=cast.houston)
    letter.refresh_from_db()
    ask_letter(
        actor=cast.mateo.actor,
        case=case,
        letter=letter,
        answers=ANSWERS,
        seen=letter.turn,
        agreed=True,
        at=timezone.now(),
    )
    letter.refresh_from_db()
    assert letter.looks is None and access.waiting(dana.actor) == []
    issue_letter(actor=second.actor, letter=letter, seen=letter.text_hash, at=timezone.now())
    with pytest.raises(Absent):
        access.letter_to_decide(dana.actor, letter.id)


def test_where_no_neighbour_has_anybody_it_waits_and_headquarters_is_told(cast, case):
    named(cast, case)
    letter = by_the_only_consul(cast, case)
    assert (letter.state, letter.looks) == ("waiting", None)
    told = Message.objects.filter(key__startswith="letter_nobody:")
    assert {one.recipient for one in told} == {str(cast.sofia.user.id), str(cast.ximena.user.id)}
    assert case.folio not in told[0].body + told[0].subject


def test_it_comes_back_with_what_to_mend(cast, case):
    named(cast, case)
    letter = asked(cast, case)
    with pytest.raises(BadInput, match="Say what must change"):
        return_letter(actor=cast.mateo.actor, letter=letter, note=" ", at=timezone.now())
    return_letter(actor=cast.mateo.actor, letter=letter, note="Falta la hora.", at=timezone.now())
    held = access.held_by(access.letter_of(case, letter.id))
    assert held["back"] == "Falta la hora." and held["answers"] == ANSWERS
    assert NAME not in str(held)  # what was opened for the look is closed again


def test_a_shelter_gets_only_what_the_person_agreed_to_and_never_her_papers(cast, case):
    consent = consented(cast, case)
    to = consent.recipient
    letter = begun(cast, case, "shelter", recipient=to)
    for telling in ("Su pasaporte está guardado.", "XEXX010101" + "MNEXXXA4", "Es indocumentada."):
        with pytest.raises(BadInput, match="not shared with"):
            save_letter(
                actor=cast.ines.actor,
                case=case,
                letter=letter,
                seen=1,
                answers=TO_SHELTER | {"needs": telling},
            )
    done = issued(cast, case, letter, answers=TO_SHELTER)
    assert done.number == 1


def test_without_consent_or_after_it_was_taken_back_no_letter_goes_to_an_organisation(cast, case):
    few = consented(cast, case, fields=("needs",))
    with pytest.raises(BadInput, match="has not agreed to share"):
        begun(cast, case, "shelter", recipient=few.recipient)
    consent = record_consent(
        actor=cast.ines.actor,
        case=case,
        purpose="referral",
        given=True,
        at=timezone.now(),
        recipient=few.recipient,
        terms=ConsentTerms(fields=("first_name_or_alias", "arrival_time", "needs")),
    )
    letter = asked(cast, case, begun(cast, case, "shelter", recipient=consent.recipient), answers=TO_SHELTER)
    withdraw_consent(actor=cast.ines.actor, case=case, consent=consent, at=timezone.now())
    with pytest.raises(BadInput, match="has not agreed to share"):
        issue_letter(
            actor=cast.mateo.actor,
            letter=letter,
            seen=letter.text_hash,
            at=timezone.now() + dt.timedelta(seconds=1),
        )
    with pytest.raises(BadInput, match="must be a kind"):
        begun(cast, case, "counsel", recipient=consent.recipient)


def test_the_person_is_asked_before_anything_with_her_name_is_made(cast, case):
    named(cast, case)
    with pytest.raises(BadInput, match="has not said"):
        asked(cast, case, agreed=False)
    with pytest.raises(Unknown):
        begun(cast, case, "diploma")


def test_somebody_else_saving_meanwhile_loses_nothing(cast, case):
    letter = begun(cast, case)
    save_letter(actor=cast.mateo.actor, case=case, letter=letter, answers={"hours": "9"}, seen=1)
    with pytest.raises(BadInput, match="Somebody else saved"):
        save_letter(actor=cast.ines.actor, case=case, letter=letter, answers=ANSWERS, seen=1)
    assert access.held_by(letter)["answers"] == {"hours": "9"}


def test_when_the_words_of_a_record_are_erased_the_number_and_the_hash_stay(cast, case, monkeypatch):
    named(cast, case)
    letter = issued(cast, case)
    from cauce.custody.journal import door

    token = door._inside.set(1)
    try:
        erase_words(case, timezone.now())
    finally:
        door._inside.reset(token)
    letter.refresh_from_db()
    assert (letter.number, letter.files) == (1, None) and letter.pdf_digest
    with pytest.raises(Absent):
        access.files_of(cast.ines.actor, letter, "letter.printed")
