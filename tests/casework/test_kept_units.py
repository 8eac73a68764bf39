"""Figures that are read from what is kept are those of a recount, whatever became known meanwhile."""

from __future__ import annotations

import datetime as dt
import random
from itertools import islice

import pytest
from django.utils import timezone

from cauce.custody.journal.models import Entry
from cauce.demo.statistics import invent
from cauce.measurement import access_closed
from cauce.measurement.actions import destroy_merges, keep_units
from cauce.measurement.facts import keeping, kept_sums
from cauce.measurement.facts.packing import Unpacked, packed
from cauce.measurement.indicators.figures import Under, figures
from cauce.measurement.models import Fact, KeptUnits, Merge, Profile
from cauce.measurement.models.fact import VOIDED
from cauce.measurement.rounds import units_kept
from cauce.operations.loop.tick import each
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import SYSTEM

pytestmark = pytest.mark.django_db
POSTS = ["HOU", "LAR", "NYC"]
UNTIL, DAY = dt.date(2026, 11, 20), dt.timedelta(days=1)
TIMES = ("year", "half", "quarter", "month")
NAMES = [field.attname for field in Fact._meta.local_fields if not field.primary_key]


def at(month: int, day: int = 1) -> dt.datetime:
    return dt.datetime(2026, month, day, 18, tzinfo=dt.UTC)


