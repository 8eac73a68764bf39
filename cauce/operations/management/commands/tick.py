"""``cauce tick``: do what is due now; ``--every`` keeps on doing it."""

from __future__ import annotations

import logging
import time

from django.db import DatabaseError
from django.utils import timezone

from cauce.custody.journal import ledger
from cauce.custody.journal.withdrawing_again import catch_up
from cauce.operations import disk_reserve
from cauce.operations.checks import refuse_unsafe
from cauce.operations.console import Answer, CauceCommand
from cauce.operations.loop.tick import tick
from cauce.operations.upgrading import in_use
from cauce.operations.watching import numbers
from cauce.staff.accounts.environment import check_environment

log = logging.getLogger("cauce.loop")


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
        in_use.hold()
        refuse_unsafe()
        check_environment(timezone.now())
        while every:
            disk_reserve.keep()
            begun, broken = time.monotonic(), False
            try:
                catch_up(patience=ledger.PATIENCE)
                done = tick(timezone.now())
                if any(done.values()):
                    log.info("round", extra={"done": {name: count for name, count in done.items() if count}})
            except DatabaseError:
                # The next round finds what this one left: nothing is kept in memory.
                log.exception("round")
                broken = True
            numbers.round_ended(time.time(), time.monotonic() - begun, broken)
            time.sleep(every)
        disk_reserve.keep()
        catch_up(patience=ledger.PATIENCE)
        done = tick(timezone.now())
        return Answer(done, [f"{name}: {count}" for name, count in done.items()])
