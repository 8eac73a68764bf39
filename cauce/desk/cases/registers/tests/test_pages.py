"""The folios of other registers: copied out value by value, and back in without one going to two cases."""

from __future__ import annotations

import csv
import io
import re
import tracemalloc

import pytest
import pyzipper
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cauce.cases import access_registers as access
from cauce.cases.actions import (
    open_case,
    record_act,
    record_consent,
    save_identity,
    set_order,
    tell_taken,
    withdraw_consent,
    write_number,
)
from cauce.cases.actions.erasing import erase_who
from cauce.cases.models import CaseAct, RegisterNumber
from cauce.cases.rules.registers import Line, NoMoreToday, clean_number, read_lines, same
from cauce.content.errors import BadInput
from cauce.custody.journal import door
from cauce.custody.journal.door import refusals
from cauce.custody.journal.models import Entry
from cauce.rules.permissions import SYSTEM
from cauce.staff.notices.models import Message
from tests.pages import page
from tests.pages import proved as send

pytestmark = pytest.mark.django_db
NAME = "Guadalupe"


def opened(cast, post=None, who=None, **facts):
    return open_case(
        actor=(who or cast.ines).actor,
        post=post or cast.houston,
        channel="walk_in",
        started_at=timezone.now(),
        facts=facts or None,
        officer=cast.ines.user if not who else None,
    )


@pytest.fixture
def case(cast):
    made, now = opened(cast), timezone.now()
    record_consent(actor=cast.ines.actor, case=made, purpose="keeping", given=True, at=now)
    save_identity(
        actor=cast.ines.actor,
        case=made,
        seen_version=0,
        at=now,
        fields={"given_names": NAME, "birth_date": "2001-05-04"},
    )
    return made


def write(cast, case, number, who=None, **more):
    return write_number(
        actor=(who or cast.ines).actor, case=case, register="sipc", number=number, at=timezone.now(), **more
    )


# The number --------------------------------------------------------------------------------------


def test_a_number_is_sealed_and_one_alone_however_it_is_written(cast, case):
    row = write(cast, case, " sipc-2026/00 73519264 ")
    assert access.numbers_of(case) == {"sipc": "SIPC-2026/00 73519264"}
    stored = " ".join(str(getattr(row, field.attname)) for field in row._meta.fields)
    assert "73519264" not in stored
    with pytest.raises(BadInput) as refused:
        write(cast, opened(cast), "SIPC 2026 00.73519264")
    assert case.folio in refused.value.es  # Inés may see that case, so it is named
    assert RegisterNumber.objects.count() == 1


def test_a_folio_of_another_posts_case_is_refused_without_saying_whose_it_is(cast, case):
    there = opened(cast, cast.laredo, cast.tomas)
    write(cast, there, "SIPC-77", who=cast.tomas)
    with refusals(), pytest.raises(BadInput) as refused:
        write(cast, case, "sipc 77")
    said = refused.value.text("es") + refused.value.text("en")
    assert "otro caso de la red" in said and there.folio not in said and "LAR" not in said
    last = Entry.objects.filter(kind="refused").latest("at")
    assert (last.what, last.about_kind) == ("register.taken", "register")
    assert "77" not in str(last.detail) and str(there.id) not in str(last.detail)


def test_a_wrong_number_is_corrected_and_is_free_again_and_goes_with_who_it_is(cast, case):
    write(cast, case, "SIPC-1")
    with pytest.raises(BadInput, match="another number"):
        write(cast, case, "SIPC-2")
    write(cast, case, "SIPC-2", replaces=True)
    other = opened(cast)
    write(cast, other, "SIPC-1")
    assert access.numbers_of(case) == {"sipc": "SIPC-2"}
    assert case.numbers.count() == 2  # what was there before stays, and ended
    token = door._inside.set(1)
    try:
        erase_who(case, timezone.now())
    finally:
        door._inside.reset(token)
    assert not case.numbers.exists() and other.numbers.exists()


@pytest.mark.parametrize("typed", ["", "sin folio", "1.23E+11", "7" * 41, "=1+1", "<b>7</b>"])
def test_what_is_no_number_is_refused_with_its_cure(typed):
    with pytest.raises(BadInput):
        clean_number(typed)