class World:
    """Two invented years that become known bit by bit, with what is put right, voided, joined and lost."""

    def __init__(self, seed: int, a_year: int = 24) -> None:
        self.chance = random.Random(seed)
        made = invent(POSTS, UNTIL, a_year=a_year, years=2, seed=seed, tallied=1)
        self.facts = [(self._read(one.known_at), one) for one in made.facts]
        self.facts.sort(key=lambda pair: pair[0])
        self.profiles, self.merges = made.profiles, made.merges

    def _read(self, known: dt.datetime) -> dt.datetime:
        """When the loop reads it: of some a good while after it was known."""
        return known + DAY * (self.chance.randrange(1, 90) if self.chance.random() < 0.08 else 0)

    def go_on(self, until: dt.datetime) -> None:
        """Everything up to an instant is read, and some of what was there turns out to be otherwise."""
        new = [one for read, one in self.facts if read <= until]
        self.facts = [pair for pair in self.facts if pair[0] > until]
        for one in new:
            if self.chance.random() < 0.02:  # the key of the case is gone
                one.subject = ""
                one.item = "" if self.chance.random() < 0.5 else one.item
        Fact.objects.bulk_create(new)
        for rows in (self.profiles, self.merges):
            now = [one for one in rows if one.known_at <= until]
            rows[:] = [one for one in rows if one.known_at > until]
            type(now[0]).objects.bulk_create(now) if now else None
        self._put_right(until)

    def _put_right(self, now: dt.datetime) -> None:
        rows = list(Fact.objects.filter(corrects=False).exclude(subject="", item="").order_by("id"))
        for fact in self.chance.sample(rows, len(rows) // 40):
            same = {name: getattr(fact, name) for name in NAMES} | {"known_at": now}
            Fact.objects.create(**same | {"corrects": True})
            if self.chance.random() < 0.6:
                days = self.chance.randrange(-40, 40)
                Fact.objects.create(**same | {"happened_on": min(fact.happened_on + DAY * days, now.date())})
        persons = [one for one in rows if one.kind == "attended" and one.subject]
        for one in self.chance.sample(persons, 2):
            more = {"post": one.post, "happened_on": now.date(), "known_at": now}
            Fact.objects.create(kind=VOIDED, period=one.period, subject=one.subject, **more)
        for one in self.chance.sample(persons, 3):
            Profile.objects.create(
                period=one.period, subject=one.subject, known_at=now, sex=self.chance.choice(["man", "woman"])
            )
        for one in islice(Merge.objects.filter(undone_at=None).order_by("?"), 1):
            Merge.objects.filter(pk=one.pk).update(undone_at=now)
        one, other = self.chance.sample([one for one in persons if one.period == 2026], 2)
        if not Merge.objects.filter(from_key__in=[one.subject, other.subject]).exists():
            Merge.objects.create(
                period=2026, from_key=one.subject, to_key=other.subject, known_at=now, by="system"
            )

    def asked(self, now: dt.datetime):
        """Every indicator, whole and by some of what it may be broken down by."""
        for name, one in current_edition(now).indicators.items():
            if one.measure != "estimate":
                others = [by for by in one.breakdowns if by not in TIMES]
                by = [self.chance.choice(TIMES), *self.chance.sample(others, min(len(others), 2))]
                yield name, ()
                yield name, tuple(by)


def cells(name: str, known: dt.datetime, *by: str):
    return figures(name, since=dt.date(2025, 1, 1), until=known.date() + DAY, known=known, by=by).cells


def anew(monkeypatch, *asked):
    with monkeypatch.context() as patch:
        for module in (keeping, kept_sums):
            patch.setattr(module, "kept_of", lambda *_: None)
        return cells(*asked)


def keep(now: dt.datetime, *names: str) -> None:
    for name in names or [o.id for o in current_edition(now).indicators.values() if keeping.keepable(o)]:
        keep_units(actor=SYSTEM, indicator=name, at=now)


@pytest.fixture
def found_anew(monkeypatch) -> list[tuple[int, int]]:
    """Of each reading of what is kept: how many keys were touched since, and how many units are kept."""
    seen, touched = [], keeping._touched

    def look(kept, *more):
        found = touched(kept, *more)
        seen.append((None if found is None else len(found), kept.units))
        return found

    monkeypatch.setattr(keeping, "_touched", look)
    return seen


@pytest.mark.parametrize("seed", range(2))
def test_what_is_kept_says_what_a_recount_says_after_whatever_became_known(monkeypatch, found_anew, seed):
    world, compared = World(seed), 0
    world.go_on(at(3))
    keep(at(3))
    for now in (at(4), at(11, 19)):
        world.go_on(now)
        for name, by in world.asked(now):
            found = cells(name, now, *by)
            assert found == anew(monkeypatch, name, now, *by), (name, by, now)
            compared += len(found)
        names = sorted(KeptUnits.objects.values_list("indicator", flat=True).distinct())
        keep(now, *world.chance.sample(names, 6))
    assert compared > 250
    used = [pair for pair in found_anew if pair[0]]
    assert len(used) > 15 and any(touched < units / 2 for touched, units in used)


def test_what_was_known_before_it_was_kept_is_counted_anew(monkeypatch):
    world, asked = World(5), ("percentage-assisted", at(6), "year", "region")
    world.go_on(at(6))
    before = cells(*asked)
    world.go_on(at(9))
    keep(at(9))
    assert cells(*asked) == before
    assert cells("percentage-assisted", at(9), "year", "region") != before


def test_another_definition_is_counted_anew_until_its_units_are_kept():
    World(6).go_on(at(9))
    one, dates = "percentage-assisted", {"since": dt.date(2025, 1, 1), "until": dt.date(2026, 1, 1)}
    by_the_first = figures(one, known=at(9), under=Under(version=1), **dates).cells
    keep(at(9), one)
    (row,) = KeptUnits.objects.all()
    assert figures(one, known=at(9), under=Under(version=1), **dates).cells == by_the_first
    before = figures(one, known=at(9), **dates).cells
    KeptUnits.objects.update(definition="another", courses=b"")
    assert figures(one, known=at(9), **dates).cells == before
    keep(at(9), one)
    assert KeptUnits.objects.get().definition == row.definition


def test_where_too_much_became_known_all_is_counted_anew(monkeypatch):
    world = World(7)
    world.go_on(at(4))
    keep(at(4), "victims-attended")
    world.go_on(at(9))
    asked = ("victims-attended", at(9), "year")
    found = cells(*asked)
    monkeypatch.setattr(keeping, "MOST", 3)
    assert cells(*asked) == found == anew(monkeypatch, *asked)


def test_when_the_map_of_a_year_is_destroyed_nothing_kept_joins_anybody_of_it(cast):
    World(8).go_on(at(9))
    apart = cells("positive-rate", at(10))[()]
    one, other = sorted(
        set(Fact.objects.filter(kind="positive", period=2025).values_list("subject", flat=True))
    )[:2]
    Merge.objects.create(period=2025, from_key=one, to_key=other, known_at=at(9), by="system")
    keep(at(9), "positive-rate")
    assert cells("positive-rate", at(10))[()].denominator == apart.denominator - 1
    destroy_merges(actor=cast.sofia.actor, period=2025, at=dt.datetime(2027, 1, 2, tzinfo=dt.UTC))
    assert cells("positive-rate", at(10))[()] == apart and not KeptUnits.objects.exists()


def test_the_loop_keeps_them_once_a_week_where_there_are_many_facts(monkeypatch):
    World(9).go_on(at(9))
    now = timezone.now()
    assert units_kept(now, each) == 0, "few are counted as quickly"
    monkeypatch.setattr(access_closed, "FEW", 100)
    many = len(access_closed.to_keep(now))
    assert many > 8 and units_kept(now, each) == many
    assert units_kept(now + dt.timedelta(minutes=5), each) == 0
    assert units_kept(now + dt.timedelta(days=7), each) == many
    rows = Entry.objects.filter(kind="act", what="figures.keep")
    assert rows.count() == 2 * many and {row.about_kind for row in rows} == {"figures"}


def test_columns_are_read_as_they_were_packed():
    columns = {"day": [739_000, -3, 2**31 - 1], "post": ["HOU", "", "HOU"], "none": []}
    assert dict(Unpacked(packed(columns, columns))) == columns
    with pytest.raises(OverflowError):
        packed({"day": [2**31]}, ["day"])
