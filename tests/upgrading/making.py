"""Keeps a small house of this very state of the program, for the tests of every state that follows.

    make house                          both engines, named by the day of the commit

A house is what lies on a server: the database (a file of SQLite, or what ``pg_dump`` writes as plain
SQL), the keystore with its root, the keys of the journal, its anchors, and the list of what was erased.
Who is in it are the invented people of the tests, at two posts, with one thing of each kind; one more
record is erased. Its keys open nothing else. The house of 2026-11-25 was made the same way with the
program of that day, by what ``tests.architecture.walking`` and ``tests.cast`` were then.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from faults.cluster import Cluster, programs
from faults.stage import free_port, scratch

HOUSES = Path(__file__).with_name("houses")
ROOT = HOUSES.parents[2]
MADE = "made.json"
DUMP = "database.sql"
PLAIN = ("--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=200")


def fill() -> None:
    """Every table, the cast, one thing of each kind of Houston and of Laredo, and a record that is erased."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from cauce.custody.journal import integrity
    from cauce.staff.accounts.environment import check_environment
    from tests import quickcast
    from tests.architecture import walking

    call_command("migrate", verbosity=0)
    cast = quickcast.build()  # first: it begins the chains of the journal itself
    check_environment(timezone.now())
    walking.houston(cast)
    walking.laredo(cast)
    _erased(cast)
    _undrafted()
    integrity.anchor_now(timezone.now())


def _undrafted() -> None:
    """Nobody drafted an edition here: this house goes by what comes with the program, whichever that is.

    One whose editions stand in its database, with every text of theirs, is that of 2026-11-28.
    """
    from django.db import connection

    from cauce.protocol.editions.models import Approval, ContentText, Edition, EditionFile, PostAnnex, Trial

    for table in (Approval, Trial, EditionFile, ContentText, PostAnnex, Edition):
        table.objects.all().delete()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")


def _erased(cast) -> None:
    """A record of Houston that two people erased; it stands in the list outside the database."""
    from django.utils import timezone

    from cauce.cases import actions as cases
    from cauce.rights.rights import actions as rights
    from cauce.rights.rights.rules.retention import Due
    from cauce.rules.permissions import SYSTEM
    from cauce.staff.oversight.actions import decide
    from cauce.staff.oversight.models import Proposal
    from tests.cast import today

    now, why = timezone.now(), "Terminó su plazo y hay autorización."
    case = cases.open_case(actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=now)
    cases.close_case(actor=cast.ines.actor, case=case, reason="goals_met", note="Terminó bien.", at=now)
    over = rights.propose_erasure(
        actor=SYSTEM, case=case, due=Due("record", today(), "retention-record", 1), at=now
    )
    rights.record_authorisation(
        actor=cast.sofia.actor,
        number="BAJA-1 (ejemplo)",
        issued_on=today(),
        closed_until=today(),
        post=None,
        at=now,
    )
    rights.confirm(actor=cast.aurora.actor, erasure=over, reason=why, at=now)
    asked = Proposal.objects.get(id=over.proposal)
    decide(actor=cast.sofia.actor, proposal=asked, approve=True, reason=why, at=now)
    rights.erase(actor=cast.aurora.actor, erasure=over, at=now)


def _filled(folder: Path, url: str) -> None:
    """``fill`` in a process that knows no other place and no other database."""
    given = {
        "CAUCE_VAR": str(folder),
        "CAUCE_ENVIRONMENT": "tests",
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "cauce.site.settings.run",
        "PYTHONPATH": str(ROOT),
    }
    words = (sys.executable, "-m", __spec__.name if __spec__ else __name__, "--fill")
    subprocess.run(words, env=os.environ | given, cwd=ROOT, check=True)


def _sqlite(folder: Path) -> None:
    _filled(folder, "")


def _postgresql(folder: Path) -> None:
    cluster = Cluster(scratch() / "pg", free_port())
    cluster.make()
    cluster.start()
    try:
        _filled(folder, cluster.url)
        with (folder / DUMP).open("wb") as out:
            subprocess.run([programs() / "pg_dump", *PLAIN, cluster.url], stdout=out, check=True)
    finally:
        cluster.stop()


def keep(name: str) -> list[Path]:
    """The house of each engine, as a compressed archive named by the day; where they are.

    The second of a day is its ``.2``: one that is there is never made again.
    """
    made, day = [], name
    for number in range(2, 99):
        if not list(HOUSES.glob(f"{name}-*")):
            break
        name = f"{day}.{number}"
    for engine, make in (("sqlite", _sqlite), ("postgresql", _postgresql)):
        folder = scratch() / f"{name}-{engine}"
        folder.mkdir()
        make(folder)
        for passing in ("editions", "slots", "static"):
            shutil.rmtree(folder / passing, ignore_errors=True)
        at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        (folder / MADE).write_text(json.dumps({"at": at}), encoding="utf-8")
        file = HOUSES / f"{folder.name}.tar.xz"
        with tarfile.open(file, "w:xz", preset=9) as tar:
            tar.add(folder, ".", filter=_nobodys)
        made.append(file)
    return made


def _nobodys(one: tarfile.TarInfo) -> tarfile.TarInfo:
    one.uid = one.gid = 0
    one.uname = one.gname = ""
    return one


if __name__ == "__main__":
    if sys.argv[1:] == ["--fill"]:
        fill()
    else:
        for kept in keep(sys.argv[1]):
            print(f"{kept.relative_to(ROOT)}  {kept.stat().st_size // 1024} kB")