def test_one_number_is_known_however_it_is_separated_and_two_numbers_never_are_one(cast):
    assert same("HOU-7/a") == same("hou 7 A") == same(" HOU7A") == same("HOU_7.A")
    numbers = ("2026/1/12", "2026/11/2", "202/611/2", "2026112", "AB-C 1", "A-BC 1", "ABC 1")
    assert len({same(one) for one in numbers}) == len(numbers)
    one, other = opened(cast), opened(cast)
    write(cast, one, "2026/1/12")
    write(cast, other, "2026/11/2")
    assert access.numbers_of(other) == {"sipc": "2026/11/2"}
    with pytest.raises(BadInput, match=one.folio):
        write(cast, other, "2026-1-12", replaces=True)


def test_writing_the_folio_also_meets_the_step_that_asks_for_it_and_only_if_it_waits(cast, case):
    at = timezone.now()
    facts = {"protection.accepted": True, "screening.outcome": "concerns"}
    record_act(actor=cast.ines.actor, case=case, name="screening_done", happened_at=at, facts=facts)
    write(cast, case, "SIPC-1", meets=True)
    write(cast, case, "SIPC-3", meets=True, replaces=True)
    assert CaseAct.objects.filter(case=case, name="headquarters_informed").count() == 1
    negative = opened(cast, **{"protection.accepted": True, "screening.outcome": "no_concerns"})
    write(cast, negative, "SIPC-4", meets=True)  # that step is not asked of this case
    assert not CaseAct.objects.filter(case=negative, name="headquarters_informed").exists()


def say_yes(cast, case, given=True):
    record_consent(
        actor=cast.ines.actor, case=case, purpose="ministry_register", given=given, at=timezone.now()
    )


# The copy-sheet ----------------------------------------------------------------------------------


def test_the_sheet_names_what_is_missing_and_opens_who_it_is_only_when_asked(client, cast, case):
    address = f"/casos/{case.id}/folios/"
    shown = page(client, cast.ines, address)
    assert NAME not in shown and f'value="{case.folio}"' in shown and "Cerrado" in shown
    assert "Nacionalidad: <a" in shown  # not known: named, with where to note it
    say_yes(cast, case)
    shown = send(client, cast.ines, address + "?r=sipc", do="open").content.decode()
    assert NAME in shown and "04/05/2001" in shown and "Primer apellido: <a" in shown
    read = Entry.objects.filter(what="identity.open").latest("at")
    assert read.detail["reason"] == "register"
    assert "window.print" not in shown and "Segundo apellido: <a" not in shown
    outside = page(client, cast.ines, address + "?r=iom")
    assert NAME not in outside and 'do="open"' not in outside and case.folio in outside


@pytest.mark.parametrize("answer", [None, False, "withdrawn"])
def test_without_her_yes_who_she_is_is_not_prepared_for_the_ministrys_register(client, cast, case, answer):
    """Guadalupe was not asked, said no, or took her yes back: her name is not opened, and the case still
    gets its folio."""
    if answer is not None:
        say_yes(cast, case, given=bool(answer))
    if answer == "withdrawn":
        said = case.consents.get(purpose="ministry_register")
        withdraw_consent(actor=cast.ines.actor, case=case, consent=said, at=timezone.now())
    address = f"/casos/{case.id}/folios/?r=sipc"
    shown = page(client, cast.ines, address)
    assert 'value="open"' not in shown and "sin su permiso" in shown
    assert reverse("protection:consent", args=[case.id]) in shown
    before = Entry.objects.filter(what="identity.open").count()
    assert send(client, cast.ines, address, do="open").status_code == 302
    after = page(client, cast.ines, address)
    assert NAME not in after and "no ha dicho que sí" in after
    with pytest.raises(BadInput):
        access.opened_for(cast.ines.actor, case, access.sheet_named("sipc"), timezone.now(), "register")
    assert Entry.objects.filter(what="identity.open").count() == before
    write(cast, case, "SIPC-1")
    assert access.numbers_of(case) == {"sipc": "SIPC-1"}


def test_a_duty_that_the_sheet_cites_takes_the_place_of_the_yes(cast, case):
    sheet = access.sheet_named("sipc").model_copy(update={"duty": "sre-data-policy"})
    assert access.said_of(case, sheet, timezone.now()) is None
    opened_ = access.opened_for(cast.ines.actor, case, sheet, timezone.now(), "register")
    assert opened_.fields["given_names"] == NAME


