"""The family of a case: opened because the person wishes it, told, ended."""

from __future__ import annotations

import datetime as dt
import uuid

from cauce.cases.actions import meet_obligation, record_facts
from cauce.cases.facts import facts_of
from cauce.cases.models import Case
from cauce.content.errors import BadInput, BadInputs, unknown
from cauce.custody.journal.door import Entry, act, effect
from cauce.custody.journal.withdrawing import note
from cauce.family.reunification.rules.kinship import check_birth
from cauce.family.reunification.rules.reunion import ENDS, REOPENS
from cauce.rules.permissions import Actor

from ..access import told_of
from ..models import Blocker, Relative, Reunification
from ._family import check_case, check_open, hide_family, seal_family, today

bad_input = BadInputs(__file__)

WISH = "wish.reunification"


def _check_wish(case: Case, agreed: bool) -> bool | None:
    """What was noted before of the wish; None: nothing. Raises ``BadInput`` without a yes."""
    wish = facts_of(case).get(WISH)
    if not agreed or wish is False:
        said = wish is False
        raise BadInput(
            "La persona dijo que no lo quiere." if said else "La persona no ha dicho que lo quiere.",
            "The person said no." if said else "The person has not said that they wish it.",
            where="agreed",
            cure_es="Si cambió de idea, anótelo en el caso." if said else "Pregúnteselo antes.",
            cure_en="If they changed their mind, note it in the case." if said else "Ask first.",
        )
    return wish


@act("reunion.open", requires="case.work", on="case")
def open_family(*, actor: Actor, entry: Entry, case: Case, agreed: bool, at: dt.datetime) -> Reunification:
    """Open the reunification of a case. ``agreed``: the person said that they wish it.

    Raises ``BadInput`` when they did not, when the case is closed or not kept, or it is open already.
    """
    check_case(case)
    wish = _check_wish(case, agreed)
    if Reunification.objects.filter(case=case).exists():
        raise bad_input("case_has_its_page_of_family_already")
    if wish is None:
        record_facts(actor=actor, case=case, facts={WISH: True}, at=at)
    made = Reunification(id=uuid.uuid4(), case=case, opened_at=at, opened_by=actor.user)
    made.save(force_insert=True)
    seal_family(made, {"danger": facts_of(case).get("danger.family")})
    meet_obligation(actor=actor, case=case, name="reunification_opened", at=at)
    entry.about("reunion", made.id, post=case.post_id)
    entry.detail(case=str(case.id))
    return made


@act("reunion.tell", requires="reunion.work", on="reunion")
def tell_family(
    *,
    actor: Actor,
    entry: Entry,
    reunion: Reunification,
    born: dt.date | None,
    filed: bool | None,
    filed_on: dt.date | None,
    danger: bool | None,
    at: dt.datetime,
) -> None:
    """What is known of the person and the filing; None: not known. Raises ``BadInput``."""
    check_open(reunion)
    now = today(reunion, at)
    check_birth(born, now)
    if filed_on is not None and filed_on > now:
        raise bad_input("that_day_has_not_come_yet", where="filed_on")
    if filed_on is not None and filed is not True:
        raise bad_input("there_is_a_day_of_filing", where="filed")
    told = told_of(reunion) | {
        "born": born.isoformat() if born else None,
        "filed": filed,
        "danger": danger,
        "filed_on": filed_on.isoformat() if filed_on else None,
    }
    seal_family(reunion, told)
    entry.about("reunion", reunion.id, post=reunion.case.post_id)
    entry.detail(case=str(reunion.case_id), filed=filed)


@act("reunion.end", requires="reunion.work", on="reunion")
def end_family(*, actor: Actor, entry: Entry, reunion: Reunification, reason: str, at: dt.datetime) -> None:
    """It is over: they are together, or it is no longer asked for. Raises ``Unknown``, ``BadInput``."""
    if reason not in ENDS:
        raise unknown("motivos", "reasons", reason, ENDS)
    check_open(reunion)
    coming = [one for one in reunion.relatives.all() if not one.left]
    if reason == "together" and not any(one.steps.get("arrival") for one in coming):
        raise bad_input("nobody_has_arrived_yet", where="reason")
    reunion.state, reunion.ended_at, reunion.ended_why = "ended", at, reason
    reunion.save(update_fields=["state", "ended_at", "ended_why"])
    note("family", reunion.id)  # whoever it was shared with reads nothing of it from now on
    entry.about("reunion", reunion.id, post=reunion.case.post_id)
    entry.detail(case=str(reunion.case_id), reason=reason)


@act("reunion.reopen", requires="reunion.work", on="reunion")
def reopen_family(
    *,
    actor: Actor,
    entry: Entry,
    reunion: Reunification,
    reason: str,
    agreed: bool,
    at: dt.datetime,
) -> None:
    """One that ended is worked on again; ``agreed``: the person said that they wish it.

    What was noted stays, and whoever arrived before counts no second time. With whom it was shared is
    asked anew: nobody outside sees it again by itself. Raises ``Unknown``, and ``BadInput`` when it did
    not end, the case is closed or not kept, or the person does not wish it.
    """
    if reason not in REOPENS:
        raise unknown("motivos", "reasons", reason, REOPENS)
    check_case(reunion.case)
    if reunion.state == "open":
        raise bad_input("it_was_not_ended")
    wish = _check_wish(reunion.case, agreed)
    if wish is None:
        record_facts(actor=actor, case=reunion.case, facts={WISH: True}, at=at)
    entry.about("reunion", reunion.id, post=reunion.case.post_id)
    entry.detail(case=str(reunion.case_id), reason=reason, ended=reunion.ended_why)
    reunion.state, reunion.ended_at, reunion.ended_why = "open", None, ""
    reunion.reopened_at, reunion.reopened_why = at, reason
    hide_family(reunion)


@effect
def end_families(case: Case, at: dt.datetime) -> list[Reunification]:
    """The file of a case was sealed: no family is waited for any more, and nobody sees what was shared."""
    rows = list(Reunification.objects.filter(case=case, state="open").select_related("case"))
    for row in rows:
        row.state, row.ended_at, row.ended_why = "ended", at, "not_possible"
        hide_family(row)
    return rows


@effect
def forget_words(case: Case, at: dt.datetime) -> None:
    """Who the relatives are and every word about them goes; relations, days and codes stay for the
    numbers, and nobody outside sees any of it any more."""
    Relative.objects.filter(reunification__case_id=case.id).update(sealed=None)
    Blocker.objects.filter(reunification__case_id=case.id).update(sealed=None)
    Reunification.objects.filter(case_id=case.id).update(sealed=None, partner=None, shared_at=None)


@act("reunion.forget", requires="system.run", on="reunion")
def forget_refused(*, actor: Actor, entry: Entry, reunion: Reunification, at: dt.datetime) -> None:
    """The person said no to keeping: the family is forgotten with the rest."""
    entry.about("reunion", reunion.id, post=reunion.case.post_id)
    entry.detail(case=str(reunion.case_id))
    if reunion.case.keeping == "refused":
        forget_words(reunion.case, at)
        reunion.refresh_from_db()
        reunion.state, reunion.ended_at = "ended", at
        reunion.ended_why = "person_wish"
        reunion.save(update_fields=["state", "ended_at", "ended_why"])
