"""What the acts of editions share: writing files, saying that the dates changed, refusing the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from cauce.content.errors import BadInputs

from .. import schedule
from ..folder import digest, texts_of
from ..models import ContentText, Edition, EditionFile

bad_input = BadInputs(__file__)

LARGEST = 400_000  # letters of one file


def check_seen(seen: str, now: str) -> None:
    """What is decided is what was read. ``seen``: the fingerprint on the page that was answered.

    Raises ``BadInput`` when somebody changed it in between.
    """
    if seen != now:
        raise bad_input("it_changed_since_you_read_it", where="seen")


def check_draft(edition: Edition) -> None:
    """Raise ``BadInput`` unless the edition is still a draft."""
    if edition.state != "draft":
        raise bad_input("edition_id_is_no_draft_any_more", where="state", id=edition.id)


def clean(text: str) -> str:
    """The text as it is kept: one kind of line end, and never a NUL. Raises ``BadInput``."""
    if "\0" in text or len(text) > LARGEST:
        raise bad_input("file_is_too_long_largest_letters_fit", where="text", largest=LARGEST)
    return text.replace("\r\n", "\n")


def put_texts(edition: Edition, texts: Mapping[str, str]) -> None:
    """Give an edition these files; what it already has under other paths stays."""
    hashes = {path: hashlib.sha256(text.encode()).hexdigest() for path, text in texts.items()}
    # What is there already is left alone: many editions share it.
    ContentText.objects.bulk_create(
        {hashes[path]: ContentText(hash=hashes[path], text=text) for path, text in texts.items()}.values(),
        ignore_conflicts=True,
    )
    EditionFile.objects.filter(edition=edition, path__in=texts).delete()
    EditionFile.objects.bulk_create(
        EditionFile(edition=edition, path=path, content_id=hashes[path]) for path in texts
    )
    settle(edition)


def settle(edition: Edition) -> None:
    """Compute the hash of what the edition now holds."""
    edition.content_hash = digest(texts_of(edition))
    edition.changed_at = timezone.now()
    edition.save(update_fields=["content_hash", "changed_at"])


def dates_changed() -> None:
    """Every later look at the dates asks the database, also one that was asked in between."""
    schedule.forget()
    transaction.on_commit(schedule.forget)
