"""REL-01: kill -9 of workers, and of PostgreSQL, while people write.

No acknowledged write is lost, none is done twice, and no case is torn: without its entry in the
journal, its key, its obligations, its consent. The control takes the transaction out of every act.
"""

from __future__ import annotations

import contextlib
import random
import time

from .prepared import stage
from .report import Report, summary
from .stage import Server, Stage
from .writers import Acknowledged, Writers

# A server that tears cases refuses, sooner or later, whatever its writers send again: seconds, answers.
STUCK = 10, 150


def _kill(server: Server, held: Stage, dice: random.Random) -> bool:
    """One kill, of whatever the dice say; False: there was nobody to kill."""
    cluster = held.cluster
    if cluster and dice.random() < 0.02:
        cluster.kill_postmaster()
        cluster.start()
        return True
    victims = cluster.backends() if cluster and dice.random() < 0.1 else server.workers()
    if not victims:
        return False
    server.kill(dice.choice(victims))
    return True


def _writing(kept: Acknowledged, seconds: float, refusals: int | None = None) -> bool:
    """Wait until something more was acknowledged; False: nothing was in so many seconds, or in so many
    answers one after the other, as where every writer is refused the same form again and again."""
    before, until, answered = kept.count(), time.monotonic() + seconds, kept.answered()
    while kept.count() == before:
        if time.monotonic() > until or (refusals and kept.answered() - answered > refusals):
            return False
        time.sleep(0.002)
    return True


def run(count: int, postgres: bool = False, broken: str = "", seed: int = 1) -> dict:
    """So many kills under writing; what is wrong afterwards, and how much had been acknowledged."""
    dice, kept = random.Random(seed), Acknowledged()
    held = stage(postgres, name="kills").begin()
    try:
        with Server(held, broken) as server:
            with Writers(server.port, held.signed, kept):
                done = 0
                while done < count and _writing(kept, *(STUCK if broken else (60,))):
                    time.sleep(dice.uniform(0, 0.03))
                    done += _kill(server, held, dice)
            found = held.child("check", given={"acks": kept.snapshot()})
    finally:
        with contextlib.suppress(OSError):
            held.end()
    return found | {"kills": done, "acknowledged": kept.count(), "answers": kept.answers}


def main(count: int, postgres: bool) -> Report:
    base = "PostgreSQL" if postgres else "SQLite"
    report = Report(f"REL-01 kill -9 during writes, {base}")
    found = run(count, postgres)
    good, words = summary(found)
    whole = good and found["kills"] == count
    report.add(f"kill -9: {found['acknowledged']} writes acknowledged", found["kills"], whole, words)
    few = max(20, count // 20)
    found = run(few, postgres, broken="no_transaction")
    report.add("the transaction removed", few, *summary(found), control=True)
    return report
