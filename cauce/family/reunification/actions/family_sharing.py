"""What IOM is told of a family, by the person's specific yes; and what IOM answers for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cauce.cases.actions import ConsentTerms, record_consent
from cauce.content.errors import BadInput, BadInputs, unknown
from cauce.custody.journal.door import Absent, Entry, act
from cauce.family.reunification.rules.reunion import PARTNER_STEPS, check_step
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Partner

from ..access import member_of, told_of
from ..access_shared import agreed_now
from ..models import Relative, Reunification
from ._family import SUBJECT, check_open, fresh, hide_family, seal_family, tell_post, today

bad_input = BadInputs(__file__)

# What IOM may be told, of the fields that a yes can name; the first is the least there is to share.
MINIMUM = "dependants"
FIELDS = (MINIMUM, "first_name_or_alias", "language", "safety_notes")
WRITTEN = ("language", "safety_notes")


@dataclass(frozen=True)
class FamilyShared:
    """What is shared of the way of a family, and the two words that are written for it."""

    fields: tuple[str, ...]
    language: str = ""
    safety_notes: str = ""


@act("reunion.share", requires="reunion.work", on="reunion")
def share_family(
    *,
    actor: Actor,
    entry: Entry,
    reunion: Reunification,
    partner: Partner,
    shared: FamilyShared,
    agreed: bool,
    at: dt.datetime,
    spoken: str = "spa",
) -> None:
    """Share the way of the family with IOM: the person's yes is recorded, for this organisation alone
    and for these data. ``spoken``: in which language it was asked.

    Raises ``BadInput`` when the person did not say so, when the organisation is not IOM, or nothing is named.
    """
    check_open(reunion)
    if partner.kind != "iom":
        raise bad_input("this_page_is_shared_with_iom_alone", where="partner")
    if not agreed:
        raise bad_input("the_person_has_not_said_yes", where="agreed")
    for name in shared.fields:
        if name not in FIELDS:
            raise unknown("datos", "data", name, FIELDS)
    chosen = tuple(name for name in FIELDS if name in (*shared.fields, MINIMUM))
    record_consent(
        actor=actor,
        case=reunion.case,
        purpose="referral",
        given=True,
        at=at,
        recipient=str(partner.id),
        terms=ConsentTerms(fields=chosen, language=spoken),
    )
    said = {"language": shared.language, "safety_notes": shared.safety_notes}
    told = {name: text for name, text in said.items() if name in chosen and text.strip()}
    reunion.partner, reunion.shared_at = partner, at
    seal_family(reunion, told_of(reunion) | {"shared": told})
    queue_each(
        offices.partner_staff(partner.id),
        key=f"family_shared:{reunion.id}:{at:%Y%m%d%H%M%S}",
        about=reunion.case_id,
        subject=SUBJECT,
        body="Hay algo nuevo; está en Familias. / There is something new; see Families.",
        at=at,
    )
    entry.about("reunion", reunion.id, post=reunion.case.post_id)
    entry.detail(case=str(reunion.case_id), partner=str(partner.id), fields=list(chosen))


@act("reunion.stop_sharing", requires="reunion.work", on="reunion")
def stop_sharing(*, actor: Actor, entry: Entry, reunion: Reunification, at: dt.datetime) -> None:
    """IOM no longer sees it, and the person's yes is taken back. Raises ``BadInput``."""
    if reunion.partner_id is None:
        raise bad_input("it_is_shared_with_nobody")
    was = str(reunion.partner_id)
    record_consent(actor=actor, case=reunion.case, purpose="referral", given=False, at=at, recipient=was)
    hide_family(reunion)
    entry.about("reunion", reunion.id, post=reunion.case.post_id)
    entry.detail(case=str(reunion.case_id), partner=was)


@act("reunion.answer", requires="reunion.answer", on="reunion")
def answer_family(
    *,
    actor: Actor,
    entry: Entry,
    reunion: Reunification,
    relative: Relative,
    step: str,
    day: dt.date,
    at: dt.datetime,
) -> None:
    """IOM notes a step of its own: orientation, escort, travel, arrival; codes and days, no words.

    Raises ``Absent`` once the person's yes carries nothing, ``Unknown`` for a step that is not IOM's,
    ``BadInput`` when it cannot have been done that day.
    """
    if MINIMUM not in agreed_now(reunion, at):
        raise Absent()
    if step not in PARTNER_STEPS:
        raise unknown("pasos", "steps", step, PARTNER_STEPS)
    check_open(reunion)
    fresh(reunion, relative)
    now = today(reunion, at)
    try:
        check_step(member_of(reunion, relative).traveller(now), step, day, now)
    except BadInput as error:
        # IOM neither knows nor settles what the post has to note before; nor is it told what it is.
        if error.where != "step" or (step == "arrival" and "travel" not in relative.steps):
            raise
        raise bad_input("consulate_has_to_note_earlier_step_first", where="step") from error
    relative.steps = relative.steps | {step: day.isoformat()}
    relative.save(update_fields=["steps"])
    tell_post(
        reunion,
        f"family_answer:{relative.id}:{step}:{day.isoformat()}",
        "La organización anotó un paso; está en Familias. / The organisation noted a step; see Families.",
        at,
    )
    entry.about("reunion", reunion.id, post=reunion.case.post_id)
    entry.detail(relative=str(relative.id), step=step)
