"""The key of a case is renewed, and goes with the case to another post."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from cauce.cases import access, actions
from cauce.cases.access_keys import posts_of_keys
from cauce.cases.models import Case, CaseAct, Section
from cauce.cases.rounds.keys import keys
from cauce.custody.journal.door import Refused
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import Sealed, unseal
from cauce.custody.keystore.aead import key_of
from cauce.custody.keystore.columns import used
from cauce.custody.keystore.rotation import in_use
from cauce.people.models import Person
from cauce.rules.permissions import SYSTEM
from tests.transfers import NOTE, asked, moved

from .conftest import consent, open_case

pytestmark = pytest.mark.django_db(transaction=True)
TOLD = "Le quitaron el pasaporte."
WITH_NOTE = (TOLD, [NOTE, "Sola."])  # once another post was asked to receive it


def wraps(key_id) -> set[tuple[bytes, str]]:
    with sqlite3.connect(settings.KEYSTORE_URL.removeprefix("sqlite:///")) as store:
        rows = store.execute("SELECT dek_id, post FROM wrap WHERE key_id = ?", (key_id.bytes,))
        found = {(bytes(dek), post) for dek, post in rows}
    store.close()
    return found


@pytest.fixture
def told(cast):
    """A case whose person agreed that it be kept, with what she told and a note."""
    now, kept = timezone.now(), open_case(cast)
    consent(cast, kept, "keeping")
    actions.save_section(actor=cast.ines.actor, case=kept, kind="narrative", content=TOLD, seen=0)
    actions.record_act(
        actor=cast.ines.actor, case=kept, name="urgent_needs_checked", happened_at=now, note="Sola."
    )
    return kept


def read(case) -> tuple[str, list[str]]:
    notes = [row["note"] for row in access.notes(case) if row["note"]]
    return access.section(case, "narrative")[1], notes


def test_renewing_seals_everything_again_and_the_old_key_goes(cast, told):
    before = bytes(Section.objects.get(case=told, kind="narrative").sealed)
    assert used(told.key_id) == {told.key_id}
    assert actions.renew_key(actor=SYSTEM, case=told) > 3
    assert used(told.key_id) == {in_use(told.key_id)} != {told.key_id}
    for row in (*Section.objects.filter(case=told), *CaseAct.objects.exclude(note=None)):
        blob = bytes(getattr(row, "sealed", None) or row.note)
        assert key_of(blob, told.key_id) == in_use(told.key_id)
    assert read(told) == (TOLD, ["Sola."])
    assert keys()["keys_destroyed"] == 0  # somebody may still be saving
    assert keys(older=0)["keys_destroyed"] > 0
    assert len(wraps(told.key_id)) == 1
    with pytest.raises(Sealed):  # an old copy of the database does not open any more
        unseal(told.key_id, f"cases.section|{told.id}|narrative|1", before)
    assert read(told) == (TOLD, ["Sola."])
    assert Entry.objects.filter(what="case.renew_key").count() == 1


def test_what_a_request_under_way_left_is_sealed_again_before_the_old_key_goes(cast, told):
    keys(older=0)  # the keystore keeps what cases of tests before left
    row = Section.objects.get(case=told, kind="narrative")
    old = bytes(row.sealed)
    actions.renew_key(actor=SYSTEM, case=told)
    Section.objects.filter(id=row.id).update(sealed=old)  # it sealed before, and committed after
    assert keys(older=0)["keys_destroyed"] == 1  # the draft's alone
    assert read(told)[0] == TOLD
    assert keys(older=0)["keys_destroyed"] == 1
    assert read(told)[0] == TOLD


def test_what_does_not_open_keeps_its_key_and_is_not_tried_for_ever(cast, told):
    row = Section.objects.get(case=told, kind="narrative")
    actions.renew_key(actor=SYSTEM, case=told)
    Section.objects.filter(id=row.id).update(sealed=b"\x02\x01" + told.key_id.bytes + b"x" * 99)
    keys(older=0)
    written = Entry.objects.count()
    keys(older=0)
    assert Entry.objects.count() == written and len(wraps(told.key_id)) == 2


def test_only_the_program_renews(cast, told):
    with pytest.raises(Refused):
        actions.renew_key(actor=cast.ines.actor, case=told)


def test_a_case_goes_to_another_post_with_its_keys(cast, told):
    case = moved(told, by=cast.mateo, to=cast.laredo, received_by=cast.tomas)
    assert (case.post_id, case.officer) == (cast.laredo.code, cast.tomas.user)
    assert Person.objects.get(id=case.person_id).post_id == cast.laredo.code
    for key_id in (case.key_id, case.draft_key_id):
        assert {post for _, post in wraps(key_id)} <= {cast.laredo.code}
    assert len(wraps(case.key_id)) == 1
    assert read(case) == WITH_NOTE
    assert posts_of_keys([case.key_id]) == {case.key_id: cast.laredo.code}


def test_a_transfer_undone_leaves_the_case_where_it_was(cast, told, monkeypatch):
    from cauce.cases.actions import keys as acts

    def fall(*args):
        raise OSError("no space left")

    monkeypatch.setattr(acts, "move_person", fall)
    with pytest.raises(OSError, match="no space"):
        moved(told, by=cast.mateo, to=cast.laredo, received_by=cast.tomas)
    assert read(Case.objects.get(id=told.id)) == WITH_NOTE
    keys(older=0)
    assert {post for _, post in wraps(told.key_id)} == {"HOU"}
    assert read(Case.objects.get(id=told.id)) == WITH_NOTE


# A process with everything loaded and nothing open; each line it reads is one request, by a fork of it.
APART = """
import os, signal, sys, traceback
import django
django.setup()
from django.db import connections
from django.utils import timezone
from cauce.cases.actions import keys as acts
from cauce.custody.keystore import moving
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.models import User
from cauce.sharing.referrals.actions import accept_transfer
from cauce.sharing.referrals.models import Transfer

