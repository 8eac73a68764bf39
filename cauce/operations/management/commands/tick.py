"""``cauce tick``: do what is due now; ``--every`` keeps on doing it."""

from __future__ import annotations

import time

from django.db import DatabaseError
from django.utils import timezone

from cauce.custody.journal import ledger
from cauce.custody.journal.withdrawing_again import catch_up
from cauce.operations import disk_reserve
from cauce.operations.checks import refuse_unsafe
from cauce.operations.console import Answer, CauceCommand
from cauce.operations.loop.tick import tick
from cauce.staff.accounts.environment import check_environment


class Command(CauceCommand):
    help = (
        "Llama suplentes, insiste donde nadie contestó, borra lo vencido. / "
        "Call deputies, chase silent referrals, erase what expired."
    )

    def arguments(self, parser) -> None:
        parser.add_argument(
            "--every",
            type=int,
            default=0,
            help="segundos entre vueltas; 0: una / seconds between rounds; 0: once",
        )

    def answer(self, **options) -> Answer:
        every = options["every"]
        refuse_unsafe()
        check_environment(timezone.now())
        while every:
            disk_reserve.keep()
            try:
                catch_up(patience=ledger.PATIENCE)
                done = tick(timezone.now())
                if any(done.values()):
                    self.progress(", ".join(f"{k} {v}" for k, v in done.items() if v))
            except DatabaseError as problem:
                # The next round finds what this one left: nothing is kept in memory.
                self.progress(f"tick: {type(problem).__name__}")
            time.sleep(every)
        disk_reserve.keep()
        catch_up(patience=ledger.PATIENCE)
        done = tick(timezone.now())
        return Answer(done, [f"{name}: {count}" for name, count in done.items()])
