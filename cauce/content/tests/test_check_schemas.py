"""The JSON Schemas that are published say what the classes say, and the content obeys them."""

from __future__ import annotations

import jsonschema
import pytest

from cauce.content import loader
from cauce.content.formats import FORMATS, format_of
from cauce.content.schemas import FOLDER, schema_of, schema_texts


def test_it_publishes_what_the_classes_say():
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.schema.json")}
    assert kept == schema_texts(), "run: python -m cauce.content.schemas"


# Neither a language beyond the two nor a recording is shipped, so there is no file yet: each is
# tried on an invented row.
NONE_SHIPPED = {
    "translations": [
        {
            "of": "bank/other_speaks.text",
            "text": "Tuxi na'ko",
            "original": "0" * 16,
            "status": "human",
            "by": "T1",
            "on": "2026-01-01",
        }
    ],
    "recordings": [
        {
            "of": "bank/other_speaks.text",
            "original": "0" * 16,
            "by": "V1",
            "on": "2026-01-01",
            "audio": {"file": "uno.wav", "hash": "0" * 64},
        }
    ],
}


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_it_accepts_the_content_of_this_repository(form):
    validator = jsonschema.Draft202012Validator(schema_of(form))
    files = loader.content_files(loader.content_root())
    mine = [path for path in files if format_of(path) is form]
    example = NONE_SHIPPED.get(form.name)
    assert bool(mine) is not bool(example)
    if example:
        assert [error.message for error in validator.iter_errors(example)] == []
    for path in mine:
        raw = loader._parse(path, files[path].read_bytes())
        if form.name == "law":  # @names of groups are expanded before the class reads them
            raw = form.model.expand_groups(raw)
        assert [error.message for error in validator.iter_errors(raw)] == []


def test_it_refuses_a_key_that_no_format_knows():
    edition = next(form for form in FORMATS if form.name == "edition")
    found = jsonschema.Draft202012Validator(schema_of(edition)).iter_errors({"colour": "red"})
    assert any("colour" in error.message for error in found)
