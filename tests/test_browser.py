"""The browser of the tests, and what is said where there is none."""

from __future__ import annotations

import pytest

from tests import browser


def put(folder, name: str) -> str:
    program = folder / name
    program.write_text("#!/bin/sh\n")
    program.chmod(0o700)
    return str(program)


def test_either_of_the_two_will_do_and_the_one_without_a_window_is_preferred(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    whole = put(tmp_path, "chromium")
    assert browser.path() == whole
    without = put(tmp_path, "chromium-headless-shell")
    assert browser.path() == without


def test_without_one_it_says_in_both_languages_what_to_type(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(browser.Missing) as said:
        browser.path()
    spanish, english = str(said.value).split(" / ")
    for half in (spanish, english):
        assert "apt-get install chromium" in half
    assert spanish.startswith("Falta Chromium") and english.startswith("Chromium")
