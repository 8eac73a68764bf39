"""The running text: how a file is read, and what the check of the whole says about it."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest

from cauce.content.checks import run
from cauce.content.errors import BadInput
from cauce.content.loader import load_edition
from cauce.content.prose import read_prose
from cauce.content.tests.test_check import BASE

ON = dt.date(2026, 11, 25)
HEAD = "---\nprovenance: proposed\nsources: one, two\n---\n\n# Por qué\n\nTexto (P2-07).\n"


def test_it_reads_a_section_with_its_place_and_its_sources():
    prose = read_prose("protocol/12-why.es.md", HEAD)
    assert (prose.place, prose.language, prose.title) == (12, "es", "Por qué")
    assert prose.sources == ("one", "two") and prose.body == "Texto (P2-07).\n"


def test_it_refuses_a_provenance_that_does_not_exist():
    with pytest.raises(BadInput, match="no provenance 'official'"):
        read_prose("protocol/1-why.es.md", HEAD.replace("proposed", "official"))


def test_a_file_that_cannot_be_read_is_reported_once_and_is_no_missing_translation(tmp_path):
    root = tmp_path / "content"
    shutil.copytree(BASE, root)
    (root / "protocol/1-why.en.md").write_text("# No first lines\n\nText.\n", "utf-8")
    assert [one.id for one in run(root, ON).findings] == ["prose"]


def test_it_warns_where_the_text_leaves_people_out(tmp_path):
    root = tmp_path / "content"
    shutil.copytree(BASE, root)
    path = root / "protocol/1-why.es.md"
    path.write_text(path.read_text("utf-8") + "\nLo saben los trabajadores.\n", "utf-8")
    (found,) = run(root, ON).findings
    assert (found.id, found.file, found.line, found.warning) == ("gender", "protocol/1-why.es.md", 10, True)


def test_a_year_a_figure_or_a_law_is_no_telephone(tmp_path):
    root = tmp_path / "content"
    shutil.copytree(BASE, root)
    path = root / "protocol/1-why.es.md"
    said = "\nEn 2015, 2023 y 2024: 1,250 de 38,458 (2016–2019), 8 U.S.C. 1367 y 98.4 %.\n"
    path.write_text(path.read_text("utf-8") + said, "utf-8")
    assert run(root, ON).findings == ()


def test_the_text_of_this_edition_is_whole_in_both_languages_and_in_order():
    edition = load_edition()
    spanish = sorted(one.place for one in edition.prose.values() if one.language == "es")
    english = sorted(one.place for one in edition.prose.values() if one.language == "en")
    assert spanish == english == list(range(1, len(spanish) + 1))
