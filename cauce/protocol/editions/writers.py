"""Who wrote what is to be approved, as the journal has it: nobody approves their own words."""

from __future__ import annotations

from cauce.content.errors import BadInput
from cauce.custody.journal.models import Entry

_WRITE = (
    "edition.draft",
    "edition.take",
    "edition.save_file",
    "edition.save_files",
    "edition.drop_file",
    "edition.set_date",
)


def of_edition(id: str) -> set[str]:
    """Everybody who ever changed this edition, taken back or not."""
    rows = Entry.objects.filter(kind="act", what__in=_WRITE, about_kind="edition", about_id=id).values_list(
        "actor", flat=True
    )
    return set(rows)


def of_annex(post: str, number: int) -> set[str]:
    """Everybody who wrote this version of what a post adds, since it was begun."""
    rows = Entry.objects.filter(
        kind="act", what__in=("annex.draft", "annex.drop"), about_kind="post", about_id=post
    ).order_by("id")
    found: set[str] = set()
    for row in rows:
        if row.detail.get("number") != number:
            continue
        if row.what == "annex.drop":
            found.clear()
        else:
            found.add(row.actor)
    return found


def check_not_own(user: str, writers: set[str], es: str, en: str) -> None:
    """Raise ``BadInput`` when whoever approves has written part of it; ``es``, ``en``: who may."""
    if user in writers:
        raise BadInput(
            "Quien lo escribió no puede aprobarlo: hace falta otra persona.",
            "Whoever wrote it cannot approve it: another person is needed.",
            where="user",
            cure_es=es,
            cure_en=en,
        )
