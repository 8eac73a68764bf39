"""Whoever sees the network and works no case adds and subtracts all that is told, and finds nobody."""

from __future__ import annotations

import datetime as dt
import random
import re
import uuid
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from functools import partial
from itertools import product

import numpy as np
import pytest
from django.utils import timezone
from scipy.optimize import linprog

from cauce.content.errors import BadInput
from cauce.desk.measurement.board.asking import offered_periods
from cauce.measurement import access, access_board
from cauce.measurement.boards import network_board
from cauce.measurement.boards.board import Wanted
from cauce.measurement.facts.periods import Period, period_of
from cauce.measurement.hiding import figures_tree
from cauce.measurement.hiding.tree import STANDS
from cauce.measurement.indicators.figures import Figures
from cauce.measurement.rules.indicators.model import Cell
from cauce.protocol.editions.access import current_edition
from cauce.rules.hiding import BASE, BEYOND, LEAST
from cauce.staff.obligations.models import Obligation
from tests.closing import close

pytestmark = pytest.mark.django_db
REGION = {
    "HOU": "texas",
    "LAR": "texas",
    "DAL": "texas",
    "BOS": "north_east",
    "NYC": "north_east",
    "LAX": "california",
}
OFTEN = {"HOU": 9, "LAR": 2, "DAL": 14, "BOS": 1, "NYC": 12, "LAX": 30}
YEAR = 2025
Person = dict[str, str]
Told = tuple[frozenset[Hashable], float, float]  # which smallest cells, together at least, at most


def between(number: int, exact: bool) -> tuple[float, float]:
    """What is known of a number that is read: itself, or what rounds to it."""
    return (number, number) if exact else (max(0, number - BASE / 2), number + BASE / 2)


def found_out(
    told: Sequence[Told], goals: Iterable[frozenset], truth: Counter, within: float = 2
) -> set[frozenset]:
    """The groups of a few people whose number is known within two to whoever solves all that was told."""
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
        if 0 < sum(truth[cell] for cell in goal) <= BEYOND and goal <= place.keys():
            ends = [linprog(sign * line(goal), A_ub=above, b_ub=limit, method="highs") for sign in (1, -1)]
            if ends[1].status != 3 and -ends[1].fun - ends[0].fun <= 2 * within:
                known.add(goal)
    return known


FIRST = dt.datetime(2026, 1, 27, 18, tzinfo=dt.UTC)
SECOND = FIRST + dt.timedelta(days=7)


def invented() -> list[Person]:
    """Those who were known at the first closing, and some that became known in the week after."""
    draw = random.Random(41)
    often = [(post, many, FIRST) for post, many in OFTEN.items()]
    often += [("HOU", 1, SECOND), ("BOS", 1, SECOND), ("NYC", 3, SECOND), ("LAX", 2, SECOND)]
    return [
        {
            "post": post,
            "region": REGION[post],
            "sex": draw.choice(["woman"] * 6 + ["man"] * 2 + ["other"]),
            "quarter": f"{YEAR}Q{draw.randint(1, 4)}",
            "known": known.isoformat(),
        }
        for post, many, known in often
        for _ in range(many)
    ]


def counted(people: list[Person], indicator, *, since, until, known, by=(), posts=None) -> Figures:
    """Figures of people invented here, as the journal's would be."""
    found: Counter = Counter()
    for one in people:
        day = dt.date(int(one["quarter"][:4]), 3 * int(one["quarter"][-1]) - 2, 1)
        if since <= day < until and one["known"] <= known.isoformat():
            names = {kind: period_of(day, kind).code for kind in ("quarter", "half", "year")} | one
            found[tuple(names.get(name, "unknown") for name in by)] += 1
    cells = {key: Cell(number, None, number, 1) for key, number in found.items()}
    return Figures(indicator, 1, tuple(by), since, until, known, cells, ("2026.1",), ())