def test_headquarters_sets_the_order_for_everybody_and_its_history_stays(client, cast, case):
    places = {"place_birth_date": "1", "place_folio": "2", "place_sex": ""}
    assert send(client, cast.sofia, "/folios/orden/?r=sipc", **places).status_code == 302
    lines = access.copy_sheet(case, access.sheet_named("sipc"), {}, None)
    assert [one.field.id for one in lines] == ["birth_date", "folio"]
    set_order(actor=cast.sofia.actor, register="sipc", shown=["folio"], at=timezone.now())
    history = page(client, cast.sofia, "/folios/orden/?r=sipc")
    assert "Fecha de nacimiento → Folio local" in history and "Sofía Landeros" in history
    empty = send(client, cast.sofia, "/folios/orden/?r=sipc").content.decode()
    assert "al menos un campo" in empty
    assert send(client, cast.ines, "/folios/orden/?r=sipc").status_code == 404


# Files -------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("told")
def test_the_list_leaves_closed_without_names_and_comes_back_with_its_numbers(client, cast, case):
    later = opened(cast)
    made = send(client, cast.ines, "/folios/salida/", reason="desk_work", why="Para el registro.")
    context = made.context
    taken = send(client, cast.ines, f"/archivos/{context['export'].id}/descarga/").content
    with pyzipper.AESZipFile(io.BytesIO(taken)) as held:
        held.setpassword(context["passphrase"].encode())
        text = held.read(held.namelist()[0]).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["folio"] for row in rows] == [case.folio, later.folio] and NAME not in text
    assert rows[0]["numero"] == "" and rows[0]["channel"] == "llegada sin cita"
    assert rows[1]["channel"] == ""  # not known to be kept: nothing of the person
    assert "Inés Carranza" in rows[0]["mark"]
    body = text.replace(f"{case.folio},,", f"{case.folio},SIPC-9,")
    report = send(
        client, cast.ines, "/folios/entrada/", meets="on", file=SimpleUploadedFile("lista.csv", body.encode())
    ).context["report"]
    assert (report.kept, report.empty, report.refused) == ([case.folio], [later.folio], [])
    assert case.folio not in page(client, cast.ines, "/folios/")


@pytest.mark.usefixtures("told")
def test_every_row_of_a_file_is_accounted_for_and_the_good_ones_are_kept(client, cast, case):
    other, third = opened(cast), opened(cast)
    there = opened(cast, cast.laredo, cast.tomas)
    write(cast, there, "SIPC-50", who=cast.tomas)
    write(cast, third, "SIPC-60")
    lines = [
        f"{case.folio};SIPC-51",
        f"{other.folio};sipc 51",
        f"{other.folio};SIPC-50",
        f"{other.folio};1,23E+11",
        f"{there.folio};SIPC-52",
        "HOU-1999-00001;SIPC-53",
        ";;",
        f"{third.folio};sipc60",
        f"{third.folio};SIPC-61",
        other.folio,
    ]
    body = ("Folio local;Folio del SIPC\n" + "\n".join(lines)).encode("cp1252")
    sent = send(client, cast.ines, "/folios/entrada/", file=SimpleUploadedFile("x.csv", body))
    report = sent.context["report"]
    assert (report.kept, report.same, report.empty) == ([case.folio], [third.folio], [other.folio])
    whys = {line.row: str(why) for line, why in report.refused}
    assert case.folio in whys[3] and "otro caso de la red" in whys[4] and "cortó" in whys[5]
    # A case of another post and one that never was: the same words.
    assert whys[6] == whys[7] and there.folio not in whys[6] and "otro número" in whys[10]
    assert report.rows == 9 and "SIPC-53" in sent.content.decode()
    noted = Entry.objects.filter(kind="refused", what="register.row")
    assert [one.detail["row"] for one in noted.order_by("number")] == [3, 5, 6, 7, 10]
    assert Entry.objects.filter(kind="refused", what="register.taken").count() == 2  # rows 3 and 4
    assert not re.search("SIPC-5|1,23E", str(list(noted.values_list("detail", flat=True))))
    for wrong, said in ((b"a;b\n1;2", "Faltan los títulos"), (b"PK\x03\x04\x00", "Excel")):
        answer = send(
            client, cast.ines, "/folios/entrada/", file=SimpleUploadedFile("x.csv", wrong)
        ).content.decode()
        assert said in answer
    assert read_lines(b"folio,numero\n") == ()
    with pytest.raises(BadInput, match="501 rows; 500 fit"):
        read_lines(b"folio,numero\n" + b"\n,1" * 501)
    tracemalloc.start()
    try:
        assert read_lines(b"folio,numero\n" + b"\n" * 400_000 + b"a,1") == (Line(400_002, "a", "1"),)
        assert tracemalloc.get_traced_memory()[1] < 12_000_000, "each empty row takes memory"
    finally:
        tracemalloc.stop()


