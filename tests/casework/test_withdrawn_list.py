"""The list of what was withdrawn: what it says when it is torn, older, another's or lacks a line."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

import cauce
from cauce.content.errors import BadInput
from cauce.custody.journal import ledger, withdrawing
from cauce.custody.journal.actions import go_on
from cauce.custody.journal.door import ACTS, act
from cauce.custody.journal.models import Entry, LedgerRow
from cauce.custody.journal.withdrawing_again import catch_up
from cauce.operations.management.commands import tick as looping
from cauce.rules.permissions import SYSTEM
from cauce.staff.accounts.actions import close_session, lapse_session
from cauce.staff.accounts.models import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def list_file(tmp_path, settings, monkeypatch):
    settings.RETENTION_LEDGER = tmp_path / "apart" / "withdrawn.jsonl"
    monkeypatch.setattr(ledger, "PATIENCE", 0.0)
    return settings.RETENTION_LEDGER


@pytest.fixture
def signed_in(cast):
    """Inés signs in so many times; her sessions, the oldest first."""

    def begin(count: int) -> list[SignIn]:
        now = timezone.now()
        return [
            SignIn.objects.create(
                user=cast.ines.user,
                way="key",
                label="Firefox",
                device="x",
                roles="x",
                begun_at=now,
                seen_at=now,
            )
            for _ in range(count)
        ]

    return begin


@pytest.fixture
def three(cast, signed_in):
    """Three sessions that Inés ended, a line each."""
    rows = signed_in(3)
    for row in rows:
        close_session(actor=cast.ines.actor, session_id=row.id, at=timezone.now())
    return rows


def before(*rows: SignIn) -> None:
    """As a copy of before the last of them ended, in the database alone."""
    SignIn.objects.filter(id__in=[row.id for row in rows]).update(ended_at=None, end="")
    newest = LedgerRow.objects.order_by("-number").values_list("number", flat=True)[: len(rows)]
    LedgerRow.objects.filter(number__in=list(newest)).delete()


def are_open(*rows: SignIn) -> list[bool]:
    return [SignIn.objects.get(id=row.id).ended_at is None for row in rows]


def refused(what, *words: str) -> None:
    """It says these words, where, and the cure, in both languages."""
    with pytest.raises((ledger.LedgerBroken, ledger.Behind)) as found:
        what()
    said = found.value
    assert said.where == "RETENTION_LEDGER"
    for language in ("es", "en"):
        assert said.text(language)
    for word in words:
        assert word in said.text("es") + said.text("en"), said.text("en")
    assert said.cure_es and said.cure_en


def test_an_act_that_ends_something_writes_a_line_and_its_row(cast, three, list_file):
    lines = list(ledger.lines())
    assert [line.number for line in lines] == [1, 2, 3]
    assert [line.ends[0].ids for line in lines] == [(str(row.id),) for row in three]
    assert {one.seal for one in lines} == set(LedgerRow.objects.values_list("seal", flat=True))
    assert oct(list_file.stat().st_mode)[-3:] == "600"
    assert "Inés" not in list_file.read_text() and "Firefox" not in list_file.read_text()
    close_session(actor=cast.ines.actor, session_id=three[0].id, at=timezone.now())
    assert len(list(ledger.lines())) == 3, "what had ended is not ended again"


def test_an_act_that_is_undone_writes_nothing_and_an_act_inside_is_dropped_with_it(cast, signed_in):
    one, other = signed_in(2)

    @act("kitchen.close", requires="self")
    def fail(*, actor, entry, session):
        close_session(actor=actor, session_id=session.id, at=timezone.now())
        raise BadInput("No.", "No.")

    @act("kitchen.try", requires="self")
    def go_past(*, actor, entry):
        with pytest.raises(BadInput):
            fail(actor=actor, session=one)
        close_session(actor=actor, session_id=other.id, at=timezone.now())

    try:
        with pytest.raises(BadInput):
            fail(actor=cast.ines.actor, session=one)
        assert list(ledger.lines()) == []
        go_past(actor=cast.ines.actor)
    finally:
        for name in ("kitchen.close", "kitchen.try"):
            ACTS.pop(name)
    assert [end.ids for line in ledger.lines() for end in line.ends] == [(str(other.id),)]
    assert are_open(one, other) == [True, False]


def test_what_is_withdrawn_is_withdrawn_in_an_act_and_of_a_kind_that_is_known():
    with pytest.raises(KeyError):
        withdrawing.note("kitchen", 1)
    with pytest.raises(RuntimeError):
        withdrawing.note("session", 1)


def test_a_copy_of_before_is_refused_until_it_was_replayed(three):
    before(*three[1:])
    assert are_open(*three) == [False, True, True]
    refused(ledger.refuse_behind, "2 líneas", "2 lines", "cauce withdrawals replay")
    assert catch_up() == {"lines": 2, "open": 2}
    ledger.refuse_behind()
    assert are_open(*three) == [False] * 3
    assert catch_up() == {"lines": 0, "open": 0}
    kept = Entry.objects.filter(what="withdrawal.replay").order_by("number")
    assert [(one.about_id, one.detail["open"]) for one in kept] == [("2", 1), ("3", 1)]


def test_a_line_in_the_middle_whose_transaction_ended_after_the_others_is_known_by_its_own_row(
    three,
):
    """On PostgreSQL they end in another order than they wrote."""
    SignIn.objects.filter(id=three[1].id).update(ended_at=None)
    LedgerRow.objects.filter(number=2).delete()
    assert ledger.behind() == 1 and catch_up() == {"lines": 1, "open": 1}
    assert are_open(*three) == [False] * 3


def test_a_line_whose_transaction_was_undone_counts_as_well(cast, signed_in, three):
    """As if the power had gone between the line and the end of the transaction."""
    [row] = signed_in(1)
    close_session(actor=cast.ines.actor, session_id=row.id, at=timezone.now())
    before(row)
    assert ledger.behind() == 1
    call_command("withdrawals", "replay", "--json")
    assert are_open(row) == [False]


def test_the_pages_ask_before_they_begin_and_the_loop_withdraws_again_before_anything(three, monkeypatch):
    wsgi = Path(cauce.__file__).parent / "site" / "wsgi.py"
    assert "    refuse_behind()\n" in wsgi.read_text("utf-8")
    before(*three)
    seen = []
    monkeypatch.setattr(looping, "tick", lambda at: seen.append(are_open(*three)) or {})
    call_command("tick", "--json")
    assert seen == [[False] * 3]
    LedgerRow.objects.all().delete()
    LedgerRow.objects.create(number=9, seal="")
    with pytest.raises(SystemExit):
        call_command("tick", "--json")
    assert len(seen) == 1, "nothing is done while it cannot be withdrawn"


def test_a_last_line_that_a_crash_cut_is_none_and_the_next_takes_its_place(cast, signed_in, three, list_file):
    whole = list_file.read_bytes()
    list_file.write_bytes(whole + whole.splitlines()[0][:40])
    ledger.refuse_behind()
    assert len(list(ledger.lines())) == 3
    [row] = signed_in(1)
    close_session(actor=cast.ines.actor, session_id=row.id, at=timezone.now())
    assert [line.number for line in ledger.lines()] == [1, 2, 3, 4]
    assert list_file.read_bytes().startswith(whole)


@pytest.mark.parametrize(
    "spoil",
    [lambda line: line[:40] + b"\n", lambda line: line.replace(b'"session"', b'"machine"')],
    ids=["torn", "changed"],
)
def test_a_line_in_the_middle_that_is_torn_or_changed_is_named_and_nothing_is_done(three, list_file, spoil):
    before(*three)
    first, second, third = list_file.read_bytes().splitlines(keepends=True)
    list_file.write_bytes(first + spoil(second) + third)
    refused(catch_up, "línea 2", "line 2")
    assert are_open(*three) == [True] * 3, "whole, or nothing"
    list_file.write_bytes(first + second + third)
    assert catch_up()["open"] == 3


@pytest.mark.parametrize(
    "odd",
    [
        {"number": "2"},
        {"number": 1.5},
        {"number": 1 << 70},
        {"lost": "1"},
        {"lost": -1},
        {"at": "2026-05-04"},
        {"lost": 10**9, "number": 10**9 + 2},
        {"previous": None},
        {"ends": [{"kind": ["x"], "ids": [], "detail": {}}]},
        {"ends": [{"kind": "session", "ids": [], "detail": 5}]},
        None,
    ],
    ids=str,
)
def test_a_line_of_another_shape_is_named_whoever_made_its_seal(three, list_file, odd):
    """The seal is no secret: whoever can write to the file makes one for anything.

    None: levels without end.
    """
    before(*three)
    first, second, third = list_file.read_bytes().splitlines(keepends=True)
    body = {name: part for name, part in json.loads(second).items() if name != "seal"} | (odd or {})
    made = json.dumps(body | {"seal": ledger._seal(body)}).encode() if odd else b"[" * 100_000
    list_file.write_bytes(first + made + b"\n" + third)
    refused(catch_up, "línea 2", "line 2")
    list_file.write_bytes(first + made + b"\n")
    refused(ledger.behind, "no cuadra", "does not hold")


def test_a_line_that_is_missing_is_named(three, list_file):
    before(*three)
    first, _, third = list_file.read_bytes().splitlines(keepends=True)
    list_file.write_bytes(first + third)
    refused(catch_up, "falta la línea 2", "lacks line 2")
    list_file.write_bytes(third)
    refused(catch_up, "lacks line 1")


@pytest.mark.parametrize("left", [2, 0], ids=["the last line is gone", "the file is gone"])
def test_a_list_older_than_the_database_is_refused_and_nothing_more_is_withdrawn(
    cast, signed_in, three, list_file, left
):
    whole = list_file.read_bytes()
    lines = whole.splitlines(keepends=True)[:left]
    if lines:
        list_file.write_bytes(b"".join(lines))
    else:
        list_file.unlink()
    [row] = signed_in(1)
    for what in (
        ledger.refuse_behind,
        catch_up,
        lambda: close_session(actor=cast.ines.actor, session_id=row.id, at=timezone.now()),
        lambda: lapse_session(actor=SYSTEM, session=row, end="idle", at=timezone.now()),
    ):
        refused(what, f"y la lista a la {left}", f"and the list line {left}", "go-on")
    assert are_open(row) == [True], "what cannot be written is not done"
    list_file.write_bytes(whole)
    close_session(actor=cast.ines.actor, session_id=row.id, at=timezone.now())
    assert ledger.behind() == 0


def test_without_any_copy_it_goes_on_and_says_which_lines_are_lost(cast, signed_in, three, list_file):
    first, *_ = list_file.read_bytes().splitlines(keepends=True)
    list_file.write_bytes(first)
    call_command("withdrawals", "go-on", "--json")
    [row] = signed_in(1)
    close_session(actor=cast.ines.actor, session_id=row.id, at=timezone.now())
    assert [(line.number, line.lost) for line in ledger.lines()] == [(1, 0), (4, 2), (5, 0)]
    assert Entry.objects.get(what="withdrawal.go_on").detail == {"lost": 2}
    ledger.refuse_behind()
    assert go_on(actor=SYSTEM, at=timezone.now()) == 0, "nothing is missing any more"


def test_a_copy_of_before_lines_that_are_lost_is_refused_until_somebody_says_that_it_goes_on(
    cast, signed_in, three, list_file
):
    """It would give back what they withdrew, and no list can tell what that was."""
    first, *_ = list_file.read_bytes().splitlines(keepends=True)
    list_file.write_bytes(first)
    go_on(actor=SYSTEM, at=timezone.now())
    [row] = signed_in(1)
    close_session(actor=cast.ines.actor, session_id=row.id, at=timezone.now())
    for known in (0, 1, 2):  # copies of before all of it, and of one and two lines
        before(*three[known:], row)
        LedgerRow.objects.filter(number__gt=known).delete()
        gone = 3 - max(known, 1)
        refused(ledger.refuse_behind, "withdrawals replay")
        refused(catch_up, f"antes de {gone} líneas", f"before {gone} lines", "go-on", "newer backup")
        assert are_open(row) == [True], "not even what is known is done by halves"
        lines = list_file.read_bytes()
        assert go_on(actor=SYSTEM, at=timezone.now()) == gone
        assert list_file.read_bytes() == lines
        catch_up()
        assert are_open(three[0], row) == [False, False] and ledger.behind() == 0


def test_where_the_list_cannot_be_written_nothing_is_withdrawn(cast, signed_in, list_file):
    list_file.parent.mkdir()
    list_file.mkdir()
    [row] = signed_in(1)
    end = lambda: close_session(actor=cast.ines.actor, session_id=row.id, at=timezone.now())  # noqa: E731
    refused(end, "no se puede escribir", "cannot be written")
    assert are_open(row) == [True]
    list_file.rmdir()
    end()
    assert are_open(row) == [False]


def test_the_list_of_another_network_is_refused(three, settings):
    settings.ENVIRONMENT = "pre-produccion"
    refused(ledger.refuse_behind, "«tests»", "pre-produccion")
    refused(catch_up, "'tests'")


def test_the_list_of_another_installation_of_the_same_name_is_refused(cast, signed_in, three):
    LedgerRow.objects.filter(number=3).update(seal="0" * 64)
    [row] = signed_in(1)
    end = lambda: close_session(actor=cast.ines.actor, session_id=row.id, at=timezone.now())  # noqa: E731
    refused(ledger.refuse_behind, "línea 3", "another installation")
    refused(end, "Line 3")
    assert are_open(row) == [True]


def test_a_kind_that_a_newer_version_wrote_is_refused_and_nothing_is_done(three, list_file):
    ledger.append([ledger.End("kitchen", ("1",), {})], timezone.now())
    before(*three)
    LedgerRow.objects.all().delete()
    with pytest.raises(BadInput, match="newer version"):
        catch_up()
    assert are_open(*three) == [True] * 3


def test_a_sign_out_reads_the_end_of_a_list_of_years(cast, signed_in, list_file, monkeypatch):
    end, now = ledger.End("session", ("0" * 36,), {}), timezone.now()
    ledger.append([end], now)
    line, previous = json.loads(list_file.read_text()), ledger.FIRST
    with list_file.open("w") as file:
        for number in range(1, 2001):
            body = {k: v for k, v in line.items() if k != "seal"}
            body |= {"number": number, "previous": previous}
            previous = ledger._seal(body)
            file.write(json.dumps(body | {"seal": previous}, sort_keys=True) + "\n")
    LedgerRow.objects.all().delete()
    LedgerRow.objects.bulk_create(LedgerRow(number=line.number, seal=line.seal) for line in ledger.lines())
    assert list_file.stat().st_size > 500_000
    read = []
    monkeypatch.setattr(ledger, "ending", lambda file: read.append(ending(file)) or read[-1])
    monkeypatch.setattr(ledger, "lines", lambda: pytest.fail("it read the whole list"))
    [row] = signed_in(1)
    close_session(actor=cast.ines.actor, session_id=row.id, at=now + dt.timedelta(minutes=1))
    ledger.refuse_behind()
    assert sum(map(len, read)) <= 2 * 65536 and ledger.behind() == 0


ending = ledger.ending


@pytest.mark.parametrize(
    ("language", "words"), [("es", "por retirar de nuevo: 1"), ("en", "still to be withdrawn again: 1")]
)
def test_the_command_says_what_is_left_to_do(three, capsys, language, words):
    before(three[2])
    with pytest.raises(SystemExit) as ended:
        call_command("withdrawals", "verify", "--language", language)
    assert ended.value.code == 1 and words in capsys.readouterr().out
    call_command("withdrawals", "replay", "--json")
    assert json.loads(capsys.readouterr().out) == {"lines": 1, "open": 1}
    call_command("withdrawals", "verify", "--json")
    assert json.loads(capsys.readouterr().out) == {"lines": 3, "behind": 0}
