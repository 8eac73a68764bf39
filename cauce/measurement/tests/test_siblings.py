"""A year and one of its halves are public: what they leave of the other half is part of the attack."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest
import time_machine

from cauce.content.errors import BadInput
from cauce.measurement.actions import prepare, propose, sign
from cauce.measurement.indicators import figures as source
from cauce.measurement.models import StatisticsEdition
from cauce.measurement.publishing import announced
from cauce.measurement.publishing import edition_makers as made_of

from .fake_figures import People

LATER = dt.datetime(2027, 5, 3, 16, tzinfo=dt.UTC)
TABLES = ("attended-by-sex-age", "attended-in-half")


@pytest.fixture
def clock(monkeypatch, db):
    """Many women in both halves, and few of somebody else in the second."""
    people = People()
    for half, month, men in (("H1", 2, 43), ("H2", 9, 1)):
        for seed, (sex, number) in enumerate((("woman", 300), ("man", men), ("other", 12))):
            people.add(
                number,
                seed=f"{half}{seed}",
                sex=sex,
                us_type="labour",
                age_band="18-29",
                day=dt.date(2026, month, 3),
            )
    monkeypatch.setattr(source, "figures", people.figures)
    rows = [announced.table(id) for id in TABLES]
    monkeypatch.setattr(announced, "tables_of", lambda kind: [one for one in rows if kind in one.releases])
    for kind in ("yearbook", "halfyear"):
        monkeypatch.setitem(made_of.printers(), kind, lambda edition: [])
    with time_machine.travel(LATER, tick=False) as moved:
        yield moved


def ready(cast, kind, period):
    edition = prepare(actor=cast.raul.actor, kind=kind, period=period)
    propose(actor=cast.raul.actor, edition=edition, seen=edition.hash)
    return edition


def out(cast, clock, kind, period):
    clock.shift(dt.timedelta(hours=1))
    edition = ready(cast, kind, period)
    clock.shift(dt.timedelta(hours=1))
    sign(actor=cast.sofia.actor, edition=edition, seen=edition.hash)
    return edition


def set_against(edition) -> int:
    """How many figures that were public before it was set against."""
    return edition.audit["attacks"][0]["public_before"]


def test_the_other_half_is_part_of_the_attack(cast, clock):
    year = out(cast, clock, "yearbook", "2026")
    alone = set_against(prepare(actor=cast.raul.actor, kind="halfyear", period="2026-H2"))
    first = out(cast, clock, "halfyear", "2026-H1")
    second = out(cast, clock, "halfyear", "2026-H2")
    assert alone >= len(year.tables[0]["rows"])
    assert set_against(second) == alone + len(first.tables[0]["rows"])
    assert second.audit["passed"]


def test_a_half_is_prepared_again_when_the_other_half_came_out(cast, clock):
    out(cast, clock, "yearbook", "2026")
    clock.shift(dt.timedelta(hours=1))
    second = ready(cast, "halfyear", "2026-H2")
    out(cast, clock, "halfyear", "2026-H1")
    with pytest.raises(BadInput, match="after it was prepared another one was published"):
        sign(actor=cast.sofia.actor, edition=second, seen=second.hash)


def test_a_half_whose_roundings_would_tell_is_refused_and_nothing_of_it_stays(
    cast, clock, settings, tmp_path
):
    """With about one secret in twenty-five, these figures leave no safe way to show the second half."""
    settings.STATISTICS_KEY = tmp_path / "statistics.key"
    settings.STATISTICS_KEY.write_bytes(hashlib.sha256(b"144").digest())
    out(cast, clock, "yearbook", "2026")
    with pytest.raises(BadInput, match="a figure that could be worked out"):
        prepare(actor=cast.raul.actor, kind="halfyear", period="2026-H2")
    assert not StatisticsEdition.objects.filter(kind="halfyear").exists()