def _inside(period: Period, by: str, value: str, *weeks: str) -> frozenset:
    """The smallest cells of a part of a period: of those known at first, of those of the week after."""
    quarters = {
        period_of(dt.date(YEAR, month, 1), "quarter").code
        for month in (1, 4, 7, 10)
        if period.since <= dt.date(YEAR, month, 1) < period.until
    }
    return frozenset(
        (week, post, sex, quarter)
        for week in weeks
        for post in REGION
        for sex in ("woman", "man", "other")
        for quarter in quarters
        if value in ("", {"post": post, "region": REGION[post], "sex": sex}.get(by))
    )


def test_two_closings_of_all_boards_give_the_three_roles_nobody_of_any_period_or_part(cast, monkeypatch):
    people = invented()
    for module in (figures_tree, network_board):
        monkeypatch.setattr(module, "figures", partial(counted, people))
    monkeypatch.setattr(figures_tree, "BACK", {"quarter": 8, "half": 4, "year": 2})
    truth = Counter(
        ("a" if one["known"] == FIRST.isoformat() else "b", one["post"], one["sex"], one["quarter"])
        for one in people
    )
    one = current_edition().indicators["victims-attended"]
    periods = [p for p in offered_periods(one, SECOND.date()) if p.since.year == YEAR]
    told: list[Told] = []
    was: dict[tuple[str, str, str], int | None] = {}
    for at, weeks in ((FIRST, "a"), (SECOND, "ab")):
        close("board:victims-attended", at=at)
        for actor in (cast.raul.actor, cast.elena.actor, cast.sofia.actor):
            for period, by in product(periods, ("", "sex", "post", "region")):
                try:
                    page = access_board.board(actor, Wanted(one, period, by, None), at.date(), at)
                except BadInput:
                    continue
                for shown in (page.now, *(page.rows if by else ())):
                    key = period.code, by if shown.key else "", shown.key
                    number = None if shown.hidden else shown.numerator
                    if number is not None:
                        far = STANDS if was.get(key) == number else BASE // 2
                        inside = _inside(period, key[1], key[2], *weeks)
                        told.append((inside, max(LEAST, number - far), number + far))
                    if actor == cast.sofia.actor:
                        was[key] = number
    assert len(told) > 20
    parts = [("", "")]
    parts += [("sex", sex) for sex in ("woman", "man", "other")]
    parts += [("post", post) for post in REGION] + [("region", region) for region in set(REGION.values())]
    goals = {
        _inside(period, by, value, *weeks)
        for period, (by, value), weeks in product(periods, parts, ("a", "b", "ab"))
    }
    few = [goal for goal in goals if 0 < sum(truth[cell] for cell in goal) <= BEYOND]
    assert len(few) > 60 and not found_out(told, few, truth)


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
    close("posts", "steps")
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
    close("posts")
    found = access.numbers_of_network(raul, access.network_posts(raul))
    overdue = Counter(Obligation.objects.filter(state="open").values_list("post_id", flat=True))
    told: list[Told] = [(frozenset(cast.posts), *between(found.overdue, False))]
    told += [
        (frozenset({one.post}), *between(one.overdue, False))
        for one in found.posts
        if one.overdue is not None
    ]
    hidden = {frozenset({one.post}) for one in found.posts if one.overdue is None}
    assert frozenset({"BOS"}) in hidden and abs(sum(overdue.values()) - found.overdue) <= BASE / 2
    assert not found_out(told, hidden, overdue)


def test_whoever_leads_a_post_still_sees_it_whole_and_of_the_others_nothing_small(client, cast, steps):
    client.force_login(cast.aurora.user)
    assert current_edition().actions["P2-04b"].title.es in client.get("/oficina/cifras/").content.decode()
    seen = access.beside_network(cast.aurora.actor, "HOU", timezone.now()).steps.standings
    assert seen["HOU", "P2-06"].cases == 40 and seen["HOU", "P2-04b"].cases == 1
    assert not [
        key for key, one in seen.items() if key[0] != "HOU" and (one.cases % BASE or key[1] == "P2-04b")
    ]
