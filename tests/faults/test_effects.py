"""Two at once, twice the same, late and killed: each thing is done once."""

from __future__ import annotations

from faults import jobs, phones, together, twice


def test_two_officers_never_write_over_each_other_unseen(postgres):
    found = together.run(10, postgres)
    assert found["wrong"] == [] and found["conflicts"] > 0
    assert together.run(10, postgres, broken="no_version")["wrong"]


def test_one_form_sent_thirty_times_and_after_a_kill_has_one_effect(postgres):
    found = twice.run(30, postgres, rounds=2)
    assert (found["effects"], found["answers"], found["odd"]) == ([1, 1], [1, 1], 0)
    assert twice.run(10, postgres, broken="no_key", rounds=1)["effects"] != [1]


def test_every_reminder_is_made_once_however_often_the_loop_is_killed(postgres):
    found = jobs.run(20, postgres)
    assert (found["lost"], found["doubled"], found["breaks"], found["status"]) == ([], [], [], 0)
    assert found["during"] > 0
    assert jobs.run(3, postgres, broken="no_unique")["doubled"]


def test_telephones_that_were_offline_lose_and_double_nothing(postgres):
    found = phones.run(24, postgres)
    assert (found["wrong"], found["unsent"]) == ([], 0)
    assert phones.run(12, postgres, forgets=True)["wrong"]
