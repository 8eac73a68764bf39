"""The vocabulary of consent: one entry is a datum, old editions keep theirs, and the floor holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from cauce.content.checks import run
from cauce.content.checks.continuity import broken_promises
from cauce.content.earlier_editions import edition_before
from cauce.content.fingerprint import fingerprint
from cauce.content.loader import content_files, edition_of, load_edition, parsed_of
from cauce.content.translating import originals
from cauce.content.vocabulary import FORBIDDEN, vocabulary_before
from cauce.rules.consent import offered_to, partner_kind, partner_kinds
from cauce.rules.difference import difference
from cauce.rules.disclosure import fields_for_authority, least, under_demand
from cauce.rules.envelope import purpose_for, purposes

ON = dt.date(2026, 11, 29)
NOW = load_edition().vocabulary
FIELDS = "catalogues/shareable_fields.yaml"
PETS = """
- id: pets
  label: {es: "Si trae un animal", en: "Whether an animal comes along"}
  to: [shelter]
  provenance: proposed
"""


VOCABULARY = (FIELDS, "catalogues/recipient_kinds.yaml", "catalogues/consent_purposes.yaml")


def changed(work, path=FIELDS):
    """The edition that the content is with one file as a function makes it."""
    now = load_edition()
    files = {name: file.read_bytes() for name, file in content_files(now.root).items()}
    files[path] = work(files[path].decode()).encode()
    return edition_of(files, now.root, parsed_of(now, files), kept=False)


@pytest.fixture
def wrong(root):
    """What is wrong with the small content that has this vocabulary, where a function makes over the data."""

    def found(work):
        for path in (*VOCABULARY, "catalogues/services.yaml"):
            text = (load_edition().root / path).read_text(encoding="utf-8")
            (root / path).write_text(work(text) if path == FIELDS else text, encoding="utf-8")
        return run(root, ON).errors

    return found


def ids(fields):
    return [one.id for one in fields]


def test_one_entry_is_a_datum_that_is_asked_and_offered_to_those_it_names_alone(wrong):
    edition = changed(lambda text: text + PETS)
    words = edition.vocabulary
    assert wrong(lambda text: text + PETS) == () and "pets" in ids(words.asked("referral"))
    assert "pets" in ids(offered_to(words, ["shelter"]))
    assert "pets" not in ids(offered_to(words, ["legal"])) + ids(offered_to(words, []))
    assert "pets" not in ids(least(words)) + ids(words.asked("us_authority")) + ids(words.asked("papers"))
    assert originals(edition)["shareable_fields/pets.label"].es == "Si trae un animal"
    assert list(broken_promises(load_edition(), edition)) == []
    assert fingerprint(edition) != fingerprint(load_edition())
    (said,) = difference(load_edition(), edition)
    assert (said.area, said.kind, said.id) == ("consent", "added", "pets")


def test_a_datum_that_lacks_a_language_is_refused_with_its_line(wrong, root):
    (one,) = wrong(lambda text: text + PETS.replace(', en: "Whether an animal comes along"', ""))
    lines = (root / FIELDS).read_text(encoding="utf-8").splitlines()
    assert (one.id, one.file) == ("missing_translation", FIELDS)
    assert lines[one.line - 1].strip().startswith("label:") and "animal" in lines[one.line - 1]


def test_an_edition_without_a_vocabulary_has_that_of_the_program_before_it_was_content():
    old = edition_before("2026.1").vocabulary
    assert (old.recipients, old.fields) == (vocabulary_before().recipients, vocabulary_before().fields)
    assert "joining" in old.purposes and "ministry_register" not in old.purposes
    assert old.to_one == {"referral", "us_authority", "mexico", "papers"}
    assert old.purposes["joining"].line.es == "Juntar dos expedientes"


def test_what_was_before_says_what_the_program_said():
    before = vocabulary_before()
    assert partner_kinds(before) == ("shelter", "legal_provider", "health_provider", "service_provider")
    assert ids(before.told("legal_provider")) == [
        "urgent",
        "first_name_or_alias",
        "age_band",
        "sex_gender",
        "language",
        "needs",
        "safety_notes",
        "safe_contact",
        "accessibility",
    ]
    assert ids(before.asked("referral")) == ids(before.told("shelter"))
    assert len(before.asked("referral")) == 12 and len(before.asked("papers")) == 13
    assert len(before.asked("mexico")) == 13 and len(before.asked("us_authority")) == 14
    assert (len(least(before)), len(under_demand(before))) == (6, 10)
    assert before.forbidden == FORBIDDEN


def test_a_purpose_that_a_later_edition_brings_can_be_asked_and_the_words_of_the_case_stay():
    old = edition_before("2026.1").vocabulary
    both = old.with_new(NOW)
    assert list(both.purposes) == list(NOW.purposes)
    assert both.fields == old.fields and both.purposes["referral"] == old.purposes["referral"]
    school = NOW.recipients["shelter"].model_copy(update={"id": "school", "purpose": "schooling"})
    house = school.model_copy(update={"id": "house", "purpose": "referral"})
    asked = {**NOW.purposes, "schooling": NOW.purposes["keeping"]}
    later = replace(NOW, purposes=asked, recipients={**NOW.recipients, "school": school, "house": house})
    both = old.with_new(later)
    assert "schooling" in both.to_one and "house" not in both.recipients and both.asked("schooling") == ()
    assert ids(offered_to(both, [])) == ids(offered_to(old, []))


@pytest.mark.parametrize("id", sorted(FORBIDDEN))
def test_whatever_an_edition_says_no_shelter_or_service_is_told_of_papers_or_migration(id):
    """The floor of the program: content that was never checked does not lower it either."""
    field = NOW.fields[id].model_copy(update={"forbidden": False, "to": [*NOW.recipients]})
    words = replace(NOW, fields={**NOW.fields, id: field})
    for services in ([], ["shelter"], ["medical"], ["legal"], ["food"], ["shelter", "legal"]):
        assert id not in ids(offered_to(words, services))
    assert id in words.forbidden and id not in ids(words.asked("referral"))
    assert id not in ids(least(words)) + ids(under_demand(words)) + ids(words.asked("mexico"))
    assert id not in ids(fields_for_authority(words, ["needs"]))
    assert id in ids(fields_for_authority(words, [id]))  # only by a yes to that very datum
    kept = NOW.recipients["exception"].model_copy(update={"purpose": "us_authority"})
    assert id not in ids(least(replace(words, recipients={**NOW.recipients, "exception": kept})))


def test_a_kind_that_an_edition_invents_gets_no_envelope_at_a_shelter_and_no_forbidden_datum():
    refuge = NOW.recipients["travel"].model_copy(update={"id": "refuge", "services": []})
    school = NOW.recipients["shelter"].model_copy(update={"id": "school", "purpose": "keeping"})
    field = NOW.fields["visa"].model_copy(update={"to": ["refuge", "school"]})
    words = replace(
        NOW,
        recipients={**NOW.recipients, "refuge": refuge, "school": school},
        fields={**NOW.fields, "visa": field},
    )
    for kind in ("shelter", "medical", "psychological"):
        assert purpose_for(words, "iom", [kind]) is None
    assert purpose_for(words, "counsel", ["food"]) is None and purpose_for(words, "provider", []) is None
    assert ids(words.told("school")) == []
    assert [one.id for one in purposes(NOW)] == ["defence", "travel", "procedure"]


def test_a_datum_that_ended_is_asked_of_nobody_and_still_has_its_name():
    ended = NOW.fields["diet"].model_copy(update={"retired": True})
    words = replace(NOW, fields={**NOW.fields, "diet": ended})
    assert "diet" not in ids(words.asked("referral")) + ids(offered_to(words, ["shelter"]))
    assert words.labels["diet"].es == "Alimentación y alergias"


def test_an_edition_may_not_drop_a_datum_a_purpose_or_a_kind():
    def without(id):
        return lambda text: "\n\n".join(
            part for part in text.split("\n\n") if not part.startswith(f"- id: {id}\n")
        )

    for path, id in zip(VOCABULARY, ("diet", "procedure", "contact"), strict=True):
        said = [one.en for one in broken_promises(load_edition(), changed(without(id), path))]
        assert any(f"'{id}' is missing" in one for one in said), (id, said)


def test_no_edition_sets_free_what_another_forbade(wrong):
    more = PETS.replace("pets", "tattoo").replace("  provenance", "  forbidden: true\n  provenance")
    first = changed(lambda text: text + more)
    assert [one.id for one in wrong(lambda text: text + more)] == ["field_forbidden"]
    assert "tattoo" not in ids(first.vocabulary.told("shelter"))
    said = [one.id for one in broken_promises(first, load_edition())]
    assert said == ["still_needed", "field_freed"]


def test_a_service_of_several_kinds_is_the_first_that_fits_and_of_none_the_narrowest():
    assert partner_kind(NOW, ["legal", "shelter"]) == "shelter"
    assert partner_kind(NOW, ["food", "psychological"]) == "health_provider"
    assert partner_kind(NOW, ["food"]) == "service_provider"
    narrow = set(ids(offered_to(NOW, [])))
    assert all(narrow <= set(ids(NOW.told(kind))) for kind in partner_kinds(NOW))


@pytest.mark.parametrize(
    ("path", "was", "now", "id"),
    [
        ("letters/counsel.v1.yaml", "shares: first_name_or_alias", "shares: diet", "tells_too_much"),
        (
            "catalogues/petition_kinds.yaml",
            "safe_contact, needs_on_arrival]",
            "safe_contact, diet]",
            "unknown_in_petition",
        ),
    ],
)
def test_a_letter_or_a_petition_names_only_what_its_receiver_may_be_told(wrong, root, path, was, now, id):
    text = (load_edition().root / path).read_text(encoding="utf-8")
    found = []
    for said in (text, text.replace(was, now, 1)):
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(said, encoding="utf-8")
        found.append({one.en for one in wrong(str) if (one.id, one.file) == (id, path)})
    assert len(found[1] - found[0]) == 1
