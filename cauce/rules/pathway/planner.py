"""``plan``: every action of the edition, as it stands for these facts and acts at this instant.

An edition is compiled once into a ``Planner``. What depends on facts alone (whether an action
applies, which period counts, the reasons) is remembered by the values of the facts it reads, so that
cases that look alike share the same immutable objects.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from cauce.content.errors import BadInputs, NotInForce, unknown
from cauce.content.model import Scope
from cauce.rules import dates
from cauce.rules.pathway.model import (
    DECLINED,
    DEPARTED,
    Act,
    EditionLike,
    Obligation,
)
from cauce.rules.pathway.sequence import Sequence, sequence
from cauce.rules.pathway.sight import Facts, Sight
from cauce.rules.pathway.step import Step
from cauce.rules.pathway.step_state import Case, all_stand

bad_input = BadInputs(__file__)

# Where nobody says which post: the ministry's own clock.
HEADQUARTERS_ZONE = "America/Mexico_City"
_TIED = frozenset({DEPARTED, DECLINED})


class Planner:
    """An edition, compiled. Raises BadInput or Unknown, with the cure, on content that is broken."""

    def __init__(self, edition: EditionLike) -> None:
        self.edition = edition
        self._sight = Sight(edition)
        first = edition.info.in_force_from + dt.timedelta(days=2)
        self._surely = dt.datetime(first.year, first.month, first.day, tzinfo=dt.UTC)  # everywhere
        self._posts = {str(row["code"]): row for row in edition.catalogues.get("posts", ())}
        self._scopes: dict[str, Sequence] = {}
        proposals = sorted(s.id for s in edition.sources.values() if s.kind == "proposal")
        # An action without a legal text or an agency's rule rests on our proposal, and says so.
        self._fallback = proposals[0] if proposals else edition.info.id

    def steps(self, scope: Scope) -> tuple[Step, ...]:
        """The actions of a scope, each after those that come first."""
        return self.sequence(scope).steps

    def sequence(self, scope: Scope) -> Sequence:
        """The actions of a scope, compiled."""
        if scope not in self._scopes:
            self._scopes[scope] = sequence(self.edition, scope, self._fallback, self._sight.values)
        return self._scopes[scope]

    def post(self, code: str) -> Mapping[str, str]:
        """The row of that post in ``content/catalogues/posts.csv``; Unknown names the nearest."""
        if code not in self._posts:
            raise unknown("consulados", "posts", code, self._posts, "post")
        row: Mapping[str, str] = self._posts[code]
        return row

    def zone(self, post: str | None) -> ZoneInfo:
        """The post's own time zone; that of headquarters when no post is named."""
        return dates.zone(HEADQUARTERS_ZONE if post is None else self.post(post)["time_zone"])

    def plan(
        self,
        facts: Facts,
        acts: Iterable[Act],
        at: dt.datetime,
        post: str | None = None,
        scope: Scope = "case",
    ) -> tuple[Obligation, ...]:
        """As ``plan`` below, for this edition."""
        acts = tuple(acts)
        tz = self.zone(post)
        self._check_in_force(dates.check_aware(at, "at"), tz)
        seen = self.see(facts)
        self._check_acts(acts)
        compiled = self.sequence(scope)
        return all_stand(compiled, Case(compiled, facts, seen, acts, at, tz))

    def _check_in_force(self, at: dt.datetime, tz: ZoneInfo) -> None:
        # An edition begins at headquarters' midnight, everywhere at once: posts further west run it
        # on the eve of its date, those further east an hour or two into it.
        if at > self._surely:
            return
        first = self.edition.info.in_force_from
        day = at.astimezone(tz).date()
        if day < first and at.astimezone(dates.zone(HEADQUARTERS_ZONE)).date() < first:
            raise NotInForce(
                f"el {at.date().isoformat()} no regía la edición {self.edition.info.id}.",
                f"on {at.date().isoformat()} edition {self.edition.info.id} was not in force.",
                where="at",
                cure_es=f"Rige desde el {first.isoformat()}; use una fecha posterior.",
                cure_en=f"It is in force from {first.isoformat()}; use a later date.",
            )

    def see(self, facts: Facts) -> Facts:
        """As ``Sight.see``, for this edition."""
        return self._sight.see(facts)

    def _check_acts(self, acts: Iterable[Act]) -> None:
        known = self.edition.acts
        for name, when, action in acts:
            if when.tzinfo is None:
                dates.check_aware(when, f"acts.{name}")
            if action is not None and action not in self.edition.actions:
                raise unknown("acciones", "actions", action, self.edition.actions, f"acts.{name}")
            if name not in known:
                self._check_tied(name, action)

    def _check_tied(self, name: str, action: str | None) -> None:
        if name not in _TIED:
            raise unknown("actos", "acts", name, [*self.edition.acts, *_TIED], "acts")
        if action is None:
            raise bad_input("act_name_does_not_say_which_action", where="acts", name=name)


_PLANNERS: dict[str, Planner] = {}
_KEPT = 128  # editions, and each with what a post adds to it


def planner_for(edition: EditionLike) -> Planner:
    """The compiled edition, kept by its hash: an edition is immutable."""
    planner = _PLANNERS.get(edition.hash)
    if planner is None:
        if len(_PLANNERS) >= _KEPT:
            _PLANNERS.clear()
        planner = _PLANNERS[edition.hash] = Planner(edition)
    return planner


def plan(
    edition: EditionLike,
    facts: Facts,
    acts: Iterable[Act],
    at: dt.datetime,
    post: str | None = None,
    scope: Scope = "case",
) -> tuple[Obligation, ...]:
    """Every action of that scope, in the order of the Protocol, as it stands at ``at``.

    ``post`` None: deadlines are counted in the time zone of headquarters. An action whose condition
    is not known is ``to_find_out`` and names the facts; what was met stays met. Raises Unknown or
    BadInput (a fact, an act, a value, a post, a naive instant) and NotInForce (``at`` before the
    edition, or a clock that started before its parameter was in force).
    """
    return planner_for(edition).plan(facts, acts, at, post, scope)
