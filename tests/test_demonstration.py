"""The demonstration that tests copy: made once, whole, and never older than the program that is tested."""

from __future__ import annotations

import pytest

from tests import demonstration
from tests.template import file


@pytest.fixture
def making(tmp_path, monkeypatch):
    """An empty place for it, where making it is quick; how often it was made."""
    times = []

    def make(folder):
        times.append(folder)
        network = folder / demonstration.NETWORK
        network.mkdir()
        (network / "cauce.sqlite3").write_text("whole")

    monkeypatch.setattr(file, "folder", lambda: tmp_path / "tests")
    monkeypatch.setattr(demonstration, "_make", make)
    return times


def test_it_is_made_once_and_every_copy_is_marked_as_the_demonstration_that_it_is(making, tmp_path):
    one, other = demonstration.copied(tmp_path / "one"), demonstration.copied(tmp_path / "other")
    assert len(making) == 1
    assert (one / "cauce.sqlite3").read_text() == (other / "cauce.sqlite3").read_text() == "whole"
    assert (one / "demonstration").read_text() != (other / "demonstration").read_text()


def test_what_a_process_left_half_made_is_thrown_away(making, monkeypatch):
    def killed(folder):
        (folder / "half").touch()
        raise KeyboardInterrupt

    make = demonstration._make
    monkeypatch.setattr(demonstration, "_make", killed)
    with pytest.raises(KeyboardInterrupt):
        demonstration.made()
    monkeypatch.setattr(demonstration, "_make", make)
    whole = demonstration.made()
    assert not (whole / "half").exists() and (whole / demonstration.NETWORK).is_dir()
    assert {one.name for one in file.folder().iterdir()} == {demonstration.LOCK, whole.name}


def test_another_program_content_or_maker_makes_another_and_the_oldest_go(making, monkeypatch):
    for number in range(demonstration.KEPT + 2):
        monkeypatch.setattr(demonstration, "made_of", lambda number=number: f"state-{number}")
        last = demonstration.made()
    assert len(making) == demonstration.KEPT + 2
    kept = list(file.folder().glob(f"{demonstration.NAME}*"))
    assert len(kept) == demonstration.KEPT and last in kept


def test_its_name_follows_from_every_file_of_the_program_and_of_the_content(tmp_path):
    for place in demonstration.FROM:
        name = place if "." in place else f"{place}/cases/any.file"
        one = tmp_path / name
        one.parent.mkdir(parents=True, exist_ok=True)
        one.write_text("before")
    names = {demonstration.made_of(tmp_path)}
    for one in sorted(tmp_path.rglob("*")):
        if one.is_file():
            one.write_text("after")
            names.add(demonstration.made_of(tmp_path))
    assert len(names) == len(demonstration.FROM) + 1


def test_a_test_of_the_program_is_no_part_of_it(tmp_path):
    for place in demonstration.FROM:
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).mkdir() if "." not in place else (tmp_path / place).write_text("")
    before = demonstration.made_of(tmp_path)
    (tmp_path / "cauce/cases/tests").mkdir(parents=True)
    (tmp_path / "cauce/cases/tests/test_x.py").write_text("")
    assert demonstration.made_of(tmp_path) == before


def test_it_is_the_day_of_the_benchmarks():
    house = (demonstration.BENCH / "house.py").read_text("utf-8")
    assert demonstration.DAY.isoformat() in house
    assert f"QUICK_CASES = {demonstration.NETWORK.removeprefix('bench-')} " in house
