"""Earlier editions: each kept whole beside the present one, never touched, read when it is asked for."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil

import pytest

from cauce.content import earlier_editions, loader
from cauce.content.checks.continuity import broken_promises
from cauce.content.errors import BadInput, NotInForce
from cauce.content.loader import load_edition

# What was shipped, once and for good: cases and documents name it.
SHIPPED = {"2026.1": "0fca80a5995bdac63e318c4cf9da56b92d594eaf5e661fc1526c3d2120ee478c"}


def files(root):
    return {path: file.read_bytes() for path, file in loader.content_files(root).items()}


@pytest.fixture
def two(root, tmp_path):
    """The base content as edition «2» from June on, with edition «1» kept beside it."""
    older = shutil.copytree(root, tmp_path / "older")
    head = root / "edition.yaml"
    text = head.read_text(encoding="utf-8").replace('id: "1"', 'id: "2"')
    head.write_text(text.replace("2026-01-01", "2026-06-01"), encoding="utf-8")
    loader.forget()
    earlier_editions.put_away(load_edition(older), files(older), root)
    yield root
    earlier_editions.forget()


def test_no_archive_of_this_repository_was_touched():
    found = {one.id: one.hash for one in earlier_editions.earlier()}
    assert {id: found.get(id) for id in SHIPPED} == SHIPPED
    for one in earlier_editions.earlier():
        assert loader.hashes_of(earlier_editions.files_of(one))[0] == one.hash
        assert one.place.read_bytes() == earlier_editions.packed(earlier_editions.files_of(one))


def test_the_present_edition_keeps_what_the_one_before_it_had():
    assert list(broken_promises(earlier_editions.edition_before("2026.1"), load_edition())) == []


def test_an_earlier_edition_is_no_file_of_the_present_one(two):
    assert not [path for path in loader.content_files(two) if path.startswith(earlier_editions.FOLDER)]
    before = load_edition(two).hash
    shutil.rmtree(two / earlier_editions.FOLDER)
    loader.forget()
    assert load_edition(two).hash == before


def test_each_day_has_the_edition_that_held_then(two):
    assert earlier_editions.edition_on(dt.date(2026, 5, 31), two).info.id == "1"
    assert earlier_editions.edition_on(dt.date(2026, 6, 1), two).info.id == "2"
    assert earlier_editions.edition_before("1", two) is earlier_editions.edition_on(dt.date(2026, 1, 1), two)
    with pytest.raises(NotInForce, match="2025-12-31.*edition 1|edición 1.*2026-01-01"):
        earlier_editions.edition_on(dt.date(2025, 12, 31), two)
    with pytest.raises(NotInForce, match="does not come with"):
        earlier_editions.edition_before("0", two)


def test_the_present_one_is_read_without_looking_at_the_others(two, monkeypatch):
    def opened(*arguments):
        raise AssertionError("an archive was opened")

    monkeypatch.setattr(earlier_editions.zipfile, "ZipFile", opened)
    assert earlier_editions.edition_on(dt.date(2026, 7, 1), two).info.id == "2"
    assert [one.id for one in earlier_editions.shipped(two)] == ["1", "2"]


@pytest.mark.parametrize(
    "touch",
    [
        lambda file: file.write_bytes(b"no zip"),
        lambda file: file.write_bytes(file.read_bytes()[:-200]),
        lambda file: file.write_bytes(earlier_editions.packed({"edition.yaml": b'id: "1"\n'})),
        lambda file: file.unlink(),
    ],
)
def test_what_is_not_what_was_shipped_is_never_used(two, touch):
    touch(two / earlier_editions.FOLDER / "1.zip")
    with pytest.raises(BadInput, match="1.zip"):
        earlier_editions.edition_before("1", two)


@pytest.mark.parametrize("text", ["[]", "{", '{"1": {"hash": "x"}}', '{"1": {"in_force_from": 5}}'])
def test_an_index_that_cannot_be_read_is_named(two, text):
    (two / earlier_editions.FOLDER / earlier_editions.INDEX).write_text(text, encoding="utf-8")
    earlier_editions.forget()
    with pytest.raises(BadInput, match="index.json"):
        earlier_editions.shipped(two)


def test_the_same_edition_makes_the_same_archive_and_no_other_takes_its_number(two, tmp_path):
    file = two / earlier_editions.FOLDER / "1.zip"
    was = hashlib.sha256(file.read_bytes()).hexdigest()
    older = tmp_path / "older"
    earlier_editions.put_away(load_edition(older), files(older), two)
    assert hashlib.sha256(file.read_bytes()).hexdigest() == was
    (older / "concepts.yaml").write_text(
        (older / "concepts.yaml").read_text(encoding="utf-8") + "\n", encoding="utf-8"
    )
    loader.forget()
    with pytest.raises(BadInput, match="another with that number"):
        earlier_editions.put_away(load_edition(older), files(older), two)
    assert json.loads((two / earlier_editions.FOLDER / earlier_editions.INDEX).read_text("utf-8")).keys() == {
        "1"
    }
