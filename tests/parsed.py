"""A file of content is parsed once in a run: whoever reads the same text in another process takes what came
of it then.

To parse the whole content takes some five seconds, and every worker that checks a draft does so: twice,
where the draft cannot be read. What is read wrongly is said anew each time.
"""

from __future__ import annotations

import hashlib
import pickle
from contextlib import AbstractContextManager
from typing import Any
from unittest import mock

from cauce.content import yaml

from .suite.kept import kept

LITTLE = 2_000  # letters that are parsed as soon as found


def parsed_once() -> AbstractContextManager[Any]:
    """From here on; but what is read with its lines is read each time."""
    load = yaml._Reader.load

    def once(reader: yaml._Reader, text: Any) -> Any:
        if reader.typ != ["safe"] or not isinstance(text, str) or len(text) < LITTLE:
            return load(reader, text)
        name = f"parsed {hashlib.sha256(text.encode()).hexdigest()}"
        return pickle.loads(kept(name, lambda: pickle.dumps(load(reader, text))))  # noqa: S301  our own

    return mock.patch.object(yaml._Reader, "load", once)
