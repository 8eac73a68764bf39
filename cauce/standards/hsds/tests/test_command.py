"""cauce import-hsds and export-hsds as people and programs call them."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command

from cauce.custody.journal.models import Entry
from cauce.directory.models import Location, Organization, Phone, Service
from cauce.standards.hsds import importing

FIXTURES = Path(__file__).parent / "fixtures"
pytestmark = pytest.mark.django_db


def run(*words: object) -> dict:
    out = io.StringIO()
    call_command(*map(str, words), "--json", stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.parametrize("name", ["v3", "v1", "page.json"])
def test_it_changes_nothing_the_second_time(tmp_path, name):
    first = run("import-hsds", FIXTURES / name, "--report", tmp_path / "a.csv")
    again = run("import-hsds", FIXTURES / name, "--report", tmp_path / "b.csv")
    for entity, counts in first.items():
        if isinstance(counts, dict):
            assert set(counts) == {"created", "updated", "unchanged", "refused"}
            assert again[entity] == {
                "created": 0,
                "updated": 0,
                "unchanged": counts["created"],
                "refused": counts["refused"],
            }
    assert first["services"]["created"] == 3 and first["organizations"]["created"] == 2


def test_it_updates_the_service_whose_words_changed_and_only_it(tmp_path):
    file = tmp_path / "page.json"
    file.write_text((FIXTURES / "page.json").read_text())
    run("import-hsds", file, "--report", tmp_path / "a.csv")
    file.write_text(file.read_text().replace("Visas y permisos", "Visas, permisos y asilo"))
    again = run("import-hsds", file, "--report", tmp_path / "b.csv")
    assert again["services"] == {"created": 0, "updated": 1, "unchanged": 2, "refused": 0}
    assert Service.objects.get(name="Orientación migratoria").description.endswith("asilo")


def test_it_writes_every_refused_row_in_the_report_with_its_reason(tmp_path):
    report = tmp_path / "report.csv"
    document = run("import-hsds", FIXTURES / "v1", "--report", report)
    rows = list(csv.DictReader(report.open()))
    assert document["refused_rows"] == str(report)
    assert len(rows) == 6 and document["services"]["refused"] == 2
    assert all(row["file"] and row["row"] and row["reason_es"] and row["reason_en"] for row in rows)


def test_it_writes_a_report_with_only_its_header_when_nothing_is_refused(tmp_path):
    report = tmp_path / "report.csv"
    run("import-hsds", FIXTURES / "v3", "--report", report)
    assert report.read_text().splitlines() == [",".join(importing.COLUMNS)]


def test_it_never_lets_a_cell_of_the_report_begin_like_a_formula():
    assert importing.harmless("=1+1") == "'=1+1" and importing.harmless("136") == "136"


def test_it_leaves_nothing_behind_when_the_input_is_unusable(tmp_path, capsys):
    broken = tmp_path / "page.json"
    broken.write_text('{"contents": [')
    report = tmp_path / "report.csv"
    with pytest.raises(SystemExit) as end:
        call_command("import-hsds", str(broken), "--report", str(report), "--json")
    assert end.value.code == 2
    assert "El JSON está incompleto" in capsys.readouterr().err
    assert not report.exists() and not Service.objects.exists()


def test_it_saves_nothing_when_the_report_cannot_be_written(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(importing, "write_whole", full)
    with pytest.raises(SystemExit) as end:
        call_command("import-hsds", str(FIXTURES / "v3"), "--report", str(tmp_path / "r.csv"))
    assert end.value.code == 2
    assert not Service.objects.exists() and not Organization.objects.exists()


def test_it_counts_but_saves_nothing_in_a_dry_run(tmp_path):
    document = run("import-hsds", FIXTURES / "v3", "--report", tmp_path / "r.csv", "--dry-run")
    assert document["services"]["created"] == 3 and document["dry_run"]
    assert not Service.objects.exists()


def test_it_writes_one_journal_entry_with_counts_and_no_text_of_the_directory(tmp_path):
    run("import-hsds", FIXTURES / "v3", "--report", tmp_path / "r.csv")
    (entry,) = Entry.objects.filter(what="directory.import")
    assert entry.detail["services"]["created"] == 3
    assert "Jacaranda" not in json.dumps(entry.detail)


def test_it_exports_only_what_is_public_and_no_sealed_value_anywhere(tmp_path):
    run("import-hsds", FIXTURES / "v3", "--report", tmp_path / "r.csv")
    shelter = Service.objects.get(name="Refugio Jacaranda")
    assert shelter.confidential and shelter.visibility == "network"
    # Somebody decides that the shelter itself may be known: its place still may not.
    Service.objects.filter(id=shelter.id).update(visibility="public")
    # … and another entry's text gives the street and the telephone away.
    legal = Service.objects.get(name="Orientación migratoria")
    legal.description = "Junto a la casa de 742 Papalote St., o al 214.555.0142; 742  papalote street"
    legal.save()
    document = run("export-hsds", "--out", tmp_path / "feed.json")
    feed = Path(document["file"]).read_text()
    assert document["services"] == 3 and "Refugio Jacaranda" in feed
    for place in Location.objects.filter(confidential=True):
        assert place.address_1 not in feed and str(place.latitude) not in feed
        assert str(place.longitude) not in feed
    assert Phone.objects.get(confidential=True).number == "(214) 555-0142"
    assert "2145550142" not in re.sub(r"\D", "", feed.replace('"id"', ""))
    assert "papalote street" not in re.sub(r"\s+", " ", feed.lower())
    assert "15 Rehilete Avenue" in feed and "domicilio reservado" in feed


def test_it_leaves_sealed_and_network_entries_out_of_the_feed(tmp_path):
    run("import-hsds", FIXTURES / "v3", "--report", tmp_path / "r.csv")
    document = run("export-hsds", "--out", tmp_path)
    feed = json.loads((tmp_path / "services.json").read_text())
    assert document["services"] == feed["total_items"] == 2
    assert "Jacaranda" not in json.dumps(feed, ensure_ascii=False)


def test_it_reads_its_own_feed_back_unchanged_in_what_matters(tmp_path):
    run("import-hsds", FIXTURES / "v3", "--report", tmp_path / "r.csv")
    run("export-hsds", "--out", tmp_path / "feed.json")
    back = run("import-hsds", tmp_path / "feed.json", "--report", tmp_path / "s.csv", "--dry-run")
    assert back["services"]["created"] == 0 and back["services"]["refused"] == 0
    assert back["locations"]["created"] == 0 and back["phones"]["created"] == 0
