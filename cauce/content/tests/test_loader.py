"""Reading content/: one edition, kept by hash, and nothing guessed outside its dates."""

from __future__ import annotations

import datetime as dt
import gc
import json
import shutil
import weakref

import pytest

from cauce.content import loader
from cauce.content.earlier_editions import edition_on
from cauce.content.errors import BadInput, NotInForce, Unknown
from cauce.content.loader import load_edition, parameter_on


def test_it_reads_everything_by_id_in_the_order_of_the_files(root):
    edition = load_edition(root)
    assert list(edition.actions) == ["P1-01", "P1-02"]
    assert list(edition.facts) == ["person.age", "danger", "channel"]
    assert edition.actions["P1-02"].within[0].parameter == "day"
    assert set(edition.laws) == {"palermo", "tvpa_us", "lgt_mx"}
    assert edition.cases["c01"].expect.palermo == "met"
    assert edition.catalogues["posts"][1] == {
        "code": "B",
        "name": "Consulado Beta",
        "time_zone": "America/Tijuana",
    }
    assert [role.id for role in edition.catalogues["roles"]] == ["officer"]


def test_it_gives_the_newest_version_of_an_instrument_and_keeps_the_older(root):
    text = (root / "toolbox/signs.v1.yaml").read_text(encoding="utf-8")
    for number in (2, 10):
        changed = text.replace("version: 1", f"version: {number}")
        (root / f"toolbox/signs.v{number}.yaml").write_text(changed, encoding="utf-8")
    edition = load_edition(root)
    assert edition.instruments["signs"].version == 10
    assert edition.instrument_versions[("signs", 1)].version == 1


def test_it_reads_the_same_from_the_cache_and_never_one_of_another_hash(root, tmp_path):
    first = load_edition(root)
    (kept,) = (tmp_path / "cache").iterdir()
    loader.forget()
    again = load_edition(root)
    assert again is not first and again.actions == first.actions and again.hash == first.hash
    document = json.loads(kept.read_text(encoding="utf-8"))
    document["hash"] = "0" * 64
    document["files"]["edition.yaml"]["id"] = "tampered"
    kept.write_text(json.dumps(document), encoding="utf-8")
    loader.forget()
    assert load_edition(root).info.id == "1"


def test_it_changes_its_hash_when_one_letter_changes(root):
    before = load_edition(root)
    path = root / "edition.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Nadie", "Nadia"), encoding="utf-8")
    loader.forget()
    after = load_edition(root)
    assert after.hash != before.hash
    changed = {name for name in after.file_hash if after.file_hash[name] != before.file_hash[name]}
    assert changed == {"edition.yaml"}


def test_it_reads_without_a_cache_folder_it_can_write(root, tmp_path, monkeypatch):
    (tmp_path / "plain").write_text("a file, not a folder", encoding="utf-8")
    monkeypatch.setenv("CAUCE_CACHE", str(tmp_path / "plain" / "below"))
    assert load_edition(root).info.id == "1"


def test_it_takes_the_folder_named_by_the_environment(root, monkeypatch):
    monkeypatch.setenv("CAUCE_CONTENT", str(root))
    assert load_edition().root == root


@pytest.mark.parametrize("day", [dt.date(2025, 12, 31), dt.date(2027, 1, 1)])
def test_it_refuses_a_date_outside_the_edition(root, day):
    path = root / "edition.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "in_force_to: 2026-12-31\n", encoding="utf-8")
    assert edition_on(dt.date(2026, 1, 1), root) is edition_on(dt.date(2026, 12, 31), root)
    with pytest.raises(NotInForce) as problem:
        edition_on(day, root)
    assert day.isoformat() in problem.value.es and "2026-12-31" in problem.value.cure_en


@pytest.mark.parametrize(
    ("day", "value"),
    [(dt.date(2026, 1, 1), 1), (dt.date(2026, 5, 31), 1), (dt.date(2026, 6, 1), 2)],
)
def test_it_takes_the_value_of_the_day(root, day, value):
    assert parameter_on(load_edition(root), "day", day).value == value


