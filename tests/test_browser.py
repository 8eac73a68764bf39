"""The browser of the tests, and what is said where there is none."""

from __future__ import annotations

import pytest

from tests import browser


def test_it_is_found_where_programs_are(tmp_path, monkeypatch):
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert browser.path() == str(program)


def test_without_one_it_says_in_both_languages_what_to_type(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(browser.Missing) as said:
        browser.path()
    spanish, english = str(said.value).split(" / ")
    for half in (spanish, english):
        assert "apt-get install chromium" in half
    assert spanish.startswith("Falta Chromium") and english.startswith("Chromium")
