"""The bulk door of encounters, for the demonstration only: same rows, same journal."""

from __future__ import annotations

from collections.abc import Iterable

from cauce.custody.journal.bulk_rows import write_many
from cauce.custody.journal.chain import Link, append_many
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor

from ..models import Encounter


def _links(encounter: Encounter) -> Iterable[Link]:
    about = ("encounter", str(encounter.id))
    yield Link(
        "act",
        "encounter.pass",
        encounter.raised_by,
        encounter.raised_at,
        encounter.post_id,
        *about,
        {"ticked": 2, "asked": encounter.asked},
    )
    if encounter.deputy_called_at:
        yield Link(
            "act", "encounter.call_deputy", "system", encounter.deputy_called_at, encounter.post_id, *about
        )
    if encounter.acknowledged_at:
        yield Link(
            "act",
            "encounter.acknowledge",
            encounter.acknowledged_by,
            encounter.acknowledged_at,
            encounter.post_id,
            *about,
        )
    if encounter.closed_at:
        what = "encounter.open_case" if encounter.case_id else "encounter.answer"
        yield Link(
            "act",
            what,
            encounter.acknowledged_by,
            encounter.closed_at,
            encounter.post_id,
            *about,
            {"outcome": encounter.outcome},
        )


@act("encounter.bulk_load", requires="system.run")
def load_encounters(*, actor: Actor, entry: Entry, post_code: str, encounters: list[Encounter]) -> int:
    """Write the encounters of one post with their journal; how many there were."""
    write_many(encounters)
    links = [link for encounter in encounters for link in _links(encounter)]
    append_many(sorted(links, key=lambda link: link.at))
    entry.about("post", post_code, post=post_code)
    entry.detail(encounters=len(encounters))
    return len(encounters)
