"""Of a share of people who are still followed two closings, all parts and both versions give nobody."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from itertools import product

import pytest

from cauce.content.errors import BadInput
from cauce.measurement import access_board
from cauce.measurement.boards.board import Wanted
from cauce.measurement.facts.periods import period_named
from cauce.measurement.hiding import figures_tree
from cauce.measurement.hiding.closing import Counted, closing_of, week_of
from cauce.measurement.hiding.tree import STANDS, Table
from cauce.measurement.indicators.figures import IN_FORCE, Figures
from cauce.measurement.models import WeeklyClosing
from cauce.measurement.rules.indicators import Asked, Beside, Row, count, kinds_of
from cauce.protocol.editions.access import current_edition
from cauce.rules.hiding import BASE, BEYOND, LEAST
from tests.closing import close

from .test_subtraction import REGION, Told, found_out

pytestmark = pytest.mark.django_db
FIRST = dt.datetime(2026, 11, 24, 18, tzinfo=dt.UTC)
SECOND = FIRST + dt.timedelta(days=7)
OFTEN = {"HOU": 40, "LAR": 9, "DAL": 35, "BOS": 6, "NYC": 31, "LAX": 60}
SEXES = ("woman", "man", "other")
NAME = "percentage-assisted"
# How many days before the first closing somebody entered.
AGES = {"late": range(150, 300), "gained": range(20, 60), "new": range(-6, 0)}


def invented() -> tuple[list[Row], dict, Counter]:
    """Facts; the profile of each; and how many there are of each course: ``met`` by the first closing or
    gained in the week between, ``late`` (after ninety days), or not; and who came in that week."""
    draw, rows, profiles, truth = random.Random(7), [], {}, Counter()
    courses = ["met"] * 11 + ["late"] * 3 + ["not"] * 5
    people = [(post, draw.choice(courses)) for post, many in OFTEN.items() for _ in range(many)]
    people += [("HOU", "gained"), ("HOU", "gained"), ("LAX", "gained"), ("NYC", "new"), ("LAX", "new")]
    for number, (post, course) in enumerate(people):
        name, sex = f"p{number}", draw.choice(("woman",) * 6 + ("man",) * 3 + ("other",))
        far = {"late": range(150, 300), "gained": range(20, 60), "new": range(-6, 0)}.get(
            course, range(20, 310)
        )
        day = FIRST.date() - dt.timedelta(days=draw.choice(far))
        profiles[2026, name] = (sex, *["unknown"] * 7)
        rows += [_row(kind, name, post, day) for kind in ("attended", "confirmed")]
        after = {"met": draw.randrange(15), "late": draw.randrange(95, 140)}.get(course)
        when = day + dt.timedelta(days=after) if after is not None else None
        when = FIRST.date() + dt.timedelta(days=3) if course == "gained" else when
        if when is not None:
            rows.append(_row("service_given", name, post, when))
        truth[course, post, sex, f"2026Q{(day.month + 2) // 3}"] += 1
    return rows, profiles, truth


def _row(kind: str, name: str, post: str, day: dt.date) -> Row:
    return Row(2026, kind, name, "", "", post, "window", "legal" if kind == "service_given" else "", day, 1)


def _counted(facts: tuple[list[Row], dict], indicator: str, **wanted) -> Figures:
    """As the figures of these facts, without a database."""
    content, under = current_edition(), wanted.get("under", IN_FORCE)
    one = content.indicators[indicator]
    one = one if under.version is None else content.indicator_versions[indicator, under.version]
    since, until, known, by = (wanted[name] for name in ("since", "until", "known", "by"))
    rows, profiles = facts
    held = [row for row in rows if row.kind in kinds_of(one, by) and row.day <= known.date()]
    asked = Asked(since, until, tuple(by), None, known.date())
    cells = count(one, held, asked, Beside(profiles, {}, REGION))
    return Figures(indicator, one.version, tuple(by), since, until, known, cells, ("2026.1",), ())


QUARTERS = {
    "2026": ("2026Q1", "2026Q2", "2026Q3", "2026Q4"),
    "2026H1": ("2026Q1", "2026Q2"),
    "2026H2": ("2026Q3", "2026Q4"),
}


def _inside(code: str, by: str, value: str, *courses: str) -> frozenset:
    return frozenset(
        (course, post, sex, quarter)
        for course in courses
        for post in REGION
        for sex in SEXES
        for quarter in QUARTERS.get(code, (code,))
        if value in ("", {"post": post, "region": REGION[post], "sex": sex}.get(by))
    )


THEN = ("met", "late", "not", "gained")
# Which courses a side holds: at the first closing, and at the second.
SIDES = {
    "met": (("met",), ("met", "gained")),
    "of": (THEN, (*THEN, "new")),
    "rest": (("late", "not", "gained"), ("late", "not", "new")),
    "earlier": (("met", "late"), ("met", "late", "gained")),
}


def test_neither_the_share_nor_its_estimate_nor_both_versions_give_anybody(cast, monkeypatch):
    rows, profiles, truth = invented()

    def figures(indicator, **asked):
        return _counted((rows, profiles), indicator, **asked)

    monkeypatch.setattr(figures_tree, "figures", figures)
    monkeypatch.setattr(figures_tree, "BACK", {"quarter": 4, "half": 2, "year": 1})
    one = current_edition().indicators[NAME]
    codes = [*QUARTERS, "2026Q1", "2026Q2", "2026Q3", "2026Q4"]
    told: list[Told] = []
    was: dict[tuple, int] = {}
    young = versions = 0

    def tell(place: int, key: tuple, number: int, inside: frozenset) -> None:
        far = STANDS if was.get(key) == number else BASE // 2
        told.append((inside, max(LEAST, number - far), number + far))
        was[key] = number

    for place, at in enumerate((FIRST, SECOND)):
        close(f"board:{NAME}", at=at)
        for code, by in product(codes, ("", "sex", "post", "region")):
            try:
                page = access_board.board(
                    cast.sofia.actor, Wanted(one, period_named(code), by, None), at.date(), at
                )
            except BadInput:
                continue
            for shown in page.rows if by else (page.now,):
                if shown.hidden or not shown.known:
                    continue
                young += shown.young
                for side, number in (("met", shown.numerator), ("of", shown.denominator)):
                    inside = _inside(code, by, shown.key, *SIDES[side][place])
                    tell(place, (code, by, shown.key, side), number, inside)
            if not by and page.earlier is not None and page.earlier.shown.known:
                versions += 1
                tell(
                    place,
                    ("earlier",),
                    page.earlier.shown.numerator,
                    _inside(code, "", "", *SIDES["earlier"][place]),
                )
    assert len(told) > 20 and young and versions
    parts = [("", ""), *(("sex", sex) for sex in SEXES), *(("post", post) for post in REGION)]
    goals = {
        _inside(code, by, value, *courses)
        for code, (by, value) in product(codes, parts)
        for courses in (
            *(pair for side in ("met", "of", "rest") for pair in SIDES[side]),
            ("gained",),
            ("new",),
        )
    }
    few = [goal for goal in goals if 0 < sum(truth[cell] for cell in goal) <= BEYOND]
    assert len(few) > 40 and not found_out(told, few, truth)


def test_where_the_definition_changed_the_number_of_before_says_nothing_of_this_one():
    before = [[["2026"], 105, 2], [["2025"], None, BEYOND], [["2024"], 50, 2]]
    WeeklyClosing.objects.create(name="x", week=week_of(FIRST), at=FIRST, told=before)
    now = Table({("2026",): 60, ("2025",): 80, ("2024",): 51})
    row = closing_of("x", Counted("figures.network", lambda at: now, grows=True), SECOND)
    assert {key[0]: number for key, number, _ in row.told} == {"2026": 60, "2025": 80, "2024": 50}