def die(*args, **given):
    os.kill(os.getpid(), signal.SIGKILL)

def request(where, case, user):
    if where == "after the new wrap":
        acts.move_person = die
    elif where == "after the commit":
        acts.settle_key = die
    elif where == "after the old wrap is deleted":
        moving.erase_log = die
    user = User.objects.get(id=user)
    accept_transfer(actor=actor_for(user), transfer=Transfer.objects.get(case=case), officer=user,
                    at=timezone.now())

connections.close_all()
for line in sys.stdin:
    child = os.fork()
    if not child:
        signal.alarm(120)
        try:
            request(*line.rstrip().split("|"))
            connections.close_all()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.fixture(scope="module")
def run_apart(django_db_setup):
    """A process of its own on the same database and keystore; the exit status of what is asked of it."""
    name = connection.settings_dict["NAME"]
    url = f"sqlite:///{name}"
    if connection.vendor != "sqlite":
        url = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"
    given = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "cauce.site.settings.base",
        "KEYSTORE_URL": settings.KEYSTORE_URL,
        "KEYSTORE_ROOT": str(settings.KEYSTORE_ROOT),
        "CAUCE_SECRET_KEY": settings.SECRET_KEY,
        "JOURNAL_KEYS": str(settings.JOURNAL_KEYS),
        "JOURNAL_ANCHORS": str(settings.JOURNAL_ANCHORS),
        "RETENTION_LEDGER": str(settings.RETENTION_LEDGER),
        "CAUCE_ENVIRONMENT": settings.ENVIRONMENT,
    }
    command = [sys.executable, "-c", APART]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=given, **pipes) as process:

        def run(*values: str) -> int:
            process.stdin.write("|".join(values) + "\n")
            process.stdin.flush()
            return int(process.stdout.readline())

        yield run


@pytest.mark.parametrize(
    ("where", "status", "post"),
    [
        ("after the new wrap", -9, "HOU"),
        ("after the commit", -9, "LAR"),
        ("after the old wrap is deleted", -9, "LAR"),
        ("nowhere", 0, "LAR"),
    ],
)
def test_killed_at_any_point_the_case_opens_and_ends_under_one_post(
    cast, told, run_apart, where, status, post
):
    asked(told, by=cast.mateo, to=cast.laredo)
    found = run_apart(where, str(told.id), str(cast.tomas.user.id))
    assert found == status
    case = Case.objects.get(id=told.id)
    assert case.post_id == post and read(case) == WITH_NOTE
    written = Entry.objects.filter(what="case.hand_over").count()
    assert written == (1 if post == "LAR" else 0)  # case and journal together, or neither
    keys(older=0)
    for key_id in (case.key_id, case.draft_key_id):
        assert {one for _, one in wraps(key_id)} <= {post}
    assert wraps(case.key_id) and read(case) == WITH_NOTE
