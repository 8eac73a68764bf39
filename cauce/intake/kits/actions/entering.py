"""What was written on paper is entered later: with the hours of the paper, and once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from cauce.cases.actions import open_case, record_act
from cauce.cases.models import Case
from cauce.cases.time_bounds import Reported, lies_before_contact
from cauce.content.bank import instrument_hash
from cauce.content.errors import BadInput, BadInputs, unknown
from cauce.custody.journal.door import Absent, Entry, act, check_may
from cauce.intake.kits.rules import check_hour
from cauce.intake.screenings.actions import bring
from cauce.rules.permissions import Actor
from cauce.staff.offices.models import User

from .. import access
from ..models import Kit, KitEntry, KitSheet
from ..printed import Marked, instrument_of, sheets_of

bad_input = BadInputs(__file__)

ENTERED = ("printed", "given", "used", "lost")  # a lost one turned up: what it says is not lost


def _again() -> BadInput:
    return bad_input("this_kit_was_entered_already", where="number")


def _hold_case(actor: Actor, kit: Kit, case: Case) -> None:
    """Lock the case and read it again. Raises ``Absent`` for one that went elsewhere, or is not theirs to
    work on, and ``SealedFile`` for one that was sealed, also a moment ago."""
    case.hold()
    if case.post_id != kit.post_id:
        raise Absent()
    check_may(actor, "case.work", case, about=("case", case.id))


def _role(actor: Actor, post: str) -> str:
    """The role in which somebody enters at a post."""
    held = [grant.role for grant in actor.grants if grant.post == post]
    return next((one for one in ("protection_officer", "protection_consul") if one in held), held[0])


@dataclass(frozen=True)
class PaperSays:
    """What the paper says: when the contact began, and whether there is danger."""

    began_at: dt.datetime
    danger: bool


@act("kit.enter", requires="kit.enter", on="kit")
def enter(
    *,
    actor: Actor,
    entry: Entry,
    kit: Kit,
    paper: PaperSays,
    at: dt.datetime,
    case: Case | None = None,
    channel: str = "",
    officer: User | None = None,
) -> Case:
    """Open a case from a kit, or attach it to one of the same post; its deadlines run from the paper.

    ``began_at``: when the contact began, as the paper says. ``danger`` True: the paper speaks of danger,
    and the case says so at once. ``case`` None: a new one, which needs ``channel``. Raises ``BadInput``
    for a kit that was entered already or is spoiled, or an hour that cannot be; ``Unknown``.
    """
    if access.entry_of(kit) is not None:
        raise _again()
    if kit.state not in ENTERED:
        raise bad_input("this_kit_was_noted_as_spoiled", where="number")
    check_hour(paper.began_at, printed_at=kit.printed_at, now=at)
    opened = case is None
    if case is None:
        case = open_case(
            actor=actor,
            post=kit.post,
            channel=channel,
            started_at=paper.began_at,
            present=False,
            officer=officer,
        )
    else:
        _hold_case(actor, kit, case)
    if paper.danger:
        # A case that is there already may have begun after the paper did.
        before = lies_before_contact(case, paper.began_at)
        record_act(
            actor=actor,
            case=case,
            name="safety_checked",
            happened_at=Reported(paper.began_at) if before else paper.began_at,
            action="P2-02",
            facts={"danger.immediate": True},
        )
    KitEntry.objects.create(
        kit=kit,
        case=case,
        opened=opened,
        began_at=paper.began_at,
        entered_at=at,
        entered_by=actor.user,
        role=_role(actor, kit.post_id),
    )
    kit.state, kit.chased, kit.ended_at, kit.ended_by = "entered", 0, None, ""
    kit.save(update_fields=["state", "chased", "ended_at", "ended_by"])
    entry.about("kit", kit.id, post=kit.post_id)
    entry.detail(case=str(case.id), opened=opened, days=(at - paper.began_at).days)
    return case


def _sheet(kit: Kit, name: str) -> Marked:
    sheets = sheets_of(kit)
    for one in sheets:
        if one.sheet.id == name:
            return one
    raise unknown("hojas", "sheets", name, [one.sheet.id for one in sheets], where="sheet")


@act("kit.enter_sheet", requires="kit.enter", on="kit")
def enter_sheet(
    *,
    actor: Actor,
    entry: Entry,
    kit: Kit,
    case: Case,
    sheet: str,
    happened_at: dt.datetime | None,
    at: dt.datetime,
    answers: Mapping[str, str] | None = None,
) -> KitSheet:
    """One sheet is accounted for; what was answered on an instrument becomes a sitting of its hour.

    ``happened_at`` None: the sheet stayed blank. ``case``: that of the kit. Raises ``BadInput`` for a
    sheet that was entered already or an hour that cannot be; ``Unknown``; ``Absent`` for another case.
    """
    held = access.entry_of(kit)
    if held is None or held.case_id != case.id:
        raise Absent()
    _hold_case(actor, kit, case)
    marked, done = _sheet(kit, sheet), access.done_of(kit)
    if sheet in done:
        raise bad_input("that_sheet_was_entered_already", where="sheet")
    if happened_at is not None:
        order = [one.sheet.id for one in sheets_of(kit)]
        place = order.index(sheet)
        hours = {name: row.happened_at for name, row in done.items()}
        check_hour(
            happened_at,
            printed_at=kit.printed_at,
            now=at,
            before=[h for name in order[:place] if (h := hours.get(name))],
            after=[h for name in order[place + 1 :] if (h := hours.get(name))],
        )
        instrument = instrument_of(marked)
        if marked.sheet.enters == "sitting" and instrument is not None and answers:
            bring(
                actor=actor,
                case=case,
                instrument=instrument,
                instrument_hash=instrument_hash(instrument),
                answers=dict(answers),
                at=happened_at,
            )
    made = KitSheet.objects.create(
        kit=kit, sheet=sheet, happened_at=happened_at, entered_at=at, entered_by=actor.user
    )
    entry.about("kit", kit.id, post=kit.post_id)
    entry.detail(sheet=sheet, blank=happened_at is None)
    return made
