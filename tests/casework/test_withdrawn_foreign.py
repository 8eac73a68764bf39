"""The list of what was withdrawn, when somebody else wrote it; and commands while a copy of before lies
there.
"""

from __future__ import annotations

import json
import uuid

import pytest
from django.core.management import call_command, get_commands, load_command_class
from django.utils import timezone

from cauce.cases.actions import open_case
from cauce.custody.journal import keys, ledger
from cauce.custody.journal.models import LedgerRow
from cauce.custody.journal.withdrawing_again import catch_up
from cauce.custody.keystore import KeyGone, seal
from cauce.operations import console
from cauce.site.cli import ALONE
from cauce.staff.accounts.actions import close_session

from .test_withdrawn_list import are_open, before, refused
from .test_withdrawn_list import list_file as list_file
from .test_withdrawn_list import signed_in as signed_in
from .test_withdrawn_list import three as three

pytestmark = pytest.mark.django_db
ASKS = console.refuse_behind  # as it is before the tests take it away


def is_gone(key) -> bool:
    try:
        seal(key, "kitchen", {})
    except KeyGone:
        return True
    return False


def forged(list_file, case, **more) -> None:
    """A line as whoever can write to the file alone would add one: bound and sealed, not signed."""
    last = json.loads(list_file.read_bytes().splitlines()[-1])
    erasure = {
        "kind": "erasure",
        "ids": [str(uuid.uuid4())],
        "detail": {"case": str(case.id), "part": "record", "keys": [str(case.key_id)]},
    }
    body = {
        "number": last["number"] + 1,
        "network": "tests",
        "at": timezone.now().isoformat(),
        "ends": [erasure],
        "previous": last["seal"],
        **more,
    }
    line = body | {"seal": ledger._seal(body)}
    list_file.write_bytes(list_file.read_bytes() + json.dumps(line).encode() + b"\n")


@pytest.mark.parametrize(
    "more", [{}, {"key": 1, "signature": "QUJD"}, {"key": "x", "signature": 5}, {"key": 99, "signature": ""}]
)
def test_whoever_can_only_write_to_the_list_has_no_record_destroyed(cast, three, list_file, more):
    """The share may be another's machine; a line of erasure there would have cost every case its keys."""
    case = open_case(actor=cast.ines.actor, post=cast.houston, channel="window", started_at=timezone.now())
    forged(list_file, case, **more)
    assert ledger.behind() == 1
    refused(catch_up, "línea 4", "signature of this installation", "JOURNAL_KEYS", "--unsigned")
    assert not is_gone(case.key_id)
    with pytest.raises(SystemExit):
        call_command("tick", "--json")
    assert not is_gone(case.key_id)


def test_whoever_can_only_write_to_the_list_has_nobody_note_lines_as_lost(cast, three, list_file):
    """Told that lines are lost, an operator would say that it goes on, for as many as the line says."""
    case = open_case(actor=cast.ines.actor, post=cast.houston, channel="window", started_at=timezone.now())
    last = json.loads(list_file.read_bytes().splitlines()[-1])["number"]
    forged(list_file, case, ends=[], lost=900_000, number=last + 900_001)
    refused(catch_up, f"línea {last + 900_001}", "signature of this installation")
    assert LedgerRow.objects.count() == last


def test_lines_that_the_keys_put_back_cannot_check_are_carried_out_when_somebody_says_so(
    three, tmp_path, settings
):
    """The journal's keys in the backup are older than the lines, which is no forgery."""
    before(three[2])
    here, settings.JOURNAL_KEYS = settings.JOURNAL_KEYS, tmp_path / "older"
    refused(catch_up, "Line 3")
    settings.JOURNAL_KEYS = here
    assert keys.ring()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(keys, "public_keys", dict)
        refused(catch_up, "Line 3")
        assert are_open(three[2]) == [True]
        call_command("withdrawals", "replay", "--unsigned", "--json")
    assert are_open(three[2]) == [False]


@pytest.mark.parametrize("more", [1, 300])
def test_a_longer_list_of_another_installation_is_refused_as_well(cast, signed_in, three, list_file, more):
    """It was put under a running server: the line that this one knows last is another there."""
    rows = dict(LedgerRow.objects.values_list("number", "seal"))
    LedgerRow.objects.all().delete()
    list_file.unlink()
    end = ledger.End("session", ("0" * 36,), {})
    for _ in range(3 + more):
        ledger.append([end], timezone.now())
    LedgerRow.objects.all().delete()
    LedgerRow.objects.bulk_create(LedgerRow(number=n, seal=seal) for n, seal in rows.items())
    theirs, [row] = list_file.read_bytes(), signed_in(1)
    close = lambda: close_session(actor=cast.ines.actor, session_id=row.id, at=timezone.now())  # noqa: E731
    refused(close, "línea 3", "another installation")
    refused(ledger.refuse_behind, "Line 3")
    assert are_open(row) == [True] and list_file.read_bytes() == theirs


def test_a_list_that_ran_ahead_is_the_own_one_also_with_a_line_that_a_crash_cut(
    cast, signed_in, three, list_file
):
    """Acts under way elsewhere have their lines before their rows."""
    more = signed_in(4)
    for row in more:
        close_session(actor=cast.ines.actor, session_id=row.id, at=timezone.now())
    before(*more)
    list_file.write_bytes(list_file.read_bytes() + b'{"at": "2026')
    assert ledger.behind() == 4
    [row] = signed_in(1)
    close_session(actor=cast.ines.actor, session_id=row.id, at=timezone.now())
    assert catch_up() == {"lines": 4, "open": 4}


# What somebody types at the server while a copy of before lies there, and why it works all the same.
WORKS = {
    "it puts back, withdraws again, checks or rescues": {
        "account",
        "backup",
        "doctor",
        "upgrade",
        "journal",
        "keys",
        "restore",
        "tick",
        "withdrawals",
    },
    "content and invented people": {"crosswalk", "demo", "document", "edition", *ALONE},
}


def test_every_command_that_lets_something_out_or_works_on_cases_refuses_as_the_pages_do(three, monkeypatch):
    monkeypatch.setattr(console, "refuse_behind", ASKS)
    names = {name for name, app in get_commands().items() if app == "cauce.operations"} - {"migrate"}
    refusing = names - set().union(*WORKS.values())
    assert {"export-ctdc", "export-htcds", "export-form", "indicators", "link"} < refusing
    before(three[2])
    for name in sorted(refusing):
        command = load_command_class("cauce.operations", name)
        command.answer = lambda **options: pytest.fail("it answered")
        with pytest.raises(ledger.Behind, match="withdrawals replay"):
            command._answer({})
    catch_up()
    command.answer = lambda **options: "answered"
    assert command._answer({}) == "answered"
