"""The prose of the Protocol: ``protocol/<section>.<language>.md``, one file per section and language.

A file begins with ``key: value`` lines between two lines ``---``: ``provenance`` and, where the
section rests on them, ``sources`` separated by commas. Then one ``# heading`` and the text, in
Markdown. The number that begins the name of the section is its place in the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import get_args

from cauce.content.errors import BadInput
from cauce.content.model import Provenance

PROSE = "protocol/"
# A line «{{ name }}» of the text cites a list that stands elsewhere in the edition: it is printed there, and
# never written a second time.
LISTS = ("sharing_exceptions", "contacts", "shareable_fields")
CITED = re.compile(r"^\{\{ *(?P<name>[a-z_-]+) *\}\}$", re.M)
_HEAD = re.compile(r"\A---\n(?P<keys>.*?)\n---\n+# (?P<title>[^\n]+)\n+(?P<body>.+)\Z", re.S)
_NAME = re.compile(r"^(?P<section>\d+-[a-z0-9-]+)\.(?P<language>[a-z]{2,3})$")


@dataclass(frozen=True, slots=True)
class Prose:
    """One section in one language. ``body`` is Markdown without the heading."""

    section: str  # 2-identification
    language: str
    title: str
    body: str
    provenance: Provenance
    sources: tuple[str, ...]

    @property
    def place(self) -> int:
        return int(self.section.split("-", 1)[0])


def _malformed(path: str, es: str, en: str) -> BadInput:
    return BadInput(
        es,
        en,
        where=path,
        cure_es="Empiece con --- provenance: proposed --- y un título «# …»; vea protocol/README.md.",
        cure_en="Begin with --- provenance: proposed --- and a title '# …'; see protocol/README.md.",
    )


def read_prose(path: str, text: str) -> Prose:
    """One prose file. BadInput when its name, its first lines or its heading are not as above."""
    name = _NAME.match(PurePosixPath(path).stem)
    if name is None:
        raise _malformed(
            path,
            "el nombre no es NÚMERO-sección.lengua.md.",
            "the name is not NUMBER-section.language.md.",
        )
    parts = _HEAD.match(text.replace("\r\n", "\n"))
    if parts is None:
        raise _malformed(
            path, "faltan las primeras líneas o el título.", "the first lines or title are missing."
        )
    keys = dict(
        (key.strip(), value.strip())
        for key, _, value in (line.partition(":") for line in parts["keys"].splitlines())
    )
    provenance = keys.get("provenance", "")
    if provenance not in get_args(Provenance):
        raise _malformed(
            path,
            f"la procedencia «{provenance}» no existe.",
            f"there is no provenance '{provenance}'.",
        )
    return Prose(
        section=name["section"],
        language=name["language"],
        title=parts["title"].strip(),
        body=parts["body"].strip() + "\n",
        provenance=provenance,
        sources=tuple(one.strip() for one in keys.get("sources", "").split(",") if one.strip()),
    )
