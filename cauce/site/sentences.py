"""Sentences of the journal about the door."""

from __future__ import annotations

from cauce.content.model import Text, both

WANTED: dict[str, Text] = {
    "pace.exceeded": both("abrir un expediente más", "open one more record"),
    "page.open": both(
        "abrir una página que no hay o no es suya",
        "open a page that does not exist or is not theirs",
    ),
}
