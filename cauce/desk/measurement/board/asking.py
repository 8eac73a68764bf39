"""What somebody asks of a board, from its address: anything else becomes the nearest that makes sense."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest

from cauce.content.loader import Edition as Content
from cauce.content.model_indicators import Indicator
from cauce.measurement.boards.board import Wanted, may_break, period_for
from cauce.measurement.facts.periods import KINDS, Period, period_of
from cauce.ui.listed import Filters, picks
from cauce.ui.words import Words, say

from .naming import HEADS, KIND_NAMES, THIS, Say, period_long

FIRST = "victims-attended"
BACK = {"quarter": 8, "half": 4, "year": 4}
SHOWN = "indicador", "periodo", "por"  # the names in an address


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


def filters(request: HttpRequest, wanted: Wanted, content: Content, today: dt.date) -> Filters:
    """The three lists of the form; of a breakdown only what this indicator allows here."""
    offered = offered_periods(wanted.one, today)
    indicators: list[Indicator] = sorted(content.indicators.values(), key=lambda one: one.order)
    periods = [
        (_said(KIND_NAMES[kind]), [_period(p, today) for p in offered if p.kind == kind])
        for kind in KINDS
        if any(p.kind == kind for p in offered)
    ]
    heads = [
        (name, _said(HEADS[name])) for name in ("", *may_break(wanted.one, wanted.post)) if name in HEADS
    ]
    found = Filters(
        request,
        {
            "indicador": picks(
                say("Qué se cuenta", "What is counted"), [(one.id, _said(one.title)) for one in indicators]
            ),
            "periodo": picks(say("Cuándo", "When"), periods),
            "por": picks(say("Cómo verlo", "How to see it"), heads),
        },
    )
    found.initial = {"indicador": wanted.one.id, "periodo": wanted.period.code, "por": wanted.by}
    return found


def _said(text: Say) -> str:
    return say(text.es, text.en)


def _period(period: Period, today: dt.date) -> tuple[str, str]:
    now = period.since <= today < period.until
    words = THIS[period.kind] if now else _upper(period_long(period))
    return period.code, _said(words)


def _upper(text: Say) -> Say:
    """Without its article: a line of a list."""
    es, en = text.es.removeprefix("el "), text.en.removeprefix("the ")
    return Words(es[0].upper() + es[1:], en[0].upper() + en[1:])
