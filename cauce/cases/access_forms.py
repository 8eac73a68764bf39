"""The filled forms of a case: the only look-ups of them, and what they hold."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from cauce.content.model_tools import Tool
from cauce.custody.journal.door import Absent, check_may, record_read
from cauce.custody.journal.look_up import of_id
from cauce.rules.permissions import Actor
from cauce.staff.offices.models import Post

from .facts import edition_of
from .models import Case, FilledForm


def tool_of(form: FilledForm) -> Tool:
    """The tool as it was when the form was filled; ``Absent`` when the edition lost that version."""
    found = edition_of(form.case).tool_versions.get((form.tool, form.version))
    if found is None:
        raise Absent()
    return found


def forms_of(case: Case) -> list[FilledForm]:
    """Every form of the case, the newest first; what they hold stays sealed."""
    return list(case.forms.order_by("-made_at"))


def form_for(case: Case, form_id: UUID | str) -> FilledForm:
    """One form of the case. Raises ``Absent``."""
    return of_id(FilledForm.objects.select_related("case__post").filter(case=case), form_id)


def held_by(form: FilledForm) -> dict[str, Any]:
    """``answers`` typed, and ``known``: what the case knew when it was finished (empty in a draft)."""
    return FilledForm.sealed.open(form)


def record_print(actor: Actor, case: Case, tool: Tool, *, form: FilledForm | None, mark: str = "") -> None:
    """Write down that a sheet was printed: filled, or blank (None). No word of it is written.

    ``mark``: what stands on the paper, so that a paper found leads back here."""
    with transaction.atomic():
        record_read(
            actor,
            "form.printed",
            about=("case", case.id),
            post=case.post_id,
            tool=tool.number,
            form=str(form.id) if form else None,
            mark=mark,
        )


def library(actor: Actor) -> None:
    """Whether the actor may look at the tools and print them blank. Raises ``Absent``."""
    check_may(actor, "case.list")


def record_blank(actor: Actor, post: Post | None, tool: Tool) -> None:
    """Write down that a blank sheet was printed at a post."""
    _record(actor, post, "form.printed", tool=tool.number, form=None)


def record_card(actor: Actor, post: Post | None) -> None:
    """Write down that a card was printed; nothing of what stands on it, and for nobody in particular."""
    _record(actor, post, "card.printed")


def _record(actor: Actor, post: Post | None, what: str, **detail: object) -> None:
    code = post.code if post else None
    with transaction.atomic():
        record_read(actor, what, about=("post", code or ""), post=code, **detail)
