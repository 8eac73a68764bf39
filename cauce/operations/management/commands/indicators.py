"""``cauce indicators``: what is counted, its figures for a period, and collecting what they rest on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from django.utils import timezone

from cauce.content.errors import BadInputs
from cauce.content.model import Text
from cauce.content.model_indicators import Indicator
from cauce.measurement.actions import destroy_merges, destroy_period
from cauce.measurement.indicators.figures import Figures, Under, figures
from cauce.measurement.rounds import facts_collected
from cauce.measurement.rules.indicators import Cell, Cohort
from cauce.operations.console import Answer, CauceCommand, post_named
from cauce.protocol.editions.access import current_edition
from cauce.rules.hiding import hidden_of, is_small
from cauce.rules.permissions import SYSTEM
from cauce.staff.offices.access import day_at

bad_input = BadInputs(__file__)

EVERY_CHAIN = 10_000


def _day(text: str, where: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as problem:
        raise bad_input("text_is_not_a_date_write", where=where, text=text) from problem


def _instant(text: str) -> dt.datetime:
    """An instant with its zone; a date alone is the end of that day at headquarters."""
    try:
        if len(text) == 10:
            ends = dt.datetime.combine(_day(text, "--known"), dt.time.max)
            return timezone.make_aware(ends, timezone.get_default_timezone())
        return dt.datetime.fromisoformat(text)
    except ValueError as problem:
        raise bad_input("text_is_not_an_instant", where="--known", text=text) from problem


class Command(CauceCommand):
    help = "Indicadores y sus cifras / Indicators and their figures."
    while_behind = False

    def arguments(self, parser) -> None:
        parser.add_argument(
            "indicator", nargs="?", help="cuál; sin él, la lista / which; without it, the list"
        )
        parser.add_argument("--since", help="desde (incluido) / from (2026-01-01)")
        parser.add_argument("--until", help="hasta (sin incluirlo) / until, exclusive")
        parser.add_argument("--known", help="como se sabía entonces / as it was known then")
        parser.add_argument("--by", default="", help="desgloses con comas / breakdowns: sex,year")
        parser.add_argument(
            "--days", type=int, help="a cuántos días, de los que la definición nombra / within how many days"
        )
        parser.add_argument("--post", action="append", help="solo este consulado / this post alone")
        parser.add_argument(
            "--exact",
            action="store_true",
            help="sin proteger, para uso interno / unprotected, for use inside the house",
        )
        parser.add_argument(
            "--collect", action="store_true", help="leer antes la bitácora / read the journal first"
        )
        parser.add_argument(
            "--destroy-merges",
            type=int,
            metavar="YEAR",
            help="borrar quién es la misma persona / who is the same person",
        )
        parser.add_argument(
            "--destroy-keys",
            type=int,
            metavar="YEAR",
            help="destruir el secreto de un año / destroy the secret of a year",
        )

    def answer(self, *, language: str, **options) -> Answer:
        at = timezone.now()
        if options["destroy_merges"] is not None:
            gone = destroy_merges(actor=SYSTEM, period=options["destroy_merges"], at=at)
            return Answer({"merges_destroyed": gone}, [f"{gone}"])
        if options["destroy_keys"] is not None:
            destroy_period(actor=SYSTEM, period=options["destroy_keys"], at=at)
            return Answer({"keys_destroyed": options["destroy_keys"]})
        if options["collect"]:
            self._collect(at)
        if not options["indicator"]:
            return self._list(language)
        return self._figures(options, at, language)

    def _collect(self, at: dt.datetime) -> None:
        while made := facts_collected(at, chains=EVERY_CHAIN):
            self.progress(f"+{made}")

    def _list(self, language: str) -> Answer:
        found = current_edition().indicators.values()
        return Answer(
            [_said(one) for one in found],
            [f"{one.id:<24} {one.title[language]}" for one in found],
        )

    def _figures(self, options: dict[str, Any], at: dt.datetime, language: str) -> Answer:
        today = day_at(None, at)
        since = _day(options["since"] or f"{today.year}-01-01", "--since")
        until = _day(options["until"], "--until") if options["until"] else today + dt.timedelta(days=1)
        found = figures(
            options["indicator"],
            since=since,
            until=until,
            known=_instant(options["known"]) if options["known"] else at,
            by=tuple(name for name in options["by"].split(",") if name),
            posts=[post_named(code).code for code in options["post"]] if options["post"] else None,
            under=Under(days=options["days"]),
        )
        one = current_edition().indicator_versions[found.indicator, found.version]
        told = None if options["exact"] else _told(found, one)
        return Answer(_document(found, one, told), list(_lines(found, one, language, told)))


def _said(one: Indicator) -> dict[str, Any]:
    names = ("id", "version", "title", "unit", "measure", "breakdowns", "protocol", "provenance")
    return one.model_dump(mode="json", include=set(names))


Hidden = Collection[tuple[str, ...]]


def _told(found: Figures, one: Indicator) -> Hidden:
    """The cells that are hidden: below ten, or with others from which they could be worked out."""
    counts: dict[tuple[tuple[str, ...], str], int] = {}
    for key, cell in found.cells.items():
        if one.measure in ("count", "median") or cell.denominator is None:
            counts[key, "of"] = cell.numerator if one.measure == "count" else cell.contributors
        else:
            counts[key, "met"] = cell.numerator
            counts[key, "rest"] = max(cell.denominator - cell.numerator, 0)
    few = [(key, side) for key, side in counts if is_small(found.cells[key].contributors)]
    lines = [[one for one in counts if one[1] == side] for side in ("of", "met", "rest")]
    return {key for key, _ in hidden_of(counts, lines, also=few)}


def _document(found: Figures, one: Indicator, hidden: Hidden | None) -> dict[str, Any]:
    away = hidden or ()
    return {
        **_said(one),
        "by": found.by,
        "since": found.since.isoformat(),
        "until": found.until.isoformat(),
        "known": found.known.isoformat(),
        "editions": found.editions,
        "notes": [note.model_dump() for note in found.notes],
        "cells": [
            {
                "key": key,
                "numerator": None if key in away else cell.numerator,
                "denominator": None if key in away else cell.denominator,
                "contributors": None if key in away else cell.contributors,
                "cohort": None if key in away or cell.cohort is None else _followed(cell.cohort),
                "hidden": key in away,
            }
            for key, cell in sorted(found.cells.items())
        ],
        "protected": hidden is not None,
    }


def _followed(cohort: Cohort) -> dict[str, Any]:
    told = asdict(cohort)
    return told | {"whole_on": cohort.whole_on.isoformat()}


HIDDEN = Text(es="oculto", en="hidden")
ALONE = Text(
    es="Números pequeños ocultos en esta tabla sola; con otra podrían deducirse. No se publica así.",
    en="Small numbers are hidden in this table alone; another might give them back. Not to be published so.",
)
INSIDE = Text(
    es="Cifras sin proteger: son de uso interno y no se publican así.",
    en="Unprotected figures: for use inside the house, not to be published so.",
)


def _share(cell: Cell, one: Indicator, language: str) -> str:
    """The share; of people who are still followed the estimate, and until when."""
    cohort = cell.cohort
    if cohort is None or not cohort.young:
        return (
            f"  {cell.numerator / cell.denominator:.1%}"
            if cell.denominator and one.measure != "median"
            else ""
        )
    until = cohort.whole_on.isoformat()
    words = Text(es=f"se sigue hasta {until}", en=f"followed until {until}")[language]
    if cohort.value is None or one.measure == "median":
        return f"  ({words})"
    return f"  ~{cohort.value:.1%} ({words})"


def _lines(found: Figures, one: Indicator, language: str, hidden: Hidden | None):
    yield f"{one.title[language]} · v{found.version} · {found.since} – {found.until}"
    for key, cell in sorted(found.cells.items()):
        if hidden and key in hidden:
            yield f"  {' · '.join(key) or '–':<32} {HIDDEN[language]}"
            continue
        below = "" if cell.denominator is None else f" / {cell.denominator}"
        yield f"  {' · '.join(key) or '–':<32} {cell.numerator}{below}{_share(cell, one, language)}"
    for note in (*found.notes, INSIDE if hidden is None else ALONE):
        yield f"  {note[language]}"
