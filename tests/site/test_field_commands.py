"""``cauce export-form`` and ``cauce take-forms``: files out, and a card in, row by row."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import call_command
from django.utils import timezone

from cauce.intake.collection import actions as collection
from cauce.intake.collection.models import Arrival
from tests.field import current, finalise

ASKS = {"agreed": "yes", "alone_and_safe": "yes", "can_leave": "no"}


def run(*words, status=0):
    out = io.StringIO()
    try:
        call_command(*words, "--json", stdout=out)
        code = 0
    except SystemExit as stopped:
        code = stopped.code
    assert code == status, out.getvalue()
    return json.loads(out.getvalue())


@pytest.mark.parametrize(
    ("kind", "begins"),
    [("xlsform", b"PK"), ("xform", b"<?xml"), ("fhir", b"{"), ("sheet", b"%PDF")],
)
def test_it_writes_the_form_in_each_kind(db, tmp_path, kind, begins):
    file = tmp_path / "f"
    said = run("export-form", "mobile-consulate", "--format", kind, "--out", str(file))
    assert file.read_bytes().startswith(begins) and said["form"] == "formato-d"
    assert ("pyxform" in said["read_by"]) == (kind in ("xlsform", "xform"))


def test_the_name_of_a_space_will_do(db, tmp_path):
    said = run("export-form", "passport_window", "--out", str(tmp_path / "f"))
    assert said["form"] == "formato-a"


def test_a_form_for_one_telephone_carries_its_key_and_never_its_secret(cast, tmp_path):
    made = collection.register(
        actor=cast.mateo.actor, post=cast.houston, name="Uno", forms=[], at=timezone.now()
    )
    file = tmp_path / "f.xml"
    run(
        "export-form",
        "phone-line",
        "--format",
        "xform",
        "--out",
        str(file),
        "--device",
        str(made.device.id),
        "--submission-url",
        "https://cauce.example/x",
    )
    text = file.read_text()
    assert made.device.public_key in text and made.secret not in text


def test_an_instrument_that_is_not_there_and_a_folder_that_is_not(db, tmp_path):
    assert "mobile-consulate" in str(run("export-form", "mobile-consulat", status=2))
    where = str(tmp_path / "no" / "f")
    assert "out" in str(run("export-form", "phone-line", "--out", where, status=2))


def test_a_card_is_taken_row_by_row(cast, tmp_path):
    made = collection.register(
        actor=cast.mateo.actor, post=cast.houston, name="Uno", forms=[], at=timezone.now()
    )
    collection.lose(actor=cast.mateo.actor, device=made.device, at=timezone.now())
    for name in ("uno", "dos"):
        form = finalise(made.device.public_key, current("mobile-consulate", ASKS))
        folder = tmp_path / name
        folder.mkdir()
        (folder / "submission.xml").write_bytes(form.xml)
        for file, data in form.files.items():
            (folder / file).write_bytes(data)
    (tmp_path / "roto.xml").write_bytes(b"<data>")
    (tmp_path / "fhir.json").write_text(
        json.dumps(
            {
                "resourceType": "QuestionnaireResponse",
                "id": "r-1",
                "questionnaire": "urn:cauce:form:formato-c|1",
                "item": [{"linkId": "danger_now", "answer": [{"valueCoding": {"code": "yes"}}]}],
            }
        )
    )
    said = run("take-forms", str(tmp_path), "--post", "HOU", status=1)
    assert sorted(row["state"] for row in said["rows"]) == ["refused", "taken", "taken", "taken"]
    assert said["refused"] == 1 and Arrival.objects.filter(to_see=True).count() == 3
    assert Arrival.objects.filter(device=made.device).count() == 2, "a lost one still opens here"
    again = run("take-forms", str(tmp_path), "--post", "HOU", status=1)
    assert not any(row.get("new") for row in again["rows"]) and Arrival.objects.count() == 3


def test_a_folder_that_is_not_there_is_named_once_with_the_cure(cast, tmp_path, capsys):
    where = str(tmp_path / "no")
    said = str(run("take-forms", where, "--post", "HOU", status=2))
    assert said.count(where) == 1 and "instances" in said


def test_a_post_that_is_not_there_is_named(cast, tmp_path):
    assert "XXX" in str(run("take-forms", str(tmp_path), "--post", "XXX", status=2))
