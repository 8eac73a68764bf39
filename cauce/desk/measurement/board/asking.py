"""What somebody asks of a board, from its address: anything else becomes the nearest that makes sense."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from cauce.content.loader import Edition as Content
from cauce.content.model_indicators import Indicator
from cauce.measurement.boards.board import Wanted, may_break, period_for
from cauce.measurement.facts.periods import KINDS, Period, period_of
from cauce.ui.words import Words

from .naming import HEADS, KIND_NAMES, THIS, Say, period_long

FIRST = "victims-attended"
BACK = {"quarter": 8, "half": 4, "year": 4}
SHOWN = "indicador", "periodo", "por"  # the names in an address


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a list: its value in the address, its words, whether it is the one shown."""

    value: str
    words: Say
    chosen: bool


def asked(request: HttpRequest, content: Content, post: str | None, today: dt.date) -> Wanted:
    """The indicator, the period and the breakdown that the address names; the usual ones for the rest."""
    given = [request.GET.get(name, "")[:40] for name in SHOWN]
    indicators = content.indicators
    one = indicators.get(given[0]) or indicators.get(FIRST) or next(iter(indicators.values()))
    offered = {period.code: period for period in offered_periods(one, today)}
    period = offered.get(given[1]) or next(iter(offered.values()))
    by = given[2] if given[2] in may_break(one, post) else ""
    return Wanted(one, period_for(by, period), by, post)


def offered_periods(one: Indicator, today: dt.date) -> list[Period]:
    """The last quarters, halves and years, the one of today first among each. Out of an estimate of a
    year, only years that are over."""
    if one.measure == "estimate":
        return [period_of(today, "year", back) for back in range(1, BACK["year"] + 1)]
    return [period_of(today, kind, back) for kind in KINDS for back in range(BACK[kind])]


def query(wanted: Wanted) -> str:
    """The same page again."""
    return f"indicador={wanted.one.id}&periodo={wanted.period.code}&por={wanted.by}"


def choices(wanted: Wanted, content: Content, today: dt.date) -> dict[str, Any]:
    """The three lists of the form; of a breakdown only what this indicator allows here."""
    offered = offered_periods(wanted.one, today)
    indicators: list[Indicator] = sorted(content.indicators.values(), key=lambda one: one.order)
    return {
        "indicators": [Choice(one.id, one.title, one.id == wanted.one.id) for one in indicators],
        "periods": [
            (KIND_NAMES[kind], [_period(p, wanted, today) for p in offered if p.kind == kind])
            for kind in KINDS
            if any(p.kind == kind for p in offered)
        ],
        "breakdowns": [
            Choice(name, HEADS[name], name == wanted.by)
            for name in ("", *may_break(wanted.one, wanted.post))
            if name in HEADS
        ],
    }


def _period(period: Period, wanted: Wanted, today: dt.date) -> Choice:
    now = period.since <= today < period.until
    words = THIS[period.kind] if now else _upper(period_long(period))
    return Choice(period.code, words, period == wanted.period)


def _upper(text: Say) -> Say:
    """Without its article: a line of a list."""
    es, en = text.es.removeprefix("el "), text.en.removeprefix("the ")
    return Words(es[0].upper() + es[1:], en[0].upper() + en[1:])
