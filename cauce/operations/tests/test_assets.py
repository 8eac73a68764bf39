"""The files of the pages are laid out by whoever serves them, once for each content of theirs."""

from __future__ import annotations

import os

import pytest
from django.contrib.staticfiles import storage as staticfiles
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from cauce.content.errors import BadInput
from cauce.operations import assets


@pytest.fixture
def files(tmp_path, monkeypatch, settings):
    """A small house with one style and one sign, to be served from ``served``."""
    house, served = tmp_path / "house", tmp_path / "served"
    house.mkdir()
    (house / "one.css").write_text("a { background: url(sign.svg) }" * 50)
    (house / "sign.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    settings.STATIC_ROOT = served
    kept = FileSystemStorage(house)
    monkeypatch.setattr(assets, "sources", lambda: {name: kept for name in ("one.css", "sign.svg")})
    made = CompressedManifestStaticFilesStorage(served, "/static/")
    monkeypatch.setattr(assets, "staticfiles_storage", made)
    return house, served


def hashed(served) -> list[str]:
    return sorted(path.name for path in served.glob("one.*.css"))


def test_they_are_laid_out_with_hashed_names_and_compressed_once(files):
    _, served = files
    assets.lay_out()
    [name] = hashed(served)
    assert (served / f"{name}.gz").exists() and "sign." in (served / name).read_text()
    assert (served / "staticfiles.json").exists()
    (served / name).unlink()
    assets.lay_out()
    assert hashed(served) == []  # the same files: it did not look any further


def test_what_changed_is_laid_out_whatever_its_date_and_what_was_there_stays(files):
    house, served = files
    assets.lay_out()
    before, old = hashed(served), (house / "one.css").stat()
    (house / "one.css").write_text("b { background: url(sign.svg) }")
    os.utime(house / "one.css", (1, 1))
    assert old.st_mtime > 1
    assets.lay_out()
    assert len(hashed(served)) == 2 and before[0] in hashed(served)


def test_a_folder_that_cannot_be_written_is_said(files, settings):
    _, served = files
    served.write_text("a file stands here")
    with pytest.raises(BadInput) as told:
        assets.lay_out()
    assert told.value.where == str(served) and "arranque otra vez" in told.value.cure_es


def test_where_names_are_not_hashed_there_is_nothing_to_do(files, monkeypatch):
    _, served = files
    monkeypatch.setattr(assets, "staticfiles_storage", staticfiles.StaticFilesStorage(served, "/static/"))
    assets.lay_out()
    assert not served.exists()
