"""Forms of the toolbox: begun, saved as often as need be, finished once, or thrown away unfinished."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from cauce.content.errors import BadInput, BadInputs, CauceError, unknown
from cauce.content.model import Text
from cauce.content.model_tools import Tool
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.rules.tools import clean, happened, lacking, stopped

from ..access_forms import held_by, tool_of
from ..facts import edition_of
from ..models import Case, FilledForm
from ..prefill import prefill
from ..replan import replan
from ._shared import add_act, check_happened, fresh

bad_input = BadInputs(__file__)


class FormConflict(CauceError):
    """Somebody saved the same form meanwhile; ``current`` is theirs, nothing was overwritten."""

    id = "form_conflict"

    def __init__(self, turn: int, current: dict[str, Any]) -> None:
        self.turn, self.current = turn, current
        super().__init__(
            "Otra persona guardó este formato mientras usted escribía; lo suyo sigue aquí.",
            "Somebody else saved this form while you were writing; your text is still here.",
            cure_es="Compare y vuelva a guardar lo que deba quedar.",
            cure_en="Compare, and save again what should stay.",
        )


@act("form.start", requires="case.work", on="case")
def start_form(*, actor: Actor, entry: Entry, case: Case, tool: str, at: dt.datetime) -> FilledForm:
    """Begin a form of the edition in force, empty. Nothing of it is copied from the case.

    Raises ``Unknown`` for a tool that is no form, ``BadInput`` before the consent to keep.
    """
    edition = edition_of(case)
    forms = [number for number, one in edition.tools.items() if one.kind == "form"]
    if tool not in forms:
        raise unknown("formatos", "forms", tool, forms)
    _check_keeping(case)
    made = FilledForm(
        id=uuid.uuid4(),
        case=case,
        tool=tool,
        version=edition.tools[tool].version,
        edition=edition.info.id,
        made_at=check_happened(at),
        made_by=actor.user,
        saved_at=timezone.now(),
        saved_by=actor.user,
    )
    _seal(made, {"answers": {}, "known": {}})
    made.save(force_insert=True)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(tool=tool, form=str(made.id))
    return made


def _check_keeping(case: Case) -> None:
    if case.keeping != "given":
        raise bad_input("there_is_no_consent_yet_to_keep_what", where="keeping")


def _seal(form: FilledForm, content: dict[str, Any]) -> None:
    form.sealed = FilledForm.sealed.seal(form, content)


def _checked(case: Case, tool: Tool, values: Mapping[str, Any]) -> dict[str, Any]:
    edition = edition_of(case)
    found = {f.id: clean(edition, f, values.get(f.id)) for f in tool.typed}
    return {name: value for name, value in found.items() if value is not None}


def _write(case: Case, form: FilledForm, values: Mapping[str, Any], seen: int, by: str) -> dict[str, Any]:
    """Check that it is an open draft and nobody wrote meanwhile; the clean answers, next turn."""
    fresh(case, form)
    form.case = case
    if form.state == "final":
        raise bad_input("form_is_finished_and_can_no_longer", where="form")
    _check_keeping(case)
    if form.turn != seen:
        raise FormConflict(form.turn, held_by(form)["answers"])
    answers = _checked(case, tool_of(form), values)
    form.turn += 1
    form.saved_at, form.saved_by = timezone.now(), by
    return answers


@act("form.save", requires="case.work", on="case")
def save_form(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    form: FilledForm,
    values: Mapping[str, Any],
    seen: int,
) -> int:
    """Keep what was typed, whole or not, and return the new turn.

    Raises ``FormConflict`` when ``seen`` is not the newest turn, ``BadInput`` at the field that
    holds something impossible, or when it is finished.
    """
    answers = _write(case, form, values, seen, actor.user)
    _seal(form, {"answers": answers, "known": {}})
    form.save(update_fields=["sealed", "turn", "saved_at", "saved_by"])
    entry.about("case", case.id, post=case.post_id)
    entry.detail(tool=form.tool, form=str(form.id), turn=form.turn)
    return form.turn


@act("form.finish", requires="case.work", on="case")
def finish_form(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    form: FilledForm,
    values: Mapping[str, Any],
    seen: int,
    at: dt.datetime,
    more: Mapping[str, Any] | None = None,
) -> None:
    """Close the form for good and record the act that the tool names, when the form says it was.

    ``at`` counts where the form says no moment.

    What the case knows is kept with it, except who the person is, which stays in its vault.
    ``more`` brings what floors above know. Raises ``BadInput`` when something required lacks, or
    an answer means that nobody goes on today; what disagrees stops nothing and is kept.
    """
    answers = _write(case, form, values, seen, actor.user)
    tool = tool_of(form)
    for field in stopped(tool, answers):
        why = field.stop_why or field.label
        raise BadInput(why.es, why.en, where=field.id)
    for field in lacking(tool, answers):
        raise bad_input("required_to_finish", where=field.id)
    at = happened(tool, answers) or at
    known = prefill(case, tool, at, more=more)
    shown = {name: _plain(one.value) for name, one in known.items() if one.state == "known"}
    _seal(form, {"answers": answers, "known": shown})
    form.state, form.finished_at, form.finished_by = "final", check_happened(at), actor.user
    form.save(update_fields=["sealed", "turn", "saved_at", "saved_by", "state", "finished_at", "finished_by"])
    if tool.meets:
        add_act(case, tool.meets, at=at, by=actor.user)
        replan(case, timezone.now())
    entry.about("case", case.id, post=case.post_id)
    entry.detail(tool=form.tool, form=str(form.id))


def _plain(value: Any) -> Any:
    """A value as it is sealed: texts as both languages, tables cell by cell."""
    if isinstance(value, Text):
        return {"es": value.es, "en": value.en}
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value


@act("form.discard", requires="case.work", on="case")
def discard_form(*, actor: Actor, entry: Entry, case: Case, form: FilledForm) -> None:
    """Throw away a draft. Raises ``BadInput`` for a finished form: that one stays."""
    fresh(case, form)
    if form.state == "final":
        raise bad_input("a_finished_form_is_not_erased", where="form")
    entry.about("case", case.id, post=case.post_id)
    entry.detail(tool=form.tool, form=str(form.id))
    form.delete()
