"""A file that leaves: marked, closed, taken once, gone after a day; who did it stays known."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import subprocess
import zipfile
from types import SimpleNamespace

import openpyxl
import pikepdf
import pytest
import pyzipper
from django.utils import timezone

from cauce.content.errors import BadInput, CauceError
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.gathered import gathered
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import KeyGone
from cauce.custody.keystore.store import key
from cauce.protocol.documents.paper import pdf
from cauce.rules.permissions import SYSTEM, Scope
from cauce.staff.exports import access, actions
from cauce.staff.exports.actions import Content, Gone, Grounds, make, take
from cauce.staff.exports.models import Export
from cauce.staff.exports.packing import check_closed, close_zip, new_passphrase

pytestmark = pytest.mark.django_db
TABLE = b"a,b\r\n1,=1+1\r\n2,ok\r\n"


def made(cast, content=None, *, who="mateo", kind="case_sheet", at=None, **more):
    given = {"reason": "coordination", "why": "Para coordinar (ejemplo)."} | more
    return make(
        actor=getattr(cast, who).actor,
        thing=cast.houston_thing,
        kind=kind,
        about=("case", "c-1"),
        content=content or Content("registro", "csv", TABLE, 2),
        at=at or timezone.now(),
        **gathered(given, grounds=Grounds),
    )


@pytest.fixture
def cast(cast):
    cast.houston_thing = SimpleNamespace(scope=Scope(post="HOU"))
    return cast


def opened(body: bytes, passphrase: str) -> dict[str, bytes]:
    with pyzipper.AESZipFile(io.BytesIO(body)) as held:
        held.setpassword(passphrase.encode())
        return {name: held.read(name) for name in held.namelist()}


def test_it_does_not_open_without_its_passphrase_and_opens_with_it(cast):
    file = made(cast)
    body = take(actor=cast.mateo.actor, export=file.export, at=timezone.now())
    for wrong in (None, b"otra frase"):
        with (
            zipfile.ZipFile(io.BytesIO(body)) as held,
            pytest.raises((RuntimeError, NotImplementedError)),
        ):
            held.read("registro.csv", pwd=wrong)
    with pytest.raises(RuntimeError):
        opened(body, "otra frase")
    assert b"ok" in opened(body, file.passphrase)["registro.csv"]


def test_the_hash_in_the_journal_is_that_of_the_file(cast):
    file = made(cast)
    body = take(actor=cast.mateo.actor, export=file.export, at=timezone.now())
    entries = Entry.objects.filter(what__in=("export.make", "export.take"))
    assert {one.detail["sha256"] for one in entries} == {hashlib.sha256(body).hexdigest()}
    assert entries.count() == 2


def test_it_is_taken_once(cast):
    file = made(cast).export
    take(actor=cast.mateo.actor, export=file, at=timezone.now())
    with pytest.raises(Gone):
        take(actor=cast.mateo.actor, export=file, at=timezone.now())
    kept = Export.objects.get()
    assert bytes(kept.sealed) == b"" and kept.state == "taken"
    with pytest.raises(KeyGone):
        key(kept.key_id)


def test_after_a_day_it_is_gone_and_the_words_stay_for_whoever_audits(cast):
    at = timezone.now()
    file = made(cast, at=at).export
    assert access.over(at + dt.timedelta(hours=23)) == []
    [late] = access.over(at + dt.timedelta(hours=24, minutes=1))
    actions.expire(actor=SYSTEM, export=late, at=at + dt.timedelta(hours=24, minutes=1))
    with pytest.raises(Gone):
        take(actor=cast.mateo.actor, export=file, at=at + dt.timedelta(hours=25))
    [(row, why)] = access.all_that_left(cast.elena.actor)
    assert (row.state, why) == ("expired", "Para coordinar (ejemplo).")


def test_an_hour_late_it_is_gone_also_when_the_loop_does_not_run(cast):
    at = timezone.now()
    file = made(cast, at=at).export
    with pytest.raises(Gone):
        take(actor=cast.mateo.actor, export=file, at=at + dt.timedelta(hours=24))


def test_nobody_else_finds_it(cast):
    file = made(cast).export
    for who in ("ines", "aurora", "sofia", "bruno", "tomas"):
        with pytest.raises(Absent):
            access.own_for(getattr(cast, who).actor, file.id)
    for who in ("mateo", "sofia", "bruno"):
        with pytest.raises(Absent):
            access.all_that_left(getattr(cast, who).actor)


def test_every_row_bears_who_when_and_why_and_no_cell_is_a_formula(cast):
    file = made(cast)
    body = take(actor=cast.mateo.actor, export=file.export, at=timezone.now())
    lines = opened(body, file.passphrase)["registro.csv"].decode().splitlines()
    assert len(lines) == 3
    for line in lines[1:]:
        assert "Mateo Villegas" in line and str(file.export.id)[:8] in line
        assert "Coordinación" in line and re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d", line)
    assert ",'=1+1," in lines[1]


def test_a_workbook_bears_it_on_each_row_and_at_the_foot_and_keeps_text_as_text(cast):
    book = openpyxl.Workbook()
    for row in (["a"], ["=1+1"], ["@x"]):
        book.active.append(row)
    for cell in book.active["A"]:
        cell.data_type = "s"
    held = io.BytesIO()
    book.save(held)
    file = made(cast, Content("registro", "xlsx", held.getvalue(), 2))
    body = take(actor=cast.mateo.actor, export=file.export, at=timezone.now())
    sheet = openpyxl.load_workbook(io.BytesIO(opened(body, file.passphrase)["registro.xlsx"])).active
    assert ["Mateo Villegas" in str(row[1].value) for row in sheet.iter_rows()] == [True] * 3
    assert {cell.data_type for cell in sheet["A"]} == {"s"} and sheet["A2"].value == "=1+1"
    assert "Mateo Villegas" in sheet.oddFooter.left.text


def test_every_page_of_a_pdf_bears_it(cast, tmp_path):
    body = pdf("documents/tool.html", LONG, language="es", title="Hoja")
    with pikepdf.open(io.BytesIO(body)) as plain:
        pages = len(plain.pages)
    assert pages > 1, "one page proves nothing"
    file = made(cast, Content("hoja", "pdf", body, 1))
    kept = tmp_path / "hoja.pdf"
    kept.write_bytes(take(actor=cast.mateo.actor, export=file.export, at=timezone.now()))
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(kept)
    with pikepdf.open(kept, password=file.passphrase) as held:
        assert held.encryption.R == 6 and held.encryption.bits == 256
    for page in range(1, pages + 1):
        only = ("-f", str(page), "-l", str(page))
        text = subprocess.run(  # noqa: S603
            ["pdftotext", "-upw", file.passphrase, *only, str(kept), "-"],  # noqa: S607
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        assert "Mateo Villegas" in text and str(file.export.id)[:8] in text, page
        assert "Coordinación" in text


class _Leaf:
    number, code, title, notices, language = "7", "T7", "Hoja", ["Línea."] * 120, "es"
    parts = ()


LONG = {"leaf": _Leaf(), "from": "", "draft": False}


def test_the_old_encryption_of_a_zip_is_refused(tmp_path):
    # Made by hand: an entry that says it is encrypted, without the AES field.
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as old:
        old.writestr("a.csv", b"x")
    plain = held.getvalue()
    weak = plain.replace(b"PK\x03\x04\x14\x00\x00\x00", b"PK\x03\x04\x14\x00\x01\x00").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
    )
    assert zipfile.ZipFile(io.BytesIO(weak)).infolist()[0].flag_bits & 1
    for body in (plain, weak):
        with pytest.raises(BadInput):
            check_closed(body)
    with pyzipper.AESZipFile(held128 := io.BytesIO(), "w", encryption=pyzipper.WZ_AES) as small:
        small.setpassword(b"x")
        small.setencryption(pyzipper.WZ_AES, nbits=128)
        small.writestr("a.csv", b"x")
    with pytest.raises(BadInput):
        check_closed(held128.getvalue())
    check_closed(close_zip({"a.csv": b"x"}, new_passphrase()))


def test_five_hundred_rows_leave_and_one_more_does_not(cast):
    made(cast, Content("registro", "csv", TABLE, 500))
    with pytest.raises(BadInput, match="500"):
        made(cast, Content("registro", "csv", TABLE, 501))


@pytest.mark.parametrize("given", [{"why": " "}, {"why": "x" * 501}, {"reason": "porque sí"}])
def test_without_a_reason_nothing_leaves(cast, given):
    with pytest.raises(CauceError):
        made(cast, **given)
    assert not Export.objects.exists()


def test_who_may_not_see_it_cannot_take_it_out(cast):
    for who in ("ines", "lucia", "raul", "elena", "bruno", "clara"):
        with pytest.raises(Refused):
            made(cast, who=who)
    assert not Export.objects.exists()


def test_an_identity_needs_a_second_person(cast, monkeypatch):
    asked = []

    def take_approval(**given):
        asked.append(given)
        raise BadInput("no", "no")

    monkeypatch.setattr(actions, "take_approval", take_approval)
    with pytest.raises(BadInput):
        made(cast, kind="case_identity")
    assert asked[0]["kind"] == "identity.export" and asked[0]["about"] == ("case", "c-1")
    assert not Export.objects.exists()
    made(cast)
    assert len(asked) == 1, "a row without identity asked for it too"


def test_the_passphrase_is_long_stands_nowhere_and_is_never_twice_the_same(cast):
    made_so = {new_passphrase() for _ in range(50)}
    assert len(made_so) == 50 and all(len(one) == 29 for one in made_so)
    file = made(cast)
    row = Export.objects.values().get()
    assert file.passphrase not in str(row) and file.passphrase not in str(list(Entry.objects.values()))


def test_only_the_program_ends_a_file(cast):
    with pytest.raises(Refused):
        actions.expire(actor=cast.mateo.actor, export=made(cast).export, at=timezone.now())
    actions.expire(actor=SYSTEM, export=Export.objects.get(), at=timezone.now())
    assert Export.objects.get().state == "expired"
