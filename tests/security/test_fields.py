"""Every field of every table says how sensitive it is and what it is for; what tells of a person is sealed.

``docs/security/fields.csv``. P4: a leak can cost a life; P3: who somebody is, what they agreed to, who
looked; P2: that a record exists, where it stands, when; none: nothing about anybody. Of P4 and P3 each
field is sealed, or its row says why it stands in clear. (E4, and class labels of the threat model)
"""

from __future__ import annotations

from collections import Counter

from django.apps import apps
from django.db import models

from .evidence import rows

CLASSES = ("P4", "P3", "P2", "none")
# Binary columns that hold what anybody may know: public halves of keys, published files.
PUBLIC = {
    "accounts.Key.credential_id",
    "accounts.Key.public_key",
    "cases.HolderKey.public",
    "measurement.StatisticsFile.body",
    # Packed, not sealed: what facts and profiles say in clear, under keys that name nobody.
    "measurement.KeptUnits.keys",
    "measurement.KeptUnits.courses",
    "measurement.KeptUnits.profile",
}
# Where somebody who was served could be described: no text in words stands in clear there.
ABOUT_PEOPLE = (
    "cases",
    "people",
    "referrals",
    "disclosures",
    "rights",
    "screenings",
    "collection",
    "obligations",
    "oversight",
    "exports",
    "journal",
    "complaints",
)
LONG = 100  # a code, an id, a digest or a number of a form is shorter
IN_WORDS = {"collection.Device.public_key", "collection.Attachment.name"}


def fields() -> dict[str, models.Field]:
    """Every column of every table of the house."""
    return {
        f"{table._meta.label}.{field.name}": field
        for table in apps.get_models()
        if table.__module__.startswith("cauce.")
        for field in table._meta.get_fields()
        if getattr(field, "concrete", False)
    }


def table() -> dict[str, dict[str, str]]:
    return {f"{row['model']}.{row['field']}": row for row in rows("fields.csv")}


def unlabelled(said: dict[str, dict[str, str]], there) -> list[str]:
    """Fields without a row, rows without a field, and rows that say nothing."""
    found = [f"{one}: no row" for one in sorted(set(there) - set(said))]
    found += [f"{one}: no such field" for one in sorted(set(said) - set(there))]
    for name, row in said.items():
        if row["class"] not in CLASSES:
            found.append(f"{name}: class {row['class']!r}")
        if len(row["purpose"]) < 6:
            found.append(f"{name}: no purpose")
    return found


def in_clear(said: dict[str, dict[str, str]]) -> list[str]:
    """Sensitive fields that are not sealed and do not say why; and reasons that are none."""
    return [
        name
        for name, row in said.items()
        if row["class"] in ("P4", "P3") and row["sealed"] == "no" and len(row["clear"]) < 15
    ]


def test_every_field_has_one_row_with_its_class_and_its_purpose():
    listed = Counter((row["model"], row["field"]) for row in rows("fields.csv"))
    assert [one for one, count in listed.items() if count > 1] == []
    assert len(listed) > 500
    assert unlabelled(table(), fields()) == []


def test_what_the_table_calls_sealed_is_a_sealed_column_and_no_other():
    binary = {name for name, one in fields().items() if isinstance(one, models.BinaryField)}
    assert binary >= PUBLIC
    assert {name for name, row in table().items() if row["sealed"] == "yes"} == binary - PUBLIC
    assert {row["sealed"] for row in table().values()} == {"yes", "no"}


def test_what_tells_of_a_person_is_sealed_or_its_row_says_why_not():
    assert in_clear(table()) == []
    # A sealed column of less than P3 would be a mistake of the label.
    odd = [n for n, row in table().items() if row["sealed"] == "yes" and row["class"] in ("P2", "none")]
    assert odd == []


def test_no_text_in_words_about_anybody_stands_in_clear():
    wrong = [
        name
        for name, one in fields().items()
        if name.split(".")[0] in ABOUT_PEOPLE
        and name not in IN_WORDS
        and isinstance(one, models.CharField | models.TextField)
        and (one.max_length is None or one.max_length > LONG)
    ]
    assert wrong == []


def test_it_notices_a_new_field_an_old_row_and_a_name_in_clear():
    said = table()
    row = said.pop("cases.Case.folio")
    assert unlabelled(said, fields()) == ["cases.Case.folio: no row"]
    said["cases.Case.folio"] = row
    said["cases.Case.surname"] = {
        "class": "P4",
        "sealed": "no",
        "purpose": "Who it is",
        "clear": "",
    }
    assert unlabelled(said, fields()) == ["cases.Case.surname: no such field"]
    assert in_clear(said) == ["cases.Case.surname"]
    assert unlabelled({"a.B.c": {"class": "P9", "purpose": ""}}, ["a.B.c"]) == [
        "a.B.c: class 'P9'",
        "a.B.c: no purpose",
    ]
