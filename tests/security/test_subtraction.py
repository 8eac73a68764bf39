"""Whoever sees the network and works no case adds and subtracts all that is told, and finds nobody."""

from __future__ import annotations

import datetime as dt
import random
import re
import uuid
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from functools import partial

import numpy as np
import pytest
from django.utils import timezone
from scipy.optimize import linprog

from cauce.content.errors import BadInput
from cauce.desk.measurement.board.asking import offered_periods
from cauce.measurement import access, access_board
from cauce.measurement.boards import board
from cauce.measurement.boards.board import Wanted
from cauce.measurement.facts.periods import Period, period_of
from cauce.measurement.hiding.showing import BASE, BEYOND
from cauce.measurement.indicators.figures import Figures
from cauce.measurement.rules.indicators.model import Cell
from cauce.protocol.editions.access import current_edition
from cauce.staff.obligations.models import Obligation

pytestmark = pytest.mark.django_db
REGION = {
    "HOU": "texas",
    "LAR": "texas",
    "DAL": "texas",
    "BOS": "east",
    "NYC": "east",
    "LAX": "west",
}
OFTEN = {"HOU": 9, "LAR": 2, "DAL": 14, "BOS": 1, "NYC": 12, "LAX": 30}
YEAR = 2025
Person = dict[str, str]
Told = tuple[frozenset[Hashable], float, float]  # which smallest cells, together at least, at most


def between(number: int, exact: bool) -> tuple[float, float]:
    """What is known of a number that is read: itself, or what rounds to it."""
    return (number, number) if exact else (max(0, number - BASE / 2), number + BASE / 2)


def found_out(told: Sequence[Told], goals: Iterable[frozenset], truth: Counter) -> set[frozenset]:
    """The groups of a few people whose number is certain to whoever solves all that was told."""
    cells = sorted({cell for group, _, _ in told for cell in group}, key=str)
    place = {cell: at for at, cell in enumerate(cells)}

    def line(group: frozenset) -> np.ndarray:
        found = np.zeros(len(cells))
        found[[place[one] for one in group]] = 1
        return found

    lines = np.array([line(group) for group, _, _ in told])
    above = np.vstack([lines, -lines])
    limit = np.array([high for *_, high in told] + [-low for _, low, _ in told])
    known = set()
    for goal in goals:
        if 0 < sum(truth[cell] for cell in goal) <= BEYOND:
            ends = [
                linprog(sign * line(goal), A_ub=above, b_ub=limit, method="highs").fun for sign in (1, -1)
            ]
            if -ends[1] - ends[0] < 1:
                known.add(goal)
    return known


def invented() -> list[Person]:
    draw = random.Random(41)
    return [
        {
            "post": post,
            "region": REGION[post],
            "sex": draw.choice(["woman"] * 6 + ["man"] * 2 + ["other"]),
            "quarter": f"{YEAR}Q{draw.randint(1, 4)}",
        }
        for post, many in OFTEN.items()
        for _ in range(many)
    ]


def counted(people: list[Person], indicator, *, since, until, known, by=(), posts=None) -> Figures:
    """Figures of people invented here, as the journal's would be."""
    found: Counter = Counter()
    for one in people:
        day = dt.date(int(one["quarter"][:4]), 3 * int(one["quarter"][-1]) - 2, 1)
        if since <= day < until:
            names = {kind: period_of(day, kind).code for kind in ("quarter", "half", "year")} | one
            found[tuple(names[name] for name in by)] += 1
    cells = {key: Cell(number, None, number, 1) for key, number in found.items()}
    return Figures(indicator, 1, tuple(by), since, until, known, cells, ("2026.1",), ())


def _inside(people: list[Person], period: Period, by: str, value: str) -> frozenset:
    quarters = {
        period_of(dt.date(YEAR, month, 1), "quarter").code
        for month in (1, 4, 7, 10)
        if period.since <= dt.date(YEAR, month, 1) < period.until
    }
    return frozenset(
        (post, sex, quarter)
        for post in REGION
        for sex in ("woman", "man", "other")
        for quarter in quarters
        if value in ("", {"post": post, "region": REGION[post], "sex": sex}.get(by))
    )


