"""What the seals of complaints are bound to, the key of each, and the digests of its code and of whom."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from cauce.custody.keystore import seal, unseal
from cauce.rights.complaints.rules import code_of
from cauce.staff.accounts.secrets import digest

from .models import Complaint, Word


def told_context(one: Complaint) -> str:
    return f"complaints.complaint|{one.id}|told|1"


def named_context(one: Complaint) -> str:
    return f"complaints.complaint|{one.id}|named|1"


def word_context(one: Word) -> str:
    return f"complaints.word|{one.complaint_id}|{one.id}|1"


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


def close_told(one: Complaint, told: dict[str, str]) -> bytes:
    return seal(one.key_id, told_context(one), told)


def told(one: Complaint) -> dict[str, str]:
    return unseal(one.key_id, told_context(one), bytes(one.sealed))


def close_named(one: Complaint, named: dict[str, Any]) -> bytes:
    return seal(one.key_id, named_context(one), named)


def named(one: Complaint) -> dict[str, Any]:
    """Kind, id, label and posts of whom it is about; empty while nobody was named."""
    return unseal(one.key_id, named_context(one), bytes(one.named)) if one.named else {}


def close_word(one: Word, text: str) -> bytes:
    return seal(one.complaint.key_id, word_context(one), text)


def word(one: Word) -> str:
    """The text of a word; "" for the sentence alone."""
    if not one.sealed:
        return ""
    return unseal(one.complaint.key_id, word_context(one), bytes(one.sealed))
