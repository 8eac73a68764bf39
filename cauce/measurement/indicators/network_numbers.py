"""All posts side by side, in a fixed number of queries whatever the size of the tables.

These are numbers of work for the service itself: obligations, days, requests, rates. Nobody is
counted by sex, age or any other trait, and no row names an officer, so small numbers stay as they
are; what is to be published passes disclosure control first, and that is not done here.
"""

from __future__ import annotations

import datetime as dt

from cauce.rules.adherence import Adherence, adherence_of

from ..facts.model import (
    Cases,
    Counts,
    Encounters,
    FirstService,
    PostNumbers,
    Referrals,
    Removed,
    Short,
    Signatures,
    Steps,
    none_yet,
)
from ..facts.obligations import Table, less, tables, tables_and_late
from . import counting

PERIOD = dt.timedelta(days=365)


def numbers_of(codes: list[str], at: dt.datetime, only: list[str] | None = None) -> list[PostNumbers]:
    """The numbers of these posts, in that order. ``only``: read the rows of those alone."""
    since = at - PERIOD
    every, imported, late = tables_and_late(at, since, only)
    cases, waiting = counting.cases(only), counting.signatures(only)
    met = counting.encounters(only, since, at)
    sent = counting.referrals(only, since, at)
    first = counting.first_service(only, since)
    steps, gone, short = counting.acts(only, since)
    found: list[PostNumbers] = []
    for code in codes:
        overall, by_action, left_out = _adherence(code, every, imported)
        overdue = sum(counts["overdue_open"] for counts in every.get(code, {}).values())
        found.append(
            PostNumbers(
                post=code,
                at=at,
                since=since,
                cases=cases.get(code, Cases()),
                signatures=waiting.get(code, Signatures()),
                encounters=met.get(code, Encounters()),
                referrals=sent.get(code, Referrals()),
                first_service=first.get(code, FirstService()),
                steps=steps.get(code, Steps()),
                overdue=overdue,
                overall=overall,
                by_action=by_action,
                imported_left_out=left_out,
                removed=gone.get(code, Removed()),
                short=_short(short.get(code, 0), late.get(code, [])),
            )
        )
    return found


def now_of(code: str, at: dt.datetime) -> PostNumbers:
    """One post as it stands: what is open, waits and was followed; nothing of how fast it went."""
    every, imported = tables(at, [code])
    overall, by_action, left_out = _adherence(code, every, imported)
    return PostNumbers(
        post=code,
        at=at,
        since=at - PERIOD,
        cases=counting.cases([code]).get(code, Cases()),
        signatures=counting.signatures([code]).get(code, Signatures()),
        encounters=Encounters(),
        referrals=counting.referrals([code], at - PERIOD, at).get(code, Referrals()),
        first_service=FirstService(),
        steps=Steps(),
        overdue=sum(counts["overdue_open"] for counts in every.get(code, {}).values()),
        overall=overall,
        by_action=by_action,
        imported_left_out=left_out,
    )


def _short(cases: int, late: list[tuple[str, int]]) -> Short:
    return Short(cases, sum(number for _, number in late), tuple(late))


def _adherence(code: str, every: Table, imported: Table) -> tuple[Adherence, tuple[Adherence, ...], int]:
    """Overall, by action in the order of their ids, and how many rows of imported cases are out."""
    overall, left_out, by_action = none_yet(), 0, []
    out = imported.get(code, {})
    for action, counts in sorted(every.get(code, {}).items()):
        mine: Counts = less(counts, out.get(action, none_yet()))
        left_out += sum(out.get(action, {}).values())
        if any(mine.values()):
            by_action.append(adherence_of(action, mine))
        overall = {kind: overall[kind] + number for kind, number in mine.items()}
    return adherence_of(None, overall), tuple(by_action), left_out


def network_numbers(codes: list[str], at: dt.datetime) -> list[PostNumbers]:
    """Every post of the list as it stands at ``at``."""
    return numbers_of(codes, at)