def test_a_year_its_halves_and_quarters_give_back_no_hidden_number_of_any_board_of_the_network(
    cast, monkeypatch
):
    people = invented()
    monkeypatch.setattr(board, "figures", partial(counted, people))
    truth = Counter((one["post"], one["sex"], one["quarter"]) for one in people)
    one, today = current_edition().indicators["victims-attended"], dt.date(2026, 2, 3)
    periods = [period for period in offered_periods(one, today) if period.since.year == YEAR]
    told: list[Told] = []
    goals: set[frozenset] = set()
    for actor in (cast.raul.actor, cast.elena.actor, cast.sofia.actor):
        for period in periods:
            for by in ("", "sex", "post", "region"):
                try:
                    page = access_board.board(actor, Wanted(one, period, by, None), today, timezone.now())
                except BadInput:
                    continue
                told.append((_inside(people, period, "", ""), *between(page.now.numerator, True)))
                for shown in page.rows if by else ():
                    if not shown.hidden and shown.numerator is not None:
                        told.append(
                            (
                                _inside(people, period, by, shown.key),
                                *between(shown.numerator, not shown.rounded),
                            )
                        )
    assert len(told) > 7
    for period in periods:
        for by, values in (
            ("sex", {"woman", "man", "other"}),
            ("post", set(REGION)),
            ("region", set(REGION.values())),
        ):
            goals |= {_inside(people, period, by, value) for value in values}
    few = [goal for goal in goals if 0 < sum(truth[cell] for cell in goal) <= BEYOND]
    assert len(few) > 30 and not found_out(told, few, truth)


@pytest.fixture
def steps(cast):
    """One person at three posts came to the step of some alone; a few at Boston, many at Houston to
    another.
    """
    due = timezone.now() - dt.timedelta(days=5)
    many = {
        "P2-06": {"HOU": 40, "BOS": 3, "LAX": 23, "NYC": 12, "DAL": 7},
        "P2-04b": {"HOU": 1, "BOS": 1, "LAX": 30},
    }
    Obligation.objects.bulk_create(
        Obligation(
            subject_kind="case",
            subject_id=uuid.uuid4(),
            post_id=post,
            action=action,
            due_at=due,
            state="met" if number % 3 else "open",
            met_at=due if number % 3 else None,
        )
        for action, posts in many.items()
        for post, cases in posts.items()
        for number in range(cases)
    )


ADDRESSES = (
    "/red/",
    "/red/BOS/",
    "/red/HOU/",
    "/red/?a=HOU&b=BOS",
    "/pasos/red/",
    "/pasos/red/?paso=P2-06",
    "/pasos/red/?paso=P2-04b",
)


@pytest.mark.parametrize("who", ["raul", "elena", "sofia"])
def test_no_page_of_the_network_tells_a_small_number_of_a_post_or_that_a_step_of_some_came_due(
    client, cast, steps, who
):
    client.force_login(getattr(cast, who).user)
    title = current_edition().actions["P2-04b"].title.es
    named = "|".join(re.escape(post.name) for post in cast.posts.values())
    for address in ADDRESSES:
        shown = client.get(address).content.decode()
        assert title not in shown, address
        rows = re.findall(rf'<th scope="row">(?:<a[^>]*>)?(?:{named})(?:</a>)?</th>(.*?)</tr>', shown, re.S)
        if address in ("/red/BOS/", "/red/HOU/"):
            rows = [shown[shown.index("<main") : shown.index("</main")]]
        assert rows or "P2-04b" in address or address == "/red/?a=HOU&b=BOS", address
        numbers = [
            int(text.replace(",", ""))
            for row in rows
            for text in re.findall(r"<d?[td]d?[^>]*>\s*([\d,]+)\s*</d?[td]d?>", row)
        ]
        assert not [number for number in numbers if number % BASE or 0 < number < BASE], address


def test_all_posts_and_their_sums_give_back_none_that_is_hidden(cast, steps):
    raul = cast.raul.actor
    found = access.numbers_of_network(raul, access.network_posts(raul), timezone.now())
    overdue = Counter(Obligation.objects.filter(state="open").values_list("post_id", flat=True))
    told: list[Told] = [(frozenset(cast.posts), found.overdue, found.overdue)]
    told += [
        (frozenset({one.post}), *between(one.overdue, False))
        for one in found.posts
        if one.overdue is not None
    ]
    hidden = {frozenset({one.post}) for one in found.posts if one.overdue is None}
    assert frozenset({"BOS"}) in hidden and sum(overdue.values()) == found.overdue
    assert not found_out(told, hidden, overdue)


def test_whoever_leads_a_post_still_sees_it_whole_and_of_the_others_nothing_small(client, cast, steps):
    client.force_login(cast.aurora.user)
    assert current_edition().actions["P2-04b"].title.es in client.get("/oficina/").content.decode()
    seen = access.beside_network(cast.aurora.actor, "HOU", timezone.now()).steps.standings
    assert seen["HOU", "P2-06"].cases == 40 and seen["HOU", "P2-04b"].cases == 1
    assert not [
        key for key, one in seen.items() if key[0] != "HOU" and (one.cases % BASE or key[1] == "P2-04b")
    ]
