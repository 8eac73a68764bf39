"""Whether texts of content can be read in bounds at all; what they say is for ``cauce check`` to say.

The reader is the program's own, by its path: it imports ``ruamel.yaml`` and nothing else.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from ruamel.yaml.error import YAMLError


def _reader() -> Any:
    path = Path(__file__).resolve().parents[4] / "content/yaml.py"
    found = importlib.util.spec_from_file_location("content_yaml", path)
    assert found is not None and found.loader is not None
    made = importlib.util.module_from_spec(found)
    found.loader.exec_module(made)
    return made.reader


READER = _reader()
# Once through, so that nothing is left to be imported when nothing can be opened any more.
READER(lines=True).load("- {a: 2026-01-01, b: &c [1.5, yes, ~], d: *c}\n- 'e'\n")


def read(file: BinaryIO, bounds: dict[str, Any]) -> Iterator[Any]:
    """The path of each text that was read to its end, with mistakes or without. No bounds of its own."""
    for path, text in json.load(file).items():
        try:
            # With its lines, which costs the most: later readings cost less.
            READER(lines=True).load(text)
        except (YAMLError, ValueError):
            pass  # a draft may be wrong; each mistake is said beside its line
        yield path
