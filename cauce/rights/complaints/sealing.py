"""What the seals of complaints are bound to, the key of each, and the digests of its code and of whom."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from cauce.rights.complaints.rules import code_of
from cauce.staff.accounts.secrets import digest

from .models import Complaint, Word


def digest_of(code: str) -> str:
    """What is kept of a code; ``code`` is plain (``plain_code`` of the rules)."""
    return digest("complaint code", code)


def code_of_form(form: UUID) -> str:
    """The code that a form with this key gives: sent again over a broken line, it is the same.

    Nobody without the secret beside the database can work it out, and the key of the form is drawn
    by chance and kept nowhere.
    """
    return code_of(bytes.fromhex(digest("complaint drawn", str(form))))


def mark_of(kind: str, id: str) -> str:
    """What makes two complaints about the same one alike; it names nobody."""
    return digest("complaint about", kind, id)


def sealed_words(one: Complaint) -> dict[str, str]:
    return Complaint.sealed.open(one)


def named(one: Complaint) -> dict[str, Any]:
    """Kind, id, label and posts of whom it is about; empty while nobody was named."""
    return Complaint.named.open(one) if one.named else {}


def word(one: Word) -> str:
    """The text of a word; "" for the sentence alone."""
    if not one.sealed:
        return ""
    return Word.sealed.open(one)
