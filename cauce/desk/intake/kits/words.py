"""The shape of each state of a kit, and what is left to do with each sheet."""

from __future__ import annotations

from django.utils.translation import get_language

from cauce.content.model import word_tables
from cauce.protocol.editions.access import current_edition
from cauce.ui.words import language_of

# The shape beside each state: never a colour alone.
SHAPES = {
    "printed": "open",
    "given": "open",
    "used": "overdue",
    "entered": "met",
    "spoiled": "waived",
    "lost": "danger",
}
# Where each sheet is typed, and under which words the page says so. None: nothing of it is typed.
DOORS: dict[str, str | None] = {
    "nothing": None,
    "safety": "protection:safety",
    "sitting": None,
    "consent": "protection:consent",
    "contact": "follow:case",
    "request": "protection:refer",
    "identity": "protection:identity",
}
SAYS = word_tables(__file__)["says"]


def role_name(role: str) -> str:
    """What a role is called, in the reader's language."""
    title = current_edition().role_titles.get(role)
    return title[language_of(get_language())] if title else role
