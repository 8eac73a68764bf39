"""An act whose hour was written wrong, or that never happened."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.cases.facts import edition_of, facts_of, zone_of
from cauce.cases.models import Case, CaseAct
from cauce.cases.replan import replan
from cauce.cases.time_bounds import (
    CONTACT,
    Reported,
    check_after_contact,
    check_happened,
    instant_of,
    is_before,
)
from cauce.content.errors import BadInputs, CauceError
from cauce.custody.journal.door import Absent, Entry, act, effect
from cauce.custody.keystore import KeyGone
from cauce.rules.permissions import Actor

from ..correctable import is_correctable, may_be_a_mistake
from ..models import CaseCorrection
from ..reasons import check_why, said_of
from ..standing import eased
from .asking import ask, keep

bad_input = BadInputs(__file__)

KIND = "act"


class CorrectedMeanwhile(CauceError):
    """Somebody else corrected the same act first; ``now`` is the row that stands, and what was typed here
    was not saved."""

    id = "corrected_meanwhile"

    def __init__(self, now: CaseAct, shown: str) -> None:
        self.now = now
        es = "ahora dice que no ocurrió" if now.void else f"ahora dice {shown}"
        en = "it now says that it did not happen" if now.void else f"it now says {shown}"
        super().__init__(
            f"Otra persona lo corrigió mientras usted escribía: {es}. Lo suyo sigue aquí y no se guardó.",
            f"Somebody else corrected it while you were writing: {en}. Yours is still here, not saved.",
            where="happened_at",
            cure_es="Si aún hace falta, vuelva a las correcciones y corrija lo que dice ahora.",
            cure_en="If it is still needed, go back to the corrections and correct what it says now.",
        )


@act("correction.act", requires="case.correct", on="case")
def correct_act(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    of: CaseAct,
    happened_at: dt.datetime | Reported | None,
    why: str,
    hide: bool = False,
    at: dt.datetime,
) -> CaseCorrection:
    """Put another hour in the place of that of an act; ``happened_at`` None: it never happened.

    ``hide``: its note should not have been written, and internal control alone is to read it. With that,
    and where a duty would end or something be in time, it waits for a second person. Raises ``BadInput``,
    ``CorrectedMeanwhile``.
    """
    check_why(why)
    old, reported = _fresh(case, of), isinstance(happened_at, Reported)
    new = CaseAct(
        case=case,
        name=old.name,
        action=old.action,
        happened_at=check_happened(instant_of(happened_at) if happened_at else old.happened_at),
        typed_at=at,
        by=actor.user,
        reported=reported,
        void=happened_at is None,
        corrects=old,
    )
    _check_may_stand(case, old, new, hide)
    try:
        steps = eased(case, old, new, at)
        told = {
            "why": why.strip(),
            "at": new.happened_at.isoformat(),
            "void": new.void,
            "reported": reported,
        }
        made = keep(actor, case, KIND, str(old.pk), told, hide=hide, waits=hide or bool(steps), at=at)
    except KeyGone as gone:
        raise bad_input("the_record_opens_no_more", where="why") from gone
    if steps or hide:
        ask(actor, entry, case, made, why, at)
    else:
        put_act(case, made, old, told, at=at)
    _say(entry, case, made, old, steps)
    return made


def _fresh(case: Case, of: CaseAct) -> CaseAct:
    """The row as it is now, with the case held. Raises ``Absent`` and ``CorrectedMeanwhile``."""
    row = CaseAct.written.filter(case=case, pk=of.pk).first()
    if row is None:
        raise Absent()
    if row.superseded_at is not None:
        now = _last(row)
        raise CorrectedMeanwhile(now, now.happened_at.astimezone(zone_of(case)).strftime("%Y-%m-%d %H:%M"))
    row.case = case
    return row


def _last(row: CaseAct) -> CaseAct:
    while (after := CaseAct.written.filter(case_id=row.case_id, corrects=row).first()) is not None:
        row = after
    return row


def _check_may_stand(case: Case, old: CaseAct, new: CaseAct, hide: bool) -> None:
    edition = edition_of(case)
    if not is_correctable(edition, old.name):
        raise bad_input("it_is_corrected_on_its_own_page", where="happened_at")
    if new.void and not may_be_a_mistake(edition, old.name):
        raise bad_input("its_hour_alone_is_corrected", where="happened_at")
    if not hide and (old.void, old.happened_at, old.reported) == (new.void, new.happened_at, new.reported):
        raise bad_input("nothing_would_change", where="happened_at")
    if new.void:
        _check_not_agreed_again(case, old)
    elif old.name == CONTACT:
        _check_contact(case, new)
    elif not new.reported:
        check_after_contact(case, new.happened_at)


def _check_not_agreed_again(case: Case, old: CaseAct) -> None:
    later = CaseAct.objects.filter(case=case, name="plan_reviewed")
    if old.name == "plan_agreed" and later.exists():
        raise bad_input("the_plan_was_looked_at_again", where="happened_at")


def _check_contact(case: Case, new: CaseAct) -> None:
    """The contact never moves behind what was done in it."""
    rows = CaseAct.objects.filter(case=case, reported=False).exclude(name__in=(CONTACT, "case_opened"))
    first = rows.order_by("happened_at").values_list("happened_at", flat=True).first()
    if first is not None and is_before(first, new.happened_at):
        shown = first.astimezone(zone_of(case)).strftime("%Y-%m-%d %H:%M")
        raise bad_input("something_was_done_before_that", where="happened_at", first=shown)


@effect
def put_act(
    case: Case, made: CaseCorrection, old: CaseAct, told: dict[str, Any], *, at: dt.datetime
) -> CaseAct:
    """The corrected act stands, the earlier row stays as it was written, and what is owed follows."""
    note = None if made.hidden else CaseAct.note.open(old, case.key_id, empty=None)
    new = CaseAct(
        case=case,
        name=old.name,
        action=old.action,
        happened_at=dt.datetime.fromisoformat(told["at"]),
        typed_at=at,
        by=made.asked_by,
        reported=told["reported"],
        void=told["void"],
        corrects=old,
    )
    if note is not None:
        new.note = CaseAct.note.seal(new, note)
    new.save(force_insert=True)
    old.superseded_at = at
    old.save(update_fields=["superseded_at"])
    made.state, made.made, made.made_at = "made", str(new.pk), at
    made.save(update_fields=["state", "made", "made_at", "agreed_by"])
    replan(case, at)
    return new


def _say(entry: Entry, case: Case, made: CaseCorrection, old: CaseAct, steps: tuple[str, ...]) -> None:
    facts_of(case)  # what cannot be read is not corrected either
    entry.about("case", case.id, post=case.post_id)
    entry.detail(**said_of(made, old), steps=list(steps))


@effect
def put_right(case: Case, made: CaseCorrection, told: dict[str, Any], at: dt.datetime) -> dict[str, Any]:
    """What a second person agreed to; what the journal says of it. Raises ``BadInput`` where the act was
    corrected otherwise meanwhile."""
    old = CaseAct.written.filter(case=case, pk=made.of, superseded_at=None).first()
    if old is None:
        raise bad_input("it_was_corrected_otherwise", where="reason")
    old.case = case
    put_act(case, made, old, told, at=at)
    return said_of(made, old)
