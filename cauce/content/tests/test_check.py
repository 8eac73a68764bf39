"""One broken example per kind of mistake: the file, the line and the words of what is said about it.

An example patches the small sound content of ``base/``: ``edits`` (replace the first occurrence, append,
create, remove), then ``at`` (the text that stands on the line reported) or ``line``, and the words.
``before``: the edits that make an earlier edition of that content, which is kept beside it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import re
import shutil
from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from cauce.content import checks, earlier_editions, loader
from cauce.content.checks import reading, run
from cauce.content.errors import BadInput, CauceError

BROKEN = Path(__file__).resolve().parents[3] / "tests" / "broken_content"
BASE, KINDS = BROKEN / "base", sorted((BROKEN / "kinds").glob("*.yaml"))
ON = dt.date(2026, 11, 25)


def patched(root: Path, edits: list[dict]) -> None:
    """Make the edits of one example in a copy of the base."""
    for edit in edits:
        path = root / edit["file"]
        if edit.get("remove"):
            path.unlink()
            continue
        text = edit.get("create") or path.read_text(encoding="utf-8")
        if "replace" in edit:
            assert edit["replace"] in text, f"nothing to replace in {edit['file']}"
            text = text.replace(edit["replace"], edit["by"], 1)
        text += edit.get("append", "") * edit.get("times", 1)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(edit.get("encoding", "utf-8")))


def put_before(root: Path, edits: list[dict]) -> None:
    """Keep an edition of a year earlier beside a content: the base with these edits."""
    older = root.parent / "before"
    shutil.copytree(BASE, older)
    head = older / "edition.yaml"
    text = head.read_text(encoding="utf-8").replace('id: "1"', 'id: "0"')
    head.write_text(text.replace("from: 2026-01-01", "from: 2025-01-01"), encoding="utf-8")
    patched(older, edits)
    files = {path: file.read_bytes() for path, file in loader.content_files(older).items()}
    earlier_editions.put_away(loader.load_edition(older), files, root)


@cache
def of_the_base() -> dict[str, tuple[bytes, object]]:
    """Each file of the base and what stands in it, parsed once for every example."""
    files = {path: file.read_bytes() for path, file in loader.content_files(BASE).items()}
    return {path: (data, loader._parse(path, data)) for path, data in files.items()}


def kept_as_read(root: Path) -> None:
    """The program reads this content, which parses what differs from the base, and keeps what it read."""
    files = {path: file.read_bytes() for path, file in loader.content_files(root).items()}
    same = {path: parsed for path, (data, parsed) in of_the_base().items() if files.get(path) == data}
    loader.edition_of(files, root, same)


def line_of(root: Path, example: dict) -> int:
    if "line" in example:
        return int(example["line"])
    text = (root / example["file"]).read_bytes().decode(example["edits"][0].get("encoding", "utf-8"))
    found = [i for i, line in enumerate(text.splitlines(), 1) if example["at"] in line]
    return found[-1 if example.get("last") else 0]


@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.stem)
def test_it_says_where_what_and_the_cure(path, tmp_path, monkeypatch):
    monkeypatch.setenv("CAUCE_CACHE", str(tmp_path / "cache"))
    example = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    root = tmp_path / "content"
    shutil.copytree(BASE, root)
    if "before" in example:
        put_before(root, example["before"])
    patched(root, example["edits"])
    report = run(root, ON)
    ids = [one.id for one in report.findings]
    assert sorted(ids) == sorted([path.stem, *example.get("also", [])]), report.findings
    found = report.findings[ids.index(path.stem)]
    assert (found.file, found.line) == (example["file"], line_of(root, example))
    assert found.warning is example.get("warning", False)
    for language in ("es", "en"):
        said = found.text(language)
        assert all(str(word) in said for word in example[language]), said
    assert found.cure_es and found.cure_en
    # What the program read and kept is not read again: the same is found in it, at the same lines.
    with contextlib.suppress(CauceError):
        kept_as_read(root)
    assert run(root, ON).findings == report.findings


def test_it_finds_nothing_in_sound_content():
    report = run(BASE, ON)
    assert report.findings == () and report.edition == "1" and report.counts["pathways"] == 2


def test_it_has_an_example_for_every_kind():
    """The ids are those written in the checks, so that a new kind without an example fails."""
    written: set[str] = set()
    here = Path(checks.__file__).parent
    for source in here.glob("*.py"):
        text = source.read_text(encoding="utf-8")
        written |= set(re.findall(r"(?:finding|at_line|Finding)\(\s*\"([a-z_0-9]+)[\"/]", text))
        written |= set(re.findall(r"return \(?\s*\"([a-z_0-9]+)\"(?:,|\n)", text))
        written |= set(re.findall(r"(?:known|facts|TOOLS),\s*\"([a-z_]+)\"", text))
    assert written == {path.stem for path in KINDS}
    assert len(written) >= 25


def test_an_edition_that_keeps_what_the_one_before_had_is_sound(tmp_path, monkeypatch):
    monkeypatch.setenv("CAUCE_CACHE", str(tmp_path / "cache"))
    shutil.copytree(BASE, tmp_path / "content")
    put_before(tmp_path / "content", [])
    assert run(tmp_path / "content", ON).findings == ()


def test_it_lists_all_mistakes_and_not_only_the_first(tmp_path):
    root = tmp_path / "content"
    shutil.copytree(BASE, root)
    patched(
        root,
        [
            {"file": "pathways/all.yaml", "replace": "legal: [treaty]", "by": "legal: [nowhere]"},
            {"file": "pathways/all.yaml", "replace": "role: officer", "by": "role: nobody"},
            {"file": "catalogues/posts.csv", "replace": "America/Tijuana", "by": "Mars"},
        ],
    )
    assert [one.id for one in run(root, ON).errors] == ["time_zone", "unknown_role", "unknown_source"]


def test_it_refuses_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(BadInput, match="no content folder"):
        run(tmp_path / "nowhere", ON)


def test_the_content_of_this_repository_has_no_mistake():
    report = run(None, ON)
    assert [one.text("en") for one in report.errors] == []
    assert report.counts["pathways"] > 40 and report.counts["law"] == 3


def test_what_was_loaded_is_not_parsed_again_and_a_mistake_is_looked_for_in_the_files(tmp_path, monkeypatch):
    monkeypatch.setenv("CAUCE_CACHE", str(tmp_path / "cache"))
    root = shutil.copytree(BASE, tmp_path / "content")
    loader.load_edition(root)
    parsed, real = [], reading.reader
    monkeypatch.setattr(reading, "reader", lambda **lines: parsed.append(lines) or real(**lines))
    reading._read.cache_clear()
    assert run(root, ON).findings == () and parsed == []
    (file,) = (tmp_path / "cache").iterdir()
    kept = json.loads(file.read_text(encoding="utf-8"))
    kept["files"]["edition.yaml"]["never_heard_of"] = 1
    file.write_text(json.dumps(kept), encoding="utf-8")
    assert run(root, ON).findings == () and parsed != []


def test_an_instant_is_read_as_the_program_reads_it(tmp_path):
    for text in ("- 2026-12-15 15:00:00+00:00", "- 2026-12-15", "- 2026-12-15T09:00:00-06:00"):
        (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
        doc, _ = reading.read("a.yaml", tmp_path / "a.yaml")
        assert doc.data == loader._parse("a.yaml", text.encode())


def test_it_calls_used_what_the_program_records_and_what_the_needs_name(tmp_path):
    root = tmp_path / "content"
    shutil.copytree(BASE, root)
    words = "{es: a, en: a}"
    act = f"- id: reopened\n  title: {words}\n  scope: case\n  by_system: true\n"
    fact = f"- id: need.food\n  type: boolean\n  scope: case\n  label: {words}\n"
    fact += f"  question: {words}\n  sensitivity: P3\n"
    patched(
        root,
        [{"file": "catalogues/acts.yaml", "append": act}, {"file": "catalogues/facts.yaml", "append": fact}],
    )
    assert [one.id for one in run(root, ON).findings] == ["fact_unused"]
    (root / "catalogues/needs.yaml").write_text(f"- id: food\n  title: {words}\n", "utf-8")
    assert [one.id for one in run(root, ON).findings] == []
