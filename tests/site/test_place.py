"""Tests keep their files in memory where there is enough of it, and else say why they do not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from cauce.site.settings import place


@pytest.fixture
def left(monkeypatch):
    def free(bytes_: int) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=bytes_))
        monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)

    return free


def test_with_room_it_is_the_memory(left, tmp_path, capsys):
    left(place.ENOUGH)
    assert place.roomy(tmp_path) == tmp_path
    assert capsys.readouterr().err == ""


def test_with_little_room_it_is_the_disk_and_the_sentence_says_how_much_is_missing(left, tmp_path, capsys):
    left(64 << 20)
    assert place.roomy(tmp_path) == Path(tempfile.gettempdir())
    said = capsys.readouterr().err
    for words in (f"En {tmp_path} quedan 64 MB de los 1024", "has 64 of the 1024 MB"):
        assert words in said


def test_of_several_workers_none_says_it_again(left, tmp_path, capsys, monkeypatch):
    left(0)
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw0")
    assert place.roomy(tmp_path) == Path(tempfile.gettempdir())
    assert capsys.readouterr().err == ""


def test_where_no_memory_is_offered_it_is_the_disk(tmp_path):
    assert place.roomy(tmp_path / "nowhere") == Path(tempfile.gettempdir())


NOBODY = 2**22 + 1  # no process can have this number
HOLDING = """
import sys
from cauce.site.settings import place
place.hold(place.Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def after(monkeypatch):
    """So many seconds after that folder was made, by the clock of the disk: no other is asked."""

    def move(seconds: float, folder: Path) -> None:
        moment = folder.stat().st_ctime + seconds
        monkeypatch.setattr(place, "time", SimpleNamespace(time=lambda: moment))

    return move


def test_what_a_killed_run_left_is_removed_and_what_a_living_one_made_or_holds_stays(tmp_path, after):
    living, killed = (
        tmp_path / f"{place.NAMED}{os.getuid()}-{name}" for name in (f"{NOBODY}-a", f"{NOBODY}-b")
    )
    made = tmp_path / f"{place.NAMED}{os.getuid()}-{os.getpid()}-c"
    other = tmp_path / "somebody-elses"
    for folder in (living, killed, made, other):
        (folder / "deep").mkdir(parents=True)
    after(place.JUST_MADE + 1, made)
    with subprocess.Popen(
        (sys.executable, "-c", HOLDING, living), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as run:
        assert run.stdout.readline() == b"held\n"
        place.sweep(tmp_path)
        assert sorted(tmp_path.iterdir()) == sorted((living, made, other))
        run.kill()
    place.sweep(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted((made, other))


def test_a_folder_that_was_just_made_is_left_to_whoever_makes_it(tmp_path, after):
    made = tmp_path / f"{place.NAMED}{os.getuid()}-{NOBODY}-d"
    made.mkdir()
    after(place.JUST_MADE - 1, made)
    place.sweep(tmp_path)
    assert made.exists()
