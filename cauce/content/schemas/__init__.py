"""JSON Schema of every format of ``content/``, generated from the classes; for editors and partners.

Written again with ``python -m cauce.content.schemas``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cauce.content.formats import FORMATS, Format

FOLDER = Path(__file__).parent


def schema_of(form: Format) -> dict[str, Any]:
    """The schema of one file of that format: a list of objects, or one object."""
    schema = (form.written or form.model).model_json_schema()
    definitions = schema.pop("$defs", {})
    whole = {"type": "array", "items": schema} if form.many else schema
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"content/{form.pattern}",
    }
    return {**whole, **head, **({"$defs": definitions} if definitions else {})}


def schema_texts() -> dict[str, str]:
    """File name → text, for every format."""
    return {
        f"{form.name}.schema.json": json.dumps(schema_of(form), ensure_ascii=False, indent=2, sort_keys=True)
        + "\n"
        for form in FORMATS
    }


def write(folder: Path = FOLDER) -> list[Path]:
    """Write every schema; returns the files."""
    written = []
    for name, text in schema_texts().items():
        (folder / name).write_text(text, encoding="utf-8")
        written.append(folder / name)
    return written
