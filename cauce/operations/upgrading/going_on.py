"""The steps of an upgrade, each of which may be cut anywhere and done again.

Before the migrations nothing of this version writes to the database, which may be too old for it: what is
read there is asked for by statements of their own (``copies``). What is written afterwards (cases planned
again, the note in the journal) is an act like any other.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from cauce.cases.drift import differences
from cauce.cases.dry_run import following_another
from cauce.cases.rounds.moving import cases_moved
from cauce.content.errors import BadInputs
from cauce.content.fingerprint import fingerprint
from cauce.custody.journal import integrity
from cauce.operations import replanning
from cauce.operations.backup import copies, making
from cauce.operations.loop.tick import each
from cauce.operations.migrating import lacking
from cauce.protocol.editions.access import annex_numbers, current_edition
from cauce.rules.permissions import SYSTEM
from cauce.staff.accounts.actions.installation import note_upgrade

from . import looking, progress
from .progress import CHANGES, STEPS, Progress

bad_input = BadInputs(__file__)
FULL = ("is full", "No space left on device")
Say = Callable[[str, str], None]


class Upgrade:
    """One run: from where the last one was cut, or from the beginning. ``recipients`` None: of this network
    no backup is made (invented people)."""

    def __init__(
        self, to: Path, keys_to: Path, recipients: list[str] | None, *, last: bool, at: dt.datetime, say: Say
    ) -> None:
        self.to, self.keys_to, self.recipients = to, keys_to, recipients
        self.last, self.at, self.say = last, at, say

    def run(self) -> Progress:
        """Do every step that is left. Raises ``BadInput``, ``UnsafeStart``; nothing is lost by it."""
        now = progress.found()
        if now is None or now.step == "done":
            now = self._begin()
        else:
            self.say(
                f"Se cortó en «{NAMES[now.step][0]}»; sigue desde ahí.",
                f"Cut at '{NAMES[now.step][1]}'; it goes on.",
            )
        for step in STEPS[STEPS.index(now.step) : STEPS.index("done")]:
            self.say(*(f"· {name}" for name in NAMES[step]))
            now = getattr(self, f"_{step}")(now)
            now.step = STEPS[STEPS.index(step) + 1]
            progress.keep(now)
        return now

    def _begin(self) -> Progress:
        if copies.is_empty():
            raise bad_input("there_is_nothing_to_upgrade", where="DATABASE_URL")
        looking.look(self.to, self.keys_to, self.at)
        progress.forget()
        return progress.keep(Progress("backup", self.at.isoformat(), len(lacking())))

    def _backup(self, now: Progress) -> Progress:
        if self.recipients is None:
            return now
        if self.last:
            now.backup = looking.last_backup(self.to, self.keys_to, self.at)
            return now
        made = making.sealed(self.to, self.keys_to, self.recipients, self.at)
        for name in ("data", "keys"):
            looking.check_written(Path(made[name]))
        now.backup = {name: str(made[name]) for name in ("pair", "data", "keys", "cases", "without_key")}
        return now

    def _copy(self, now: Progress) -> Progress:
        there = progress.copied()
        shutil.rmtree(there, ignore_errors=True)
        there.mkdir(mode=0o700)
        held, _ = copies.copy(there, rights=True)
        with (there / copies.DATABASE).open("rb") as file:
            os.fsync(file.fileno())
        progress.settle(there)
        now.heads = held.heads
        return now

    def _migrate(self, now: Progress) -> Progress:
        call_command("migrate", verbosity=0, interactive=False)
        return now

    def _replan(self, now: Progress) -> Progress:
        moved = 0
        while some := cases_moved(self.at, each):
            moved += some
            self.say(f"  {moved} casos", f"  {moved} cases")
        replanning.put_right(self.at, None, lambda done: None)
        left = differences(self.at)[1]
        if left:
            self.say(
                f"{len(left)} filas difieren todavía: «cauce replan --check» las nombra.",
                f"{len(left)} rows still differ: 'cauce replan --check' names them.",
            )
        return now

    def _verify(self, now: Progress) -> Progress:
        found = integrity.walk(progress=None)
        missing = [
            name for name, (number, seal) in now.heads.items() if not integrity.holds(name, number, seal)
        ]
        if missing or not found.whole:
            raise bad_input("the_journal_does_not_hold", where=", ".join(missing) or "cauce journal verify")
        if "pair" in now.backup:
            counts = {name: int(now.backup[name]) for name in ("cases", "without_key")}
            making.note({"pair": now.backup["pair"], **counts})
        content = fingerprint(current_edition(self.at))
        note_upgrade(actor=SYSTEM, changes=now.changes, content=content, at=self.at)
        now.heads = heads()
        return now


def check_filled_up(problem: Exception) -> None:
    """Raise ``BadInput`` where what went wrong was a full disk, in the words of whoever found no room."""
    if any(words in str(problem) for words in FULL):
        raise bad_input("the_disk_filled_up", where=str(settings.VAR)) from problem


NAMES = {
    "backup": ("respaldo", "backup"),
    "copy": ("copia para volver", "copy to go back by"),
    "migrate": ("cambios de la base", "changes of the database"),
    "replan": ("casos vueltos a planear", "cases planned again"),
    "verify": ("bitácora", "journal"),
    "back": ("regreso", "going back"),
}


def heads() -> dict[str, list[Any]]:
    """How each chain of the journal ends now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, length, seal FROM journal_chain")
        return {name: [length, seal] for name, length, seal in cursor.fetchall()}


def is_current(at: dt.datetime) -> bool:
    """Whether there is nothing to do: nothing lacks, and every open case follows what holds."""
    if copies.is_empty() or lacking():
        return False
    return next(following_another(current_edition(at), annex_numbers()), None) is None


def back(say: Say) -> bool:
    """Put everything back as it was before the upgrade; whether anything had been changed.

    Raises ``BadInput`` where there is nothing to go back to, or somebody wrote since it ended.
    """
    now = progress.found()
    if now is None:
        raise bad_input("there_is_nothing_to_go_back_to", where=str(progress.folder()))
    if now.step == "done":
        _refuse_written(now)
    if now.step in (*CHANGES, "done", "back"):
        say("· la copia regresa", "· the copy comes back")
        now.step = "back"
        progress.keep(now)
        copies.replace(progress.copied() / copies.DATABASE)
        progress.forget()
        return True
    progress.forget()
    return False


def written(since: Progress) -> int:
    """How many entries the journal has since an upgrade ended."""
    return sum(length - since.heads.get(name, [0])[0] for name, (length, _) in heads().items())


def _refuse_written(now: Progress) -> None:
    if count := written(now):
        raise bad_input("somebody_wrote_since", where="cauce upgrade --back", count=count)
    if not (progress.copied() / copies.DATABASE).exists():
        raise bad_input("there_is_nothing_to_go_back_to", where=str(progress.copied()))
