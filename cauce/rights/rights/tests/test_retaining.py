"""How a record ends: proposed by the run, decided by two, authorised, and forgotten by copies too."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import sqlite3
import uuid

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases import sections
from cauce.cases.models import Case, CaseAct, SafeContact, Section
from cauce.cases.notes.actions import write_note
from cauce.cases.notes.models import ColleagueNote
from cauce.content.errors import BadInput, CauceError
from cauce.custody.journal import ledger
from cauce.custody.journal.actions import replay
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry, LedgerRow
from cauce.custody.keystore import KeyGone, file, seal, unseal
from cauce.family.searches.models import Named, Passing
from cauce.intake.appointments.models import KeptHour
from cauce.people.access import identity
from cauce.rights.rights import access
from cauce.rights.rights.actions import (
    confirm,
    erase,
    keep,
    lift_hold,
    place_hold,
    propose_erasure,
    record_authorisation,
    unblock,
)
from cauce.rights.rights.models import Erasure
from cauce.rules.permissions import SYSTEM
from cauce.staff.oversight.actions import decide
from cauce.staff.oversight.models import Proposal
from tests.canaries import apart
from tests.cast import day_of

from .conftest import TOLD

pytestmark = pytest.mark.django_db
WHY = "Terminó su plazo y hay autorización."


def run(at) -> int:
    found = list(access.over(at))
    return sum(propose_erasure(actor=SYSTEM, case=case, due=due, at=at) is not None for case, due in found)


def authorised(cast, case, at):
    return record_authorisation(
        actor=cast.sofia.actor,
        number="BAJA-1 (ejemplo)",
        issued_on=day_of(at),
        closed_until=day_of(case.closed_at) + dt.timedelta(days=2),
        post=None,
        at=at,
    )


def decided(cast, erasure, at):
    """Aurora confirms, Sofía decides."""
    confirm(actor=cast.aurora.actor, erasure=erasure, reason=WHY, at=at)
    proposal = Proposal.objects.get(id=erasure.proposal)
    decide(actor=cast.sofia.actor, proposal=proposal, approve=True, reason=WHY, at=at)


def gone(cast, case, at, part):
    """The whole way for one part of a record."""
    run(at)
    authorised(cast, case, at)
    erasure = Erasure.objects.get(case=case, part=part)
    decided(cast, erasure, at)
    erase(actor=cast.aurora.actor, erasure=erasure, at=at)
    case.refresh_from_db()
    return erasure


def erasures() -> list[tuple[ledger.Line, ledger.End]]:
    """The lines of the list that say an erasure, and where in them."""
    return [(line, end) for line in ledger.lines() for end in line.ends if end.kind == "erasure"]


def test_the_run_proposes_each_part_once_and_erases_nothing(cast, case, later):
    assert run(later(1)) == 0
    assert run(later(3)) == 1 and run(later(3)) == 0
    assert run(later(6)) == 1 and run(later(13)) == 1
    assert sections.latest(case, "narrative")[1] == TOLD
    assert {row.state for row in Erasure.objects.all()} == {"proposed"}


def test_words_go_and_acts_facts_and_who_it_is_stay(cast, case, later):
    gone(cast, case, later(3), "words")
    assert sections.latest(case, "narrative") == (0, None)
    assert not CaseAct.objects.filter(case=case).exclude(note=None).exists()
    assert CaseAct.objects.filter(case=case, name="closed").exists()
    assert sections.latest(case, "facts")[1]["person.age"]["value"] == 31
    assert identity(cast.ines.actor, case.person, reason="work").name


def test_who_asked_for_her_and_whom_she_named_go_with_the_words(cast, case, later):
    Passing.objects.create(case=case, asked=uuid.uuid4(), found_at=later(1), sealed=b"\x01")
    Named.objects.create(case=case, kind="danger", sealed=b"\x01", added_at=later(1), by="x")
    KeptHour.objects.create(
        case=case,
        post=cast.houston,
        day=day_of(later(1)),
        ficha=482,
        starts_at=later(1),
        minutes=30,
        place="room_1",
        reason="talk",
        officer=cast.ines.user,
        made_at=later(1),
        made_by="x",
    )
    gone(cast, case, later(3), "words")
    assert not Passing.objects.exists() and not Named.objects.exists()
    assert not KeptHour.objects.exists()


def test_notes_between_colleagues_go_with_the_words(cast, case, later):
    Case.objects.filter(id=case.id).update(status="active")
    write_note(actor=cast.ines.actor, case=case, text="El martes.", at=timezone.now())
    Case.objects.filter(id=case.id).update(status="closed")
    gone(cast, case, later(3), "words")
    assert not ColleagueNote.objects.exists()


def test_then_who_it_is_goes_and_the_numbers_stay(cast, case, later):
    gone(cast, case, later(6), "identity")
    assert identity(cast.ines.actor, case.person, reason="work").name == ""
    assert sections.latest(case, "facts")[1]["person.age"]["value"] == 31


@pytest.mark.parametrize(("part", "years", "left"), [("words", 3, 1), ("identity", 6, 0), ("record", 13, 0)])
def test_how_to_reach_her_goes_with_who_she_is(cast, later, case, part, years, left):
    # She had said how while the case was open.
    with transaction.atomic():
        SafeContact.objects.create(
            case=case,
            confirmed_at=case.opened_at,
            expires_at=later(1),
            by=str(cast.ines.user.id),
            sealed=seal(case.key_id, "x", {"ways": [{"way": "phone_call", "address": "713 555 0101"}]}),
        )
    gone(cast, case, later(years), part)
    assert SafeContact.objects.filter(case=case).count() == left


def test_a_whole_record_cannot_be_opened_any_more_and_its_days_stay(cast, case, later):
    row = Section.objects.get(case=case, kind="narrative")
    blob, context = bytes(row.sealed), Section.sealed.bound_to(row)
    assert unseal(case.key_id, context, blob) == TOLD, "it opened before"
    gone(cast, case, later(13), "record")
    with pytest.raises(KeyGone):
        unseal(case.key_id, context, blob)
    for key in (case.key_id, case.draft_key_id):
        assert (
            not sqlite3.connect(file.path())
            .execute("SELECT 1 FROM wrap WHERE key_id = ?", (key.bytes,))
            .fetchall()
        )
    assert CaseAct.objects.filter(case=case, name="closed").exists()
    with pytest.raises(Absent):
        cases.case_for(cast.ines.actor, case.id)


def test_the_bytes_of_the_key_are_in_no_file_of_the_keystore(cast, case, later):
    [(wrapped,)] = file.connection().execute(
        "SELECT wrapped FROM wrap WHERE key_id = ?", (case.key_id.bytes,)
    )

    def lies_there() -> bool:
        for path in (file.path(), file.path().with_name(file.path().name + "-wal")):
            if path.exists():
                with apart(path) as held:
                    if wrapped in held.read():
                        return True
        return False

    assert lies_there(), "the search finds nothing even where it lies"
    gone(cast, case, later(13), "record")
    assert not lies_there()


def test_one_person_alone_erases_nothing(cast, case, later):
    at = later(3)
    run(at)
    authorised(cast, case, at)
    erasure = Erasure.objects.get()
    with pytest.raises(CauceError):
        erase(actor=cast.aurora.actor, erasure=erasure, at=at)
    confirm(actor=cast.aurora.actor, erasure=erasure, reason=WHY, at=at)
    proposal = Proposal.objects.get()
    with pytest.raises(CauceError):
        decide(actor=cast.aurora.actor, proposal=proposal, approve=True, reason=WHY, at=at)
    with pytest.raises(CauceError):
        erase(actor=cast.aurora.actor, erasure=erasure, at=at)
    assert sections.latest(case, "narrative")[1] == TOLD and list(ledger.lines()) == []


def test_without_an_authorisation_the_file_is_blocked_and_nobody_of_the_post_reads_it(cast, case, later):
    at = later(3)
    run(at)
    erasure = Erasure.objects.get()
    confirm(actor=cast.aurora.actor, erasure=erasure, reason=WHY, at=at)
    assert erasure.state == "blocked" and not Proposal.objects.exists()
    for who in ("ines", "mateo", "aurora", "sofia", "elena", "bruno"):
        with pytest.raises(Absent):
            cases.case_for(getattr(cast, who).actor, case.id)
    found = cases.worklist_pages(cast.ines.actor, "HOU", at, persons=[case.person_id])
    assert found == ([], 0)
    with pytest.raises(BadInput):
        erase(actor=cast.aurora.actor, erasure=erasure, at=at)
    assert Section.objects.filter(case=case, kind="narrative").exists(), "it is kept, sealed"


def test_a_blocked_file_opens_again_when_two_people_say_so(cast, case, later):
    from cauce.staff.oversight.actions import Matter, propose

    at = later(3)
    run(at)
    erasure = Erasure.objects.get()
    confirm(actor=cast.aurora.actor, erasure=erasure, reason=WHY, at=at)
    with pytest.raises(CauceError):
        unblock(actor=cast.aurora.actor, erasure=erasure, at=at)
    proposal = propose(
        actor=cast.aurora.actor,
        matter=Matter(
            kind="record.unblock",
            about=("erasure", str(erasure.id)),
            payload={"erasure": str(erasure.id), "part": "words"},
        ),
        post="HOU",
        reason=WHY,
        at=at,
    )
    decide(actor=cast.sofia.actor, proposal=proposal, approve=True, reason=WHY, at=at)
    unblock(actor=cast.aurora.actor, erasure=erasure, at=at)
    assert cases.case_for(cast.ines.actor, case.id)


def test_an_authorisation_of_another_post_or_of_later_records_does_not_serve(cast, case, later):
    at = later(3)
    run(at)
    before = day_of(case.closed_at) - dt.timedelta(days=1)
    for number, post, until in (("A", cast.laredo, day_of(at)), ("B", None, before)):
        record_authorisation(
            actor=cast.sofia.actor, number=number, issued_on=day_of(at), closed_until=until, post=post, at=at
        )
    erasure = Erasure.objects.get()
    confirm(actor=cast.aurora.actor, erasure=erasure, reason=WHY, at=at)
    assert erasure.state == "blocked"


def test_only_headquarters_records_an_authorisation_and_once(cast, case, later):
    for who in ("aurora", "mateo", "elena", "bruno", "raul"):
        with pytest.raises(Refused):
            record_authorisation(
                actor=getattr(cast, who).actor,
                number="X",
                issued_on=day_of(later(3)),
                closed_until=day_of(later(3)),
                post=None,
                at=later(3),
            )
    authorised(cast, case, later(3))
    with pytest.raises(BadInput):
        authorised(cast, case, later(3))


def test_a_hold_keeps_it_until_its_day_or_until_it_is_lifted(cast, case, later):
    at = later(3)
    hold = place_hold(
        actor=cast.mateo.actor,
        case=case,
        until=day_of(at) + dt.timedelta(days=30),
        reason="Hay un juicio.",
        at=at,
    )
    assert run(at) == 0 and run(at + dt.timedelta(days=32)) == 1
    with pytest.raises(BadInput):
        confirm(actor=cast.aurora.actor, erasure=Erasure.objects.get(), reason=WHY, at=at)
    lift_hold(actor=cast.aurora.actor, hold=hold, at=at)
    confirm(actor=cast.aurora.actor, erasure=Erasure.objects.get(), reason=WHY, at=at)


@pytest.mark.parametrize(("days", "reason"), [(30, " "), (0, "x"), (-1, "x"), (366 * 5 + 1, "x")])
def test_a_hold_needs_a_reason_and_a_day_that_comes(cast, case, later, days, reason):
    at = later(3)
    with pytest.raises(BadInput):
        place_hold(
            actor=cast.mateo.actor,
            case=case,
            reason=reason,
            at=at,
            until=day_of(at) + dt.timedelta(days=days),
        )


def test_what_is_kept_is_not_proposed_again(cast, case, later):
    run(later(3))
    keep(actor=cast.aurora.actor, erasure=Erasure.objects.get(), at=later(3))
    assert run(later(4)) == 0 and access.erasures(cast.aurora.actor) == []


def test_a_restored_copy_forgets_again_what_was_erased(cast, case, later, tmp_path):
    """The keystore and the rows come back as they were the day before; the ledger does not."""
    row = Section.objects.get(case=case, kind="narrative")
    blob, context = bytes(row.sealed), Section.sealed.bound_to(row)
    file.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = tmp_path / "copy.sqlite3"
    shutil.copy(file.path(), copy)
    gone(cast, case, later(13), "record")
    file.connection().close()
    file._local.tag = None
    for old in file.path().parent.glob(file.path().name + "*"):
        old.unlink()
    shutil.copy(copy, file.path())
    Case.objects.update(erased_at=None)
    row.save(force_insert=True)
    assert unseal(case.key_id, context, blob) == TOLD, "the copy brought it back"
    for _ in range(2):
        call_command("withdrawals", "replay", "--keys", "--json")
        with pytest.raises(KeyGone):
            unseal(case.key_id, context, blob)
        assert not Section.objects.filter(case=case).exists()
    case.refresh_from_db()
    assert case.erased_at


def test_replaying_words_leaves_what_stayed(cast, case, later):
    gone(cast, case, later(3), "words")
    LedgerRow.objects.all().delete()
    for line, _ in erasures():
        assert replay(actor=SYSTEM, line=line) == 1
    assert sections.latest(case, "facts")[1]["person.age"]["value"] == 31


def test_a_line_of_before_is_read_and_one_of_now_follows_it(cast, case, later, ledger_file):
    """As version 1 wrote them: the list was of erasures alone, and no line said its number."""
    gone(cast, case, later(3), "words")
    [(line, end)] = erasures()
    old = {"erasure": end.ids[0], "at": line.at.isoformat(), "previous": ledger.FIRST, **end.detail}
    seal = hashlib.sha256(json.dumps(old, sort_keys=True).encode()).hexdigest()
    ledger_file.write_text(json.dumps(old | {"seal": seal}, sort_keys=True) + "\n")
    LedgerRow.objects.all().delete()
    assert ledger.behind() == 1
    call_command("withdrawals", "replay", "--json")
    run(later(6))
    erasure = Erasure.objects.get(case=case, part="identity")
    decided(cast, erasure, later(6))
    erase(actor=cast.aurora.actor, erasure=erasure, at=later(6))
    parts = [(line.number, end.detail["part"]) for line, end in erasures()]
    assert parts == [(1, "words"), (2, "identity")]
    call_command("withdrawals", "verify", "--json")


def test_the_list_holds_no_word_of_anybody(cast, case, later, ledger_file):
    gone(cast, case, later(13), "record")
    whole = ledger_file.read_text()
    assert "erasure" in whole and TOLD not in whole and "BAJA" not in whole
    assert "Citlalmina" not in whole and "Nochebuena" not in whole
    assert oct(ledger_file.stat().st_mode)[-3:] == "600"


def test_no_part_is_erased_twice_or_by_another_post(cast, case, later):
    at = later(3)
    erasure = gone(cast, case, at, "words")
    for who in ("aurora", "tomas", "bruno", "elena"):
        with pytest.raises(CauceError):
            erase(actor=getattr(cast, who).actor, erasure=erasure, at=at)
    for who in ("tomas", "bruno", "elena", "ines", "raul"):
        with pytest.raises(Absent):
            access.erasure_for(getattr(cast, who).actor, erasure.id)
    assert Entry.objects.filter(what="retention.erase", kind="act").count() == 1
