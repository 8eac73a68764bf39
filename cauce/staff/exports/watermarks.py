"""The mark of whoever makes something leave: a file, or a page on the printer."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices

from .marking import Mark

HOME = "America/Mexico_City"  # where headquarters reads its clock


def mark_of(actor: Actor, reason: str, at: dt.datetime, post: str | None, name: str) -> Mark:
    """Who, when and why: in the time of the post and the language of the actor."""
    zone = ZoneInfo(offices.post(post).time_zone if post else HOME)
    titles = {row.id: row.title for row in current_edition().catalogues["export_reasons"]}
    title = titles[reason]
    return Mark(
        export=name,
        who=offices.names_of({actor.user}).get(actor.user, actor.user),
        when=at.astimezone(zone).strftime("%Y-%m-%d %H:%M %Z"),
        reason=title.en if actor.language == "en" else title.es,
    )