def test_it_guesses_no_value_before_the_first(root):
    with pytest.raises(NotInForce, match="2025-12-31.*2026-01-01"):
        parameter_on(load_edition(root), "day", dt.date(2025, 12, 31))


def test_it_names_the_nearest_parameter(root):
    with pytest.raises(Unknown, match="days.*day"):
        parameter_on(load_edition(root), "days", dt.date(2026, 6, 1))


def test_it_says_which_file_cannot_be_read(root):
    (root / "sources.yaml").write_text("- id: [", encoding="utf-8")
    with pytest.raises(BadInput, match="sources.yaml.*cauce check"):
        load_edition(root)


def test_it_says_that_there_is_no_such_folder(tmp_path):
    with pytest.raises(BadInput, match="CAUCE_CONTENT"):
        load_edition(tmp_path / "nowhere")


def test_editions_share_what_files_of_the_same_bytes_say_and_nothing_else(root):
    before = load_edition(root)
    path = root / "edition.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Nadie", "Nadia"), encoding="utf-8")
    loader.forget()
    after = load_edition(root)
    assert after.info is not before.info and after.info.approved_by != before.info.approved_by
    assert after.actions["P1-02"] is before.actions["P1-02"] and after.actions is not before.actions
    assert after.catalogues["posts"] is before.catalogues["posts"]


def test_an_instrument_is_made_anew_when_only_the_bank_changed():
    now = load_edition()
    files = {path: file.read_bytes() for path, file in loader.content_files(now.root).items()}
    files[loader.BANK] = files[loader.BANK].replace(b"Quien visita: ", b"Quien llega: ")
    then = loader.edition_of(files, now.root, loader.parsed_of(now, files), kept=False)
    (said,) = (one for one in then.instruments["detention-visit"].items if one.id == "rights_first")
    assert said.text.es.startswith("Quien llega: ")
    assert then.tools["T1"] is now.tools["T1"]


def test_what_no_edition_holds_any_longer_is_let_go(root):
    first = load_edition(root)
    gone = [weakref.ref(first.actions["P1-02"]), weakref.ref(first.made)]
    del first
    loader.forget()
    gc.collect()
    assert [one() for one in gone] == [None, None]


@pytest.fixture
def beside(root, tmp_path, monkeypatch):
    """The base as the content of the house, and a folder where one file differs; which files were parsed."""
    monkeypatch.setattr(loader, "CONTENT", root)
    monkeypatch.setattr(loader, "FEW", 0)
    load_edition(root)
    other = shutil.copytree(root, tmp_path / "other" / "content")
    with (other / "concepts.yaml").open("a", encoding="utf-8") as file:
        file.write("# Otra cosa.\n")
    parsed, real = [], loader._parse
    monkeypatch.setattr(loader, "_parse", lambda path, data: parsed.append(path) or real(path, data))
    return other, parsed


def test_of_another_folder_only_what_the_house_has_not_is_parsed(root, beside):
    other, parsed = beside
    house, found = load_edition(root), load_edition(other)
    assert parsed == ["concepts.yaml"]
    assert found.hash != house.hash and found.actions == house.actions and found.root == other
    loader.forget()
    assert load_edition(other).concepts == house.concepts and parsed == ["concepts.yaml"]


def test_what_was_kept_of_the_house_and_is_not_what_it_says_is_parsed_again(root, beside, tmp_path):
    other, parsed = beside
    (file,) = (tmp_path / "cache").iterdir()
    kept = json.loads(file.read_text(encoding="utf-8"))
    kept["files"]["edition.yaml"] = {"never_heard_of": 1}
    file.write_text(json.dumps(kept), encoding="utf-8")
    loader.forget()
    gc.collect()
    assert load_edition(other).info.id == "1"
    assert set(parsed) == set(loader.content_files(other))
