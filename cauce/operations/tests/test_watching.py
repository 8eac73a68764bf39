"""Each thing that is wrong is told with its cause and cure; the numbers are those of all processes."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import uuid
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.test import Client, override_settings
from django.utils import timezone

from cauce.custody.journal import integrity
from cauce.custody.keystore import provider, store
from cauce.operations import clock, disk_reserve
from cauce.operations.watching import health, metrics, numbers
from cauce.staff.notices.models import Message
from tests.casework.conftest import open_case

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet(tmp_path, monkeypatch):
    """A server of its own, where nothing was asked before and the loop has just ended a round."""
    monkeypatch.setattr(settings, "VAR", tmp_path, raising=False)
    monkeypatch.setattr(settings, "NUMBERS", tmp_path / "numbers", raising=False)
    monkeypatch.setattr(health, "_last", None)
    monkeypatch.setattr(clock, "_AT_START", clock._since_boot())
    monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(total=100, used=10, free=90))
    numbers.round_ended(timezone.now().timestamp(), 1.5, broken=False)


def wrong(at: dt.datetime | None = None) -> dict[str, health.Cause]:
    return {one.name: one for one in health.causes(at or timezone.now())}


def test_where_all_is_well_nothing_is_told():
    assert wrong() == {} and health.is_ready([])


def loop_gone(patch) -> None:
    numbers.file().unlink()


def loop_silent(patch) -> None:
    numbers.round_ended(timezone.now().timestamp() - 900, 1, broken=True)


def message_waits(patch) -> None:
    Message.objects.create(recipient="a", key="k", made_at=timezone.now() - dt.timedelta(hours=1))


def no_backup(patch) -> None:
    patch.setattr(settings, "DEMO", False)


def full(patch) -> None:
    disk_reserve.file().touch()


def fills(patch) -> None:
    patch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(total=100, used=90, free=10))


def another_root(patch) -> None:
    store.create_key(uuid.uuid4(), "HOU")
    root = settings.KEYSTORE_ROOT.read_bytes()
    settings.KEYSTORE_ROOT.write_bytes(os.urandom(len(root)))
    provider.forget()
    patch.callback = lambda: (settings.KEYSTORE_ROOT.write_bytes(root), provider.forget())


def changes_lack(patch) -> None:
    patch.setattr(health, "_whole", ())
    patch.setattr(health, "lacking", lambda: [("cases", "9999")])


def newer(patch) -> None:
    patch.setattr(health, "_whole", (1, 1))


def no_database(patch) -> None:
    def gone():
        raise DatabaseError("gone")

    patch.setattr(health, "connection", SimpleNamespace(cursor=gone))


CAUSES = {
    "the loop never ran": (loop_gone, "loop", True, "systemctl enable --now cauce-tick"),
    "the loop is silent": (loop_silent, "loop", True, "15 minutes ago"),
    "a message waits": (message_waits, "queue", False, "60 minutes"),
    "no backup": (no_backup, "backup", False, "cauce-backup.timer"),
    "a full disk": (full, "full", True, "Free some space"),
    "a disk that fills": (fills, "disk", False, "90 %"),
    "another root": (another_root, "keys", True, ""),
    "changes lack": (changes_lack, "migrations", True, "cauce upgrade"),
    "another version": (newer, "migrations", True, "systemctl restart"),
    "no database": (no_database, "database", True, "did not answer"),
}


@pytest.mark.parametrize("what", CAUSES)
def test_each_cause_is_told_with_its_cure_in_both_languages(what, monkeypatch):
    breaks, name, stops, words = CAUSES[what]
    monkeypatch.callback = lambda: None
    try:
        breaks(monkeypatch)
        found = wrong()
        assert list(found) == [name] and found[name].stops is stops
        problem = found[name].problem
        assert words in problem.text("en") and problem.es != problem.en and problem.cure_es
        # The open address says no more than that it does not work.
        answer = Client().get("/salud/")
        said = (503, b"not ready") if stops else (200, b"ok")
        assert (answer.status_code, answer.content) == said
    finally:
        monkeypatch.callback()


def test_anchors_that_lack_are_told(cast):
    open_case(cast)
    later = timezone.now() + dt.timedelta(hours=3)
    assert wrong() == {}, "of a new house there need not be one yet"
    numbers.round_ended(later.timestamp(), 1, broken=False)
    assert "no anchor" in wrong(later)["anchors"].problem.text("en")
    integrity.anchor_now(timezone.now())
    assert "180 minutes old" in wrong(later)["anchors"].problem.text("en")
    assert wrong() == {}


def test_a_clock_behind_what_was_written_is_told(cast):
    open_case(cast)
    integrity.anchor_now(timezone.now())
    found = wrong(timezone.now() - dt.timedelta(hours=1))
    assert "60 minutes behind" in found["clock"].problem.text("en") and not found["clock"].stops


def test_it_is_looked_at_once_in_five_seconds_whoever_asks(django_assert_num_queries):
    Client().get("/salud/")
    with django_assert_num_queries(0):
        assert Client().get("/salud/").status_code == 200


def test_it_answers_that_it_lives_whatever_else_is_wrong(monkeypatch):
    no_database(monkeypatch)
    assert Client().get("/salud/viva/").content == b"ok"
    assert Client().get("/vivo/").headers["Location"] == "/salud/viva/"


def test_requests_of_every_process_are_counted_in_one_place():
    children = []
    for _ in range(3):
        child = os.fork()
        if child == 0:
            for n in range(200):
                numbers.count(200 if n % 2 else 404, 0.3, 7)
            os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
    told = numbers.told()
    assert (told["requests 2xx"], told["requests 4xx"], told["queries"]) == (300, 300, 4200)
    assert told["within 0.5"] == 600 and told["request seconds"] == pytest.approx(180)


def test_what_cannot_be_counted_stops_nothing(tmp_path):
    with override_settings(NUMBERS=tmp_path / "no" / "such" / "folder"):
        numbers.count(200, 0.1, 1)
        assert set(numbers.told().values()) == {0.0}
    numbers.file().write_bytes(b"of another version")
    numbers.count(500, 60, 1)
    assert numbers.told()["requests 5xx"] == numbers.told()["within any"] == 1


LINE = re.compile(r'[a-z_]+(\{[a-z]+="[^"]*"\})? [0-9.e+-]+')


def test_the_numbers_are_in_the_form_that_prometheus_reads():
    numbers.count(200, 0.2, 5)
    found = health.causes(timezone.now())
    lines = metrics.text(timezone.now(), found).splitlines()
    values = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    assert all(LINE.fullmatch(line) for line in lines if not line.startswith("#"))
    assert values['cauce_requests_total{class="2xx"}'] == "1.0" and values["cauce_queries_total"] == "5.0"
    assert values['cauce_request_seconds_bucket{le="0.1"}'] == "0.0"
    assert values['cauce_request_seconds_bucket{le="+Inf"}'] == values["cauce_request_seconds_count"] == "1.0"
    assert 0 <= float(values["cauce_loop_delay_seconds"]) < 60 and values["cauce_loop_round_seconds"] == "1.5"
    assert values["cauce_queue_messages"] == "0.0" and values["cauce_disk_free_bytes"] == "90.0"
    assert values["cauce_ready"] == "1.0" and values['cauce_wrong{cause="loop"}'] == "0.0"
    assert "cauce_backup_age_seconds" not in values, "none was made, and no number says that"
    kinds = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert len(kinds) == len(set(kinds))
