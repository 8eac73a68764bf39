"""What is kept of the parsed content is used only when it is whole and ours."""

from __future__ import annotations

import json
import os

import pytest

from cauce.content import loader, parsed_cache
from cauce.content.loader import load_edition


@pytest.fixture
def file(root, tmp_path):
    load_edition(root)
    loader.forget()
    (found,) = (tmp_path / "cache").iterdir()
    return found


def without_edition(document):
    del document["files"]["edition.yaml"]


def with_one_more(document):
    document["files"]["more.yaml"] = []


def of_another_form(document):
    document["form"] = 0


def with_a_list_of_files(document):
    document["files"] = ["edition.yaml"]


def with_an_action_of_another_shape(document):
    document["files"]["edition.yaml"]["never_heard_of"] = 1


def parses_again(root, monkeypatch):
    """Whether the next reading parses the folder; it must say what the folder says all the same."""
    parsed = []
    real = loader._parse
    monkeypatch.setattr(loader, "_parse", lambda path, data: parsed.append(path) or real(path, data))
    assert load_edition(root).info.id == "1"
    return bool(parsed)


def test_what_is_whole_is_read_and_nothing_is_parsed(root, file, monkeypatch):
    assert not parses_again(root, monkeypatch)


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000], ids=repr)
def test_what_is_torn_is_parsed_again_and_mended(root, file, monkeypatch, text):
    file.write_bytes(text[:100_000])
    assert parses_again(root, monkeypatch)
    assert json.loads(file.read_bytes())["files"]["edition.yaml"]["id"] == "1"


def test_half_of_it_is_parsed_again(root, file, monkeypatch):
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert parses_again(root, monkeypatch)


@pytest.mark.parametrize(
    "change",
    [
        without_edition,
        with_one_more,
        of_another_form,
        with_a_list_of_files,
        with_an_action_of_another_shape,
    ],
)
def test_what_is_not_of_this_content_is_parsed_again(root, file, monkeypatch, change):
    document = json.loads(file.read_bytes())
    change(document)
    file.write_text(json.dumps(document), encoding="utf-8")
    assert parses_again(root, monkeypatch)


def test_what_everybody_may_write_is_not_read(root, file, monkeypatch):
    file.chmod(0o666)
    assert parses_again(root, monkeypatch)


@pytest.mark.parametrize(("owner", "read"), [(0, True), (1000, True), (1001, True), (1002, False)])
def test_only_root_who_runs_it_and_who_owns_the_content_may_have_written_it(owner, read):
    file = os.stat_result((0o100644, 0, 0, 1, owner, 0, 0, 0, 0, 0))
    content = os.stat_result((0o040755, 0, 0, 1, 1001, 0, 0, 0, 0, 0))
    assert parsed_cache.is_ours(file, content, 1000) is read


def test_where_it_cannot_be_kept_the_folder_is_parsed(root, tmp_path, monkeypatch):
    (tmp_path / "plain").write_text("a file, not a folder", encoding="utf-8")
    monkeypatch.setenv("CAUCE_CACHE", str(tmp_path / "plain" / "below"))
    assert parses_again(root, monkeypatch)


def test_a_full_disk_leaves_no_half_file(root, tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert parses_again(root, monkeypatch)
    assert list((tmp_path / "cache").iterdir()) == []
