"""Translations: do they say of what they are, do they still hold, may they be said to somebody?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from cauce.content.checks.report import Finding
from cauce.content.checks.world import World
from cauce.content.formats import FORMATS
from cauce.content.model import CatalogueEntry, Text
from cauce.content.model_consent import ConsentPurpose, RecipientKind, ShareableField
from cauce.content.translating import COLLECTIONS, OWN, original_hash, texts_of

# Lists of ``catalogues/``, whose places are named by the file.
LISTS = ("catalogue", "consent_purposes", "recipient_kinds", "shareable_fields")
NAMED = (CatalogueEntry, ConsentPurpose, RecipientKind, ShareableField)
_NAMED_BY = {form.name: form.named_by[0] for form in FORMATS}


def _places(world: World) -> dict[str, Text]:
    found: dict[str, Text] = {}
    for name in COLLECTIONS:
        for entry in world.of(name):
            id = getattr(entry.value, _NAMED_BY[name])
            found |= dict(texts_of(entry.value, f"{name}/{id}"))
    for entry in (one for name in LISTS for one in world.of(name)):
        if isinstance(entry.value, NAMED):
            stem = PurePosixPath(entry.doc.path).stem
            found |= dict(texts_of(entry.value, f"{stem}/{entry.value.id}"))
    return found


def check_translations_hold(world: World) -> Iterator[Finding]:
    """A place that does not exist is an error; words that changed since are a warning."""
    entries = world.of("translations")
    places = _places(world) if entries else {}
    for entry in entries:
        one = entry.value
        if one.of not in places:
            yield entry.finding("translation_of_nothing", ("of",), of=one.of)
        elif original_hash(places[one.of].es) != one.original:
            yield entry.finding("translation_stale", ("original",), warning=True, of=one.of)


def check_translations_say_who(world: World) -> Iterator[Finding]:
    """Reviewed means by a second person; a machine has no voice; a language has its code."""
    tables = [world.documents.get(f"catalogues/{name}.csv") for name in ("languages", "tongues")]
    known = {cells[0] for table in tables if table for _, cells in table.rows[1:] if cells}
    for entry in world.of("translations"):
        one, language = entry.value, PurePosixPath(entry.doc.path).parts[1]
        if language in OWN or (known and language not in known):
            yield entry.finding("translation_language", (), language=language)
        if one.status == "reviewed" and (not one.reviewed_by or one.reviewed_by == one.by):
            yield entry.finding("translation_unreviewed", ("status",))
        if one.status == "machine" and one.audio is not None:
            yield entry.finding("translation_machine_voice", ("audio",))


def check_recordings_hold(world: World) -> Iterator[Finding]:
    """Of Spanish and English: the place exists, and what is heard is what stands there now."""
    entries = world.of("recordings")
    places = _places(world) if entries else {}
    for entry in entries:
        one, language = entry.value, PurePosixPath(entry.doc.path).parts[1]
        if language not in OWN:
            yield entry.finding("recording_language", (), language=language)
        elif one.of not in places:
            yield entry.finding("recording_of_nothing", ("of",), of=one.of)
        elif original_hash(places[one.of][language]) != one.original:
            yield entry.finding("recording_stale", ("original",), warning=True, of=one.of)


def check_recordings_are_there(world: World) -> Iterator[Finding]:
    for entry in (*world.of("translations"), *world.of("recordings")):
        audio = entry.value.audio
        if audio is None:
            continue
        file = world.root / "audio" / PurePosixPath(entry.doc.path).parts[1] / audio.file
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != audio.hash:
            yield entry.finding("recording_missing", ("audio",), file=audio.file, name=file.parent.name)
