"""A full disk, a broken guard, a wrong clock."""

from __future__ import annotations

from faults import clock, closed, full
from faults.report import summary

from .conftest import POSTGRES


def test_nothing_is_served_or_saved_without_what_guards_it(postgres):
    wrong = closed.run(postgres)
    assert len(wrong) == 5
    assert {name: lines for name, lines in wrong.items() if lines} == {}


def test_without_writing_down_who_reads_it_would_be_served(postgres):
    assert closed.run(postgres, "no_audit", only="the journal")["the journal"]


if not POSTGRES:

    def test_a_full_disk_refuses_keeps_what_was_acknowledged_and_can_be_read():
        for which in ("database", "keys"):
            found = full.run(which)
            assert summary(found)[0], (which, found)
            refused = set(found["answers"]) - {302}
            assert refused and refused <= set(full.FULL), found["answers"]
            assert set(found["reading"]) == {200}, (which, found["reading"])
            assert found["again"] == 302

    def test_where_no_room_is_kept_a_full_disk_cannot_be_read():
        assert set(full.run("database", reserve=False)["reading"]) != {200}

    def test_no_clock_makes_a_session_longer_or_the_journal_break():
        wrong = [(what, words) for what, held, words in clock.sessions() if not held]
        assert wrong == []

    def test_days_are_those_of_the_post():
        assert [one["what"] for one in clock.days() if one["found"] != one["expected"]] == []
        naive = [one for one in clock.days("naive") if one["found"] != one["expected"]]
        assert len(naive) > 5
