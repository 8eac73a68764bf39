"""The one number of how alike posts act, by hand: three posts and four steps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cauce.measurement.boards.likeness import Alike, alike, kind_of, matrix
from cauce.measurement.rules.post_outliers import Standing

ONE = Standing("HOU", "P2-06", 30, 40, 0.75, 1.0, "like")


@pytest.mark.parametrize(
    ("rate", "side", "kind"),
    [
        (0.75, "like", "like"),
        (0.5, "like", "like"),
        (0.49, "like", "undone"),
        (0.0, "like", "undone"),
        (0.1, "below", "below"),
        (0.1, "above", "above"),
        (0.1, "few", "few"),
    ],
)
def test_a_step_that_hardly_anybody_does_is_alike_in_nothing(rate, side, kind):
    assert kind_of(replace(ONE, rate=rate, side=side)) == kind


def test_what_nobody_does_stays_in_the_denominator_and_what_cannot_be_compared_does_not():
    found = alike(["like", "like", "undone", "below", "above", "few", "few"])
    assert (found.like, found.compared, found.differ, found.few) == (2, 5, 2, 2)
    assert found.share == pytest.approx(0.4)


def test_of_nothing_compared_there_is_no_share():
    assert Alike().share is None and alike(["few"]).share is None


def test_the_steps_least_alike_come_first_and_those_not_compared_last():
    rows = {
        "P2-01": ("like", "like", "like"),
        "P2-02": ("like", "below", "above"),
        "P2-03": ("few", "few", "few"),
        "P2-04": ("like", "like", "below"),
    }
    standings = {
        (post, action): replace(ONE, post=post, action=action, side=side)
        for action, sides in rows.items()
        for post, side in zip(("HOU", "LAR", "DAL"), sides, strict=True)
    }
    found = matrix(standings)
    assert list(found) == ["P2-02", "P2-04", "P2-01", "P2-03"]
    assert found["P2-02"] == {"HOU": "like", "LAR": "below", "DAL": "above"}
