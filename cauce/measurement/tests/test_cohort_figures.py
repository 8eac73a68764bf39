"""Figures of people who are followed alike: what never changes shows no change, on whatever day."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from cauce.content.checks.continuity import broken_promises
from cauce.content.loader import load_edition
from cauce.measurement.rules.cohorts import difference
from cauce.measurement.rules.indicators import Asked, Beside, Row, count, kinds_of
from cauce.rules.dates import add_months

EDITION = load_edition()
ASSISTED, ATTENDED = EDITION.indicators["percentage-assisted"], EDITION.indicators["victims-attended"]
TIMES = EDITION.indicators["times"]
SINCE, UNTIL = dt.date(2025, 1, 1), dt.date(2027, 1, 1)
DAY = dt.timedelta(days=1)
FAR = UNTIL + 400 * DAY
JANUARY = dt.date(2026, 1, 5)


def row(kind, day, subject="a", code="", number=1, item="", post="HOU"):
    return Row(2026, kind, subject, item, "", post, "window", code, day, number)


def told(one, rows, *by, through, since=SINCE, until=UNTIL, days=None):
    held = [r for r in rows if r.kind in kinds_of(one, by) and r.day <= through]
    return count(one, held, Asked(since, until, by, None, through, days), Beside())


def network(chance, share=0.55, each=100, later=None, since=SINCE):
    """Quarters of a process: a service comes to ``share`` within ninety days, to more afterwards."""
    found, now = [], since
    while now < UNTIL:
        rate = later if later is not None and now >= dt.date(2026, 7, 1) else share
        for _ in range(each):
            day, name = now + DAY * chance.randrange(90), f"{chance.random()}"
            found += [row("attended", day, name), row("confirmed", day, name)]
            drawn = chance.random()
            if drawn < rate:
                found.append(row("service_given", day + DAY * chance.randrange(90), name, "legal"))
            elif drawn < rate + 0.2:
                found.append(row("service_given", day + DAY * chance.randrange(100, 300), name, "legal"))
        now = add_months(now, 3)
    return found


def quarters(cells):
    return [(cells[key].numerator, cells[key].denominator) for key in sorted(cells)]


def test_a_process_that_never_changes_gives_false_alarms_at_the_nominal_rate():
    alarms = asked = 0
    for seed in range(200):
        rows = network(random.Random(seed), each=50, since=dt.date(2026, 1, 1))
        found = quarters(told(ASSISTED, rows, "quarter", through=FAR))
        pairs = [difference(*pair) for pair in zip(found, found[1:], strict=False)]
        asked += len(pairs)
        alarms += sum(pair.direction != "none" for pair in pairs)
    assert asked == 600 and 0.025 <= alarms / asked <= 0.075


def test_a_rise_of_ten_points_is_found_as_often_as_theory_says():
    from statsmodels.stats.proportion import power_proportions_2indep

    found = 0
    for seed in range(100):
        rows = network(random.Random(seed), 0.5, 150, later=0.6, since=dt.date(2026, 4, 1))
        cells = told(
            ASSISTED, rows, "quarter", through=FAR, since=dt.date(2026, 4, 1), until=dt.date(2026, 10, 1)
        )
        found += difference(*quarters(cells)).direction == "up"
    theory = power_proportions_2indep(0.1, 0.5, 150, alternative="two-sided").power
    assert found / 100 == pytest.approx(theory, abs=0.12)


def test_a_quarter_that_is_whole_says_the_same_on_every_later_day():
    rows, seen = network(random.Random(3)), {}
    for months in range(0, 18):
        through = dt.date(2026, 3, 20) + 31 * months * DAY
        for key, cell in told(ASSISTED, rows, "quarter", through=through).items():
            if not cell.cohort.young:
                assert seen.setdefault(key, cell) == cell
    assert len(seen) == 8


def test_young_quarters_are_no_fall_where_the_definition_before_showed_one():
    old, shares, before = EDITION.indicator_versions["percentage-assisted", 1], [], []
    through = dt.date(2026, 12, 20)  # nobody of the last quarter was followed for ninety days
    for seed in range(20):
        rows = network(random.Random(seed))
        cells = told(ASSISTED, rows, "quarter", through=through, until=through + DAY)
        assert cells["2026Q4",].cohort.young and cells["2026Q4",].cohort.value is None
        shares.append([cells[key].cohort.value for key in (("2026Q3",), ("2025Q1",))])
        earlier = told(old, rows, "quarter", through=through, until=through + DAY)
        before.append([c.numerator / c.denominator for c in (earlier["2026Q3",], earlier["2025Q1",])])
    mean = [sum(column) / 20 for column in zip(*shares, strict=True)]
    was = [sum(column) / 20 for column in zip(*before, strict=True)]
    assert abs(mean[0] - mean[1]) < 0.03 and abs(mean[0] - 0.55) < 0.03
    assert was[1] - was[0] > 0.1, "by the definition before the last quarters fall"


def test_what_came_after_the_horizon_or_is_a_document_alone_does_not_count():
    rows = [row(kind, JANUARY, name) for name in "abcd" for kind in ("attended", "confirmed")]
    rows += [
        row("service_given", JANUARY + 90 * DAY, "a", "legal"),
        row("service_given", JANUARY + 91 * DAY, "b", "legal"),
        row("service_given", JANUARY, "c", "documents"),
    ]
    (cell,) = told(ASSISTED, rows, through=FAR).values()
    assert (cell.numerator, cell.denominator, cell.cohort.young) == (1, 4, False)
    found = {key[0]: cell.numerator for key, cell in told(ATTENDED, rows, "aid", through=FAR).items()}
    assert found == {"legal": 1, "none": 3}
    (wider,) = told(ASSISTED, rows, through=FAR, days=180).values()
    assert (wider.numerator, wider.cohort.days) == (2, 180)


def test_documents_are_counted_apart():
    rows = [row("attended", JANUARY, name) for name in "abc"]
    rows += [row("service_given", JANUARY, "a", "documents"), row("service_given", JANUARY, "b", "legal")]
    rows.append(row("service_given", JANUARY + DAY, "a", "documents"))
    (cell,) = told(EDITION.indicators["documents-issued"], rows, through=FAR).values()
    assert (cell.numerator, cell.contributors, cell.cohort) == (1, 1, None)


def test_by_aid_none_is_said_of_nobody_who_is_still_followed():
    rows = [row(kind, JANUARY, name) for name in "ab" for kind in ("attended", "confirmed")]
    rows += [row(kind, JANUARY + 60 * DAY, "c") for kind in ("attended", "confirmed")]
    rows.append(row("service_given", JANUARY + DAY, "a", "legal"))
    found = told(ATTENDED, rows, "aid", through=JANUARY + 100 * DAY)
    assert {key[0]: cell.numerator for key, cell in found.items()} == {"legal": 1, "none": 1, "waiting": 1}


def test_aid_none_and_not_assisted_are_the_same_people():
    rows = network(random.Random(5), each=30)
    aid = {key[0]: cell.numerator for key, cell in told(ATTENDED, rows, "aid", through=FAR).items()}
    (cell,) = told(ASSISTED, rows, through=FAR).values()
    assert aid["none"] == cell.denominator - cell.numerator > 0


def test_who_refused_and_accepted_after_all_is_served():
    rows = [row("attended", JANUARY), row("confirmed", JANUARY), row("refused", JANUARY + DAY)]
    rows.append(row("service_given", JANUARY + 9 * DAY, code="legal"))
    (cell,) = told(ASSISTED, rows, through=FAR).values()
    assert cell.numerator == 1


def test_a_loss_ends_the_following_and_is_no_success():
    rows = [row(kind, JANUARY, name) for name in "abcd" for kind in ("attended", "confirmed")]
    rows += [row("contact_lost", JANUARY + 5 * DAY, "b"), row("died", JANUARY + 5 * DAY, "c")]
    rows.append(row("service_given", JANUARY + 9 * DAY, "a", "legal"))
    (cell,) = told(ASSISTED, rows, through=JANUARY + 200 * DAY, until=JANUARY + 10 * DAY).values()
    assert (cell.numerator, cell.denominator, cell.cohort.value) == (1, 4, 0.25)


def test_times_keep_whoever_still_waits():
    rows = [row("attended", JANUARY, name) for name in "abcde"]
    rows += [row("service_minutes", JANUARY + n * DAY, s, number=n * 1440) for n, s in ((2, "a"), (4, "b"))]
    (plain,) = told(EDITION.indicator_versions["times", 1], rows, through=FAR).values()
    (kept,) = told(TIMES, rows, through=JANUARY + 100 * DAY).values()
    assert (plain.numerator, plain.denominator) == (3 * 1440, 2)
    assert kept.denominator == 5 and kept.cohort.value is None, "three of five still wait"
    rows.append(row("service_minutes", JANUARY + 9 * DAY, "c", number=9 * 1440))
    (kept,) = told(TIMES, rows, through=JANUARY + 100 * DAY).values()
    assert kept.numerator == 9 * 1440 and kept.cohort.young


def test_a_horizon_that_was_used_is_not_changed_under_the_same_version():
    key = ("percentage-assisted", 2)
    other = ASSISTED.model_copy(update={"horizon": ASSISTED.horizon.model_copy(update={"days": 60})})

    class Later:
        indicator_versions = {**EDITION.indicator_versions, key: other}  # noqa: RUF012

        def __getattr__(self, name):
            return getattr(EDITION, name)

    (found,) = broken_promises(EDITION, Later())
    assert found.id == "version_edited"
