"""A question in the person's own language, to be read or heard: only what somebody translated.

What is missing, changed since, or made by a machine is not offered here: the officer reads the
Spanish and somebody interprets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import FileResponse, HttpRequest
from django.urls import reverse
from django.views.decorators.http import require_safe

from cauce.cases import access as cases
from cauce.content.loader import Edition
from cauce.content.model_toolbox import Item
from cauce.content.translating import spoken
from cauce.custody.journal.door import Absent, check_may
from cauce.protocol.editions.access import current_edition

# Spoken by the officer already; no second voice is needed.
OF_THE_DESK = ("", "spa", "eng")
KINDS = {"mp3": "audio/mpeg", "ogg": "audio/ogg", "wav": "audio/wav", "m4a": "audio/mp4"}


@dataclass(frozen=True, slots=True)
class Said:
    """The words in that language; ``voice`` '': nobody recorded them."""

    text: str
    language: str
    voice: str


def tongue_of(case, facts: Mapping[str, object]) -> str:
    """The language that was noted for the person; '' when none was, or it is the officer's.

    ``facts``: those of the case; whoever needs no interpreter has no other language noted.
    """
    if facts.get("person.needs_interpreter") is not True:
        return ""
    known = cases.section(case, "tongue")[1] or {}
    code = known.get("language", "")
    return "" if code in OF_THE_DESK else code


def aloud(edition: Edition, items: Iterable[Item], language: str) -> dict[str, Said]:
    """By item, what may be read to the person in their language; an item without it is left out."""
    found = {}
    for item in items if language else ():
        said = spoken(edition, item.text, language, aloud=True)
        if said.language == language:
            voice = reverse("protection:voice", args=[language, said.audio.file]) if said.audio else ""
            found[item.id] = Said(said.text, language, voice)
    return found


@require_safe
def voice(request: HttpRequest, language: str, file: str) -> FileResponse:
    """One recording of the edition in force. Raises ``Absent`` for what no translation names."""
    check_may(request.actor, "case.list")
    edition = current_edition()
    named = {one.audio.file for one in edition.translations.get(language, {}).values() if one.audio}
    path = edition.root / "audio" / language / file
    if file not in named or not path.is_file():
        raise Absent()
    return FileResponse(path.open("rb"), content_type=KINDS[file.rsplit(".", 1)[1]])
