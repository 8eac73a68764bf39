"""A table by step of the Protocol and region: as finely as every figure of it may be told, and no finer.

Where a step is nearly always followed, the times it was not are few; hiding them would hide their line and
their column, until nothing is left. So here nothing is hidden but joined: a region that is too small with the
smallest other, a step with the rest of its phase, until every figure of the row may be shown. Steps that only
some people come to, and those that recur, are never told apart: the first say who came, the second are not so
many people. What falls due is work, and one person may have a dozen steps due: behind a sum of steps stand at
least as many people as behind the largest of those to which one comes once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from cauce.content.model import Text, both
from cauce.content.model_publication import FEWEST_POSTS
from cauce.measurement.rules.indicators.model import UNKNOWN
from cauce.measurement.rules.publication.period import Period
from cauce.measurement.rules.publication.protecting import Limits, why_hidden
from cauce.measurement.rules.publication.table import TOTAL, Count, Key
from cauce.protocol.editions.access import current_edition

from ..boards.sensitive import of_some
from ..boards.wording import PHASES
from ..indicators import figures as source
from ..indicators.figures import Figures, Under
from ..models import StatisticsEdition
from .same_people import NO, YES

STEP, REGION, POST, OTHERS = "action", "region", "post", "others"
LIMITS = Limits()
Groups = dict[str, frozenset[str]]  # a value of the table → the posts, or the steps, that it joins


@dataclass(frozen=True)
class Work:
    """What was followed and fell due in a period: step → post → (followed, due)."""

    done: Mapping[str, Mapping[str, tuple[int, int]]]

    @cached_property
    def region_of(self) -> dict[str, str]:
        """The region of each post."""
        held = {row["post"]: row["region"] for row in current_edition().catalogues["post_regions"]}
        return {post: held.get(post, UNKNOWN) for posts in self.done.values() for post in posts}

    @cached_property
    def steps(self) -> frozenset[str]:
        return frozenset(self.done)

    @cached_property
    def posts(self) -> frozenset[str]:
        return frozenset(self.region_of)

    @cached_property
    def once(self) -> frozenset[str]:
        """The steps to which a case or a contact comes once: so many are people."""
        held = current_edition().actions.values()
        return frozenset(one.id for one in held if one.scope != POST and not one.recurs)

    @cached_property
    def of_posts(self) -> frozenset[str]:
        """The steps that a post does, for nobody in particular."""
        return frozenset(one.id for one in current_edition().actions.values() if one.scope == POST)

    def counts(self, posts: Collection[str], steps: Collection[str]) -> dict[str, Count]:
        """What was followed there, what was not, and what fell due, each with who stands behind it."""
        by_post = {post: [0, 0] for post in posts}
        people = [0, 0, 0]
        for step in steps:
            met = due = 0
            for post, (some, all_) in self.done[step].items():
                if post in by_post:
                    met, due = met + some, due + all_
                    by_post[post][0] += some
                    by_post[post][1] += all_
            if step in self.once:
                people = [max(pair) for pair in zip(people, (met, due - met, due), strict=True)]
        few = sum(due > 0 for _, due in by_post.values()) < FEWEST_POSTS
        sides = {
            YES: [met for met, _ in by_post.values()],
            NO: [due - met for met, due in by_post.values()],
            TOTAL: [due for _, due in by_post.values()],
        }
        if self.of_posts.issuperset(steps):
            people = [sum(each) for each in sides.values()]
        return {
            side: _count(each, many, few) for (side, each), many in zip(sides.items(), people, strict=True)
        }

    def may_be_told(self, posts: Collection[str], steps: Collection[str]) -> bool:
        return all(why_hidden(one, LIMITS) is None for one in self.counts(posts, steps).values())

    def due(self, posts: Collection[str], steps: Iterable[str]) -> int:
        return sum(self.done[step][post][1] for step in steps for post in self.done[step] if post in posts)


def _count(by_post: Sequence[int], people: int, few_posts: bool) -> Count:
    value = sum(by_post)
    most = ceil(people * max(by_post, default=0) / value) if value else 0
    return Count(value, people, people if few_posts else most)


def table_by_step(
    indicator: str, by: Sequence[str], period: Period, known: dt.datetime, under: Under
) -> tuple[dict[str, tuple[str, ...]], dict[Key, Count], Figures]:
    """The values of each dimension of ``by`` (of ``STEP`` and ``REGION``), every cell and margin by them and
    the side, and what is said beside. ``under``: by which definition."""
    found = source.figures(
        indicator, since=period.since, until=period.until, known=known, by=(STEP, POST), under=under
    )
    done: dict[str, dict[str, tuple[int, int]]] = {}
    for (step, post), cell in found.cells.items():
        done.setdefault(step, {})[post] = cell.numerator, cell.denominator or 0
    work = Work(done)
    groups = _as_published(work, indicator, by, period) or _safe(work, by)
    every = {STEP: work.steps, REGION: work.posts}
    cells = {}
    for key, of in _keys(by, {dim: groups[dim] | {TOTAL: every[dim]} for dim in by}):
        held = every | of
        for side, count in work.counts(held[REGION], held[STEP]).items():
            cells[*key, side] = count
    return {dim: tuple(groups[dim]) for dim in by}, cells, found


def _keys(by: Sequence[str], groups: Mapping[str, Groups]) -> Iterator[tuple[Key, Groups]]:
    """Every key, and what it is of."""
    if not by:
        yield (), {}
        return
    for value, members in groups[by[0]].items():
        for key, of in _keys(by[1:], groups):
            yield (value, *key), {by[0]: members} | of


def _safe(work: Work, by: Sequence[str]) -> dict[str, Groups]:
    """What is told apart: regions first, then the steps that may be told of each of them, and of all."""
    places = _places(work) if REGION in by else {}
    seen = [*places.values(), work.posts]
    return {
        REGION: places,
        STEP: _rows(work, lambda steps: all(work.may_be_told(one, steps) for one in seen)),
    }


def _places(work: Work) -> Groups:
    known = [row.id for row in current_edition().catalogues["regions"]]
    names = dict.fromkeys((*known, *sorted({*work.region_of.values()})))
    every = {name: frozenset(post for post in work.posts if work.region_of[post] == name) for name in names}
    kept = {name: posts for name, posts in every.items() if work.may_be_told(posts, work.steps)}
    small = every.keys() - kept.keys()
    if not small:
        return kept
    return _with_rest(
        kept,
        frozenset().union(*(every[name] for name in small)),
        lambda posts: work.may_be_told(posts, work.steps),
        lambda posts: work.due(posts, work.steps),
    )


def _rows(work: Work, fine: Callable[[frozenset[str]], bool]) -> Groups:
    """The steps that everybody comes to once, and the rest of each phase; a phase that may not be told is
    joined to the others."""
    rows: Groups = {}
    loose = False
    for phase, _ in PHASES:
        mine = frozenset(step for step in work.steps if step.startswith(phase))
        kept = {step: one for step in _of_everybody() if step in mine and fine(one := frozenset({step}))}
        found = _with_rest(kept, mine.difference(*kept.values()), fine, lambda one: work.due(work.posts, one))
        rest = found.pop(OTHERS)
        rows |= found
        if fine(rest):
            rows[phase] = rest
        else:
            loose = True
    left = work.steps.difference(*rows.values())
    if not (loose or left):
        return rows
    return _with_rest(rows, left, fine, lambda one: work.due(work.posts, one))


def _with_rest(
    kept: Groups,
    rest: frozenset[str],
    fine: Callable[[frozenset[str]], bool],
    size: Callable[[frozenset[str]], int],
) -> Groups:
    """The groups and the rest (``OTHERS``), which takes in the smallest of them until it may be told."""
    kept = dict(kept)
    while kept and not fine(rest):
        rest |= kept.pop(min(kept, key=lambda one: (size(kept[one]), one)))
    return kept | {OTHERS: rest}


def _as_published(work: Work, indicator: str, by: Sequence[str], period: Period) -> dict[str, Groups] | None:
    """As the table was cut when it was first published of this period: what is told apart stays so. None:
    it was not published yet."""
    rows = StatisticsEdition.objects.filter(state__in=StatisticsEdition.PUBLIC, period=period.code)
    for tables in rows.order_by("signed_at").values_list("tables", flat=True):
        for table in tables:
            values = {one["id"]: [v["id"] for v in one["values"]] for one in table.get("dims", ())}
            if table.get("indicator") == indicator and list(values)[:-1] == list(by):
                steps, places = set(values[STEP]), set(values.get(REGION, ()))
                phase = {step: step if step in steps else step[:2] for step in work.steps}
                groups = {
                    STEP: _grouped({one: row if row in steps else OTHERS for one, row in phase.items()}),
                    REGION: _grouped(
                        {post: at if at in places else OTHERS for post, at in work.region_of.items()}
                    ),
                }
                return {dim: _in_order(groups[dim], values.get(dim, ())) for dim in groups}
    return None


def _grouped(of: Mapping[str, str]) -> Groups:
    return {value: frozenset(one for one in of if of[one] == value) for value in of.values()}


def _in_order(groups: Groups, values: Sequence[str]) -> Groups:
    """With every value that was published, also where nothing is left in it, and in its order."""
    shown = [value for value in values if value != TOTAL]
    return {value: groups.get(value, frozenset()) for value in dict.fromkeys((*shown, *groups))}


def _of_everybody() -> list[str]:
    """The steps to which everybody comes, and once, in the order of the Protocol."""
    order = sorted(current_edition().actions.values(), key=lambda one: (one.id[:2], one.order, one.id))
    return [one.id for one in order if one.scope != POST and not one.recurs and not of_some(one)]


def names_of(dim: str, values: Collection[str]) -> dict[str, Text]:
    """What the joined values of a dimension are called, beside these."""
    if dim == REGION:
        return {OTHERS: both("Las demás regiones", "All other regions")}
    if dim != STEP:
        return {}
    found = {OTHERS: both("Los demás pasos", "All other steps")}
    for phase, name in PHASES:
        some = any(value.startswith(phase) and value != phase for value in values)
        es, en = ("Los demás pasos", "All other steps") if some else ("Los pasos", "The steps")
        number = phase[1:]
        found[phase] = both(
            f"{es} de la fase {number} ({name.es.lower()})", f"{en} of phase {number} ({name.en.lower()})"
        )
    return found