@pytest.mark.usefixtures("told")
def test_no_file_tells_which_numbers_are_known_elsewhere_and_headquarters_hears_who_tried(client, cast, case):
    for n in range(9):
        write(cast, opened(cast, cast.laredo, cast.tomas), f"SIPC-9{n}", who=cast.tomas)
    mine = [opened(cast) for _ in range(7)]
    typed = ["SIPC-90", "SIPC-91", "SIPC-92", "SIPC-93", "SIPC-7000", "SIPC-94", "SIPC-7001"]
    lines = [f"{one.folio},{number}" for one, number in zip(mine, typed, strict=True)]
    body = ("folio,numero\n" + "\n".join(lines)).encode()
    sent = send(client, cast.ines, "/folios/entrada/", file=SimpleUploadedFile("x.csv", body))
    report = sent.context["report"]
    whys = [str(why) for _, why in report.refused]
    assert len({*whys[:3]}) == 1 and "otro caso de la red" in whys[0]
    # A known one and a free one are answered alike from there on, and so is the single form.
    assert len({*whys[3:]}) == 1 and "Hoy ya no" in whys[3] and len(whys) == 7
    with pytest.raises(NoMoreToday):
        write(cast, case, "SIPC-8000")
    assert not access.numbers_of(case)
    write(cast, opened(cast, cast.laredo, cast.tomas), "SIPC-99", who=cast.tomas)  # others go on
    for _ in range(2):
        for who, post in access.to_tell(timezone.now()):
            tell_taken(actor=SYSTEM, who=who, post=post, at=timezone.now())
    told = Message.objects.filter(key__startswith=f"taken:{cast.ines.user.id}:")
    assert str(cast.sofia.user.id) in {one.recipient for one in told}
    assert told.count() == len({one.recipient for one in told}) and "SIPC" not in told[0].body
    assert Entry.objects.get(what="register.tell_taken").chain == "HOU"


def test_a_case_that_has_its_number_tries_no_other_out(cast, case):
    write(cast, opened(cast, cast.laredo, cast.tomas), "SIPC-77", who=cast.tomas)
    write(cast, case, "SIPC-1")
    said = []
    for number in ("SIPC-77", "SIPC-78"):  # one is known, the other is not
        with pytest.raises(BadInput) as refused:
            write(cast, case, number)
        said.append(refused.value.text("es"))
    assert said[0] == said[1] and "otro número" in said[0]


def test_one_form_types_one_folio_and_keeps_what_was_typed_when_it_is_refused(client, cast, case):
    there = opened(cast, cast.laredo, cast.tomas)
    listed = page(client, cast.ines, "/folios/")
    assert case.folio in listed and "Inés Carranza" in listed and "se abrió hoy" in listed
    refused = send(client, cast.ines, "/folios/?r=sipc", folio=there.folio, number="SIPC-8")
    text = refused.content.decode()
    assert "En su consulado no hay un caso" in text and 'value="SIPC-8"' in text
    form = {"folio": case.folio.lower(), "number": "SIPC-8"}
    assert send(client, cast.ines, "/folios/?r=sipc", **form).status_code == 302
    assert access.numbers_of(case) == {"sipc": "SIPC-8"}
    form = {"do": "write", "number": "MX10-44"}
    assert send(client, cast.ines, f"/casos/{case.id}/folios/?r=iom", **form).status_code == 302
    assert access.numbers_of(case)["iom"] == "MX10-44"
    counts = page(client, cast.sofia, "/folios/red/")
    assert "Laredo" in counts and case.folio not in counts and there.folio not in counts
