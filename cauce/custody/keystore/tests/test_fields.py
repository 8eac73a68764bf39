"""A sealed column declares its key and what its seal is bound to, and nothing sealed shows by accident."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from uuid import UUID

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connection, models
from django.db.models import Q
from django.forms import modelform_factory
from django.forms.models import model_to_dict
from hypothesis import given
from hypothesis import strategies as st

from cauce.custody.keystore import File, KeyGone, Sealed, create_key, shred, unseal
from cauce.custody.keystore.aead import DataKey
from cauce.custody.keystore.columns import sealed_again, sealed_columns
from cauce.custody.keystore.fields import SealedField
from cauce.custody.keystore.rotation import in_use, renew
from tests.profiles import examples

HERE = Path(__file__).parent
KEY, OTHER = UUID(int=99), UUID(int=98)
TOLD = {"told": "Le quitaron el pasaporte. ñ 🌿"}
WHEN = dt.datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=dt.timezone(dt.timedelta(hours=-6)))


def value(number: int, field: models.Field):
    """A value by which a field is told from any other of its table."""
    kind = field
    while kind.is_relation:
        kind = kind.target_field
    kinds = {
        models.UUIDField: UUID(int=number),
        models.DateTimeField: WHEN,
        models.IntegerField: number,
        models.CharField: field.name,
    }
    return next((one for which, one in kinds.items() if isinstance(kind, which)), None)


def sample(model: type[models.Model]) -> models.Model:
    """A row of a table, kept nowhere, that says its own columns."""
    row = model()
    for number, field in enumerate(model._meta.concrete_fields, 1):
        if (said := value(number, field)) is not None:
            row.__dict__[field.attname] = said
    return row


def bound() -> dict[str, str]:
    found = {str(one): one.bound_to(sample(one.model)) for one in sealed_columns()}
    act = sample(apps.get_model("cases.CaseAct"))
    act.seal_id = None
    return found | {"cases.CaseAct.note of before": type(act).note.bound_to(act)}


def test_what_a_seal_is_bound_to_never_changes_or_nothing_of_before_would_open():
    with (HERE / "bound_to.csv").open(encoding="utf-8", newline="") as kept:
        before = {row["column"]: row["bound_to"] for row in csv.DictReader(kept)}
    assert len(before) > 80
    assert {name: here for name, here in bound().items() if name in before} == before
    assert set(bound()) == set(before), "a new column gets its row in bound_to.csv"


def test_no_two_columns_are_bound_alike():
    assert len(set(bound().values())) == len(bound())


def test_what_one_column_sealed_opens_there_and_in_no_other():
    create_key(KEY, "HOU")
    columns = sealed_columns()
    for column, other in zip(columns, columns[1:] + columns[:1], strict=True):
        row, elsewhere = sample(column.model), sample(other.model)
        blob = column.seal(row, TOLD, KEY)
        assert b"pasaporte" not in blob
        setattr(row, column.attname, blob)
        assert column.open(row, KEY) == TOLD
        setattr(elsewhere, other.attname, blob)
        with pytest.raises(Sealed):
            other.open(elsewhere, KEY)


def seed(sealed: bytes | None = None):
    """A row of a table whose key and whose seal both come from what it belongs to."""
    case = apps.get_model("cases.Case")(key_id=KEY)
    return apps.get_model("measurement.Seed")(case=case, sealed=sealed)


@given(
    told=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    ),
    data=st.binary(max_size=5000),
)
@examples(20)
def test_whatever_is_sealed_is_what_opens(told, data):
    create_key(KEY, "HOU")
    row = seed()
    for said in (told, File("carta.pdf", "application/pdf", data)):
        row.sealed = type(row).sealed.seal(row, said)
        assert type(row).sealed.open(row) == said


def test_the_row_leads_to_its_key_and_somebody_with_the_key_in_hand_asks_no_row():
    create_key(KEY, "HOU")
    create_key(OTHER, "HOU")
    row, column = seed(), type(seed()).sealed
    row.sealed = column.seal(row, TOLD)
    assert unseal(KEY, column.bound_to(row), row.sealed) == TOLD
    assert column.open(row, KEY) == TOLD
    assert column.blob(row).key_id == KEY
    with pytest.raises(Sealed):
        column.open(row, OTHER)
    held = DataKey(in_use(OTHER), b"k" * 32)
    assert column.seal(row, TOLD, held)[2:18] == held.id.bytes


def test_one_of_several_keys_is_never_guessed():
    section = apps.get_model("cases.Section")
    with pytest.raises(TypeError, match="cases.Section.sealed"):
        section.sealed.seal(section(), TOLD)


def test_nothing_sealed_and_a_key_that_is_gone_are_two_answers_and_an_altered_blob_is_neither():
    create_key(KEY, "HOU")
    column = type(seed()).sealed
    full = seed()
    full.sealed = column.seal(full, TOLD)
    assert column.open(seed(None), empty="", gone=None) == ""
    assert column.open(seed(b""), empty={}) == {}
    with pytest.raises(Sealed):
        column.open(seed(None), gone={})
    with pytest.raises(Sealed):
        column.open(seed(full.sealed[:-1] + b"!"), empty={}, gone={})
    shred(KEY)
    assert column.open(full, empty="", gone=None) is None
    with pytest.raises(KeyGone):
        column.open(full, empty={})


def test_a_renewed_key_seals_again_what_its_old_data_key_sealed_and_nothing_else():
    create_key(KEY, "HOU")
    create_key(OTHER, "HOU")
    row, column = seed(), type(seed()).sealed
    row.sealed = column.seal(row, TOLD)
    assert sealed_again(column, row, KEY) is None
    renew(KEY)
    row.sealed = sealed_again(column, row, KEY)
    assert column.open(row) == TOLD
    assert sealed_again(column, row, KEY) is None
    assert sealed_again(column, row, OTHER) is None


def test_a_file_is_sealed_again_as_a_file():
    create_key(KEY, "HOU")
    row, column = seed(), type(seed()).sealed
    paper = File("carta.pdf", "application/pdf", b"%PDF")
    row.sealed = column.seal(row, paper)
    renew(KEY)
    row.sealed = sealed_again(column, row, KEY)
    assert column.open(row) == paper


def test_the_rows_of_a_key_are_those_that_it_may_have_sealed():
    for column in sealed_columns():
        asked = str(column.rows(KEY).query)
        for path in [column.key] if isinstance(column.key, str) else column.key:
            assert f'"{path.split("__")[-1]}" = {KEY.hex}' in asked.replace("-", "").replace("'", "")


def test_a_row_a_form_and_a_dump_show_what_is_sealed_and_never_what_it_says():
    create_key(KEY, "HOU")
    row = seed()
    row.sealed = type(row).sealed.seal(row, TOLD)
    shown = [repr(row), str(row), repr(vars(row)), serializers.serialize("json", [row])]
    assert not any("pasaporte" in one for one in shown)
    assert "sealed" not in model_to_dict(row)
    assert "sealed" not in modelform_factory(type(row), fields="__all__").base_fields
    assert type(row)._meta.get_field("sealed").formfield() is None


@pytest.mark.parametrize("words", [b"Le quitaron el pasaporte", b"\x02Le quitaron", b"{}", b"\x00"])
def test_what_was_not_sealed_is_not_kept_and_the_refusal_does_not_repeat_it(words):
    column = apps.get_model("cases.Consent").terms
    with pytest.raises(ValueError, match="cases.Consent.terms: what is not sealed") as raised:
        column.get_db_prep_value(words, connection)
    assert "Le quitaron" not in str(raised.value)


def test_what_is_sealed_in_any_layout_is_kept_and_so_is_nothing():
    create_key(KEY, "HOU")
    column, row = apps.get_model("cases.Consent").terms, sample(apps.get_model("cases.Consent"))
    kept = [column.seal(row, TOLD, KEY), column.seal(row, File("a", "", b""), KEY), b"\x01" + b"k" * 60, b""]
    # Each engine wraps bytes in a type of its own, which holds them as ``obj``.
    assert [bytes(column.get_db_prep_value(one, connection).obj) for one in kept] == kept
    assert column.get_db_prep_value(None, connection) is None


def test_to_migrations_it_is_a_binary_field_and_a_copy_of_it_is_still_sealed():
    field = apps.get_model("cases.CaseAct")._meta.get_field("note")
    plain = models.BinaryField(null=True)
    plain.set_attributes_from_name("note")
    assert field.deconstruct() == plain.deconstruct()
    assert isinstance(field.clone(), SealedField)
    assert (field.clone().key, field.clone().bound) == (field.key, field.bound)


def told_by_check(**what) -> list[str]:
    field = SealedField(**({"key": "case__key_id", "bound": "measurement.x|{id}|1"} | what))
    field.set_attributes_from_name("x")
    field.model = apps.get_model("measurement.Seed")
    return [one.id for one in field.check() if one.id.startswith("keystore")]


@pytest.mark.parametrize(
    ("what", "wrong"),
    [
        ({}, []),
        ({"key": {"case__key_id": Q(), "case__draft_key_id": Q()}}, []),
        ({"key": "case__post"}, ["keystore.E002"]),
        ({"key": "case__nothing"}, ["keystore.E002"]),
        ({"key": "nobody__key_id"}, ["keystore.E002"]),
        ({"bound": "cases.x|{id}|1"}, ["keystore.E003"]),
        ({"editable": True}, ["keystore.E001"]),
    ],
)
def test_a_declaration_that_leads_nowhere_is_refused_by_the_checks_of_django(what, wrong):
    assert told_by_check(**what) == wrong
    assert [problem for one in sealed_columns() for problem in one.check()] == []
