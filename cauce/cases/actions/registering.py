"""The number of a case in another register is written down, once, and corrected; headquarters sets the
order.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from django.utils import timezone

from cauce.cases.rules.registers import TakenElsewhere, clean_number, no_more_today, same
from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act, record_refusal
from cauce.custody.keystore import create_key, mark
from cauce.rules.pathway import CLOSED
from cauce.rules.permissions import Actor, permits
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices

from ..access_registers import holder_of, is_stopped, number_in, sheet_named
from ..facts import edition_of, plan_of
from ..models import Case, RegisterKey, RegisterNumber, RegisterOrder
from ..replan import replan
from ._shared import add_act

bad_input = BadInputs(__file__)

NETWORK = "network"  # whose keys wrap the key of the marks: a number is one alone in all posts


def _key_of(register: str) -> RegisterKey:
    """The key of a register, its row locked until the act ends; made when first needed."""
    if not RegisterKey.objects.filter(register=register).exists():
        fresh = uuid.uuid4()
        create_key(fresh, NETWORK)  # committed first: a key without a row harms nobody
        RegisterKey.objects.get_or_create(register=register, defaults={"id": fresh})
    return RegisterKey.objects.select_for_update().get(register=register)


def _check_free(actor: Actor, case: Case, register: str, number: str) -> None:
    other = holder_of(register, number)
    if other is None or other.id == case.id:
        return
    own = permits(actor, "case.read", other.scope).allowed
    record_refusal(
        actor, "register.taken", about=("register", register), post=case.post_id, elsewhere=not own
    )
    if own:
        raise bad_input("that_number_is_case_folios", where="number", folio=other.folio)
    raise TakenElsewhere(
        "Ese número ya es de otro caso de la red.",
        "That number belongs to another case in the network.",
        where="number",
        cure_es="Revíselo cifra por cifra; si está bien, avise a oficinas centrales.",
        cure_en="Check it digit by digit; if it is right, tell headquarters.",
    )


@act("register.write", requires="case.work", on="case")
def write_number(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    register: str,
    number: str,
    at: dt.datetime,
    meets: bool = False,
    replaces: bool = False,
) -> RegisterNumber:
    """Write down the number of a case in a register. The same number again changes nothing.

    ``replaces``: it corrects the one that was there. ``meets``: what the Protocol asks of this register
    was done at ``at`` too. Raises ``BadInput`` for what is no number, for another case's, and for a
    second one where none is corrected; ``TakenElsewhere`` and, after a few of those, ``NoMoreToday``
    for any number; ``Unknown`` for a register.
    """
    sheet, written = sheet_named(register), clean_number(number)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(register=register)
    if is_stopped(actor.user, timezone.now()):
        raise no_more_today()
    key = _key_of(register)
    held = case.numbers.filter(register=register, ended_at=None).first()
    if held is not None and same(number_in(held, case)) == same(written):
        entry.detail(same=True)
        return held
    if held is not None and not replaces:
        raise bad_input("case_already_has_another_number_in_register", where="number")
    # Last: a case that has its number tries no others out.
    _check_free(actor, case, register, written)
    if held is not None:
        held.ended_at = at
        held.save(update_fields=["ended_at"])
        entry.detail(replaced=str(held.id))
    made = RegisterNumber(
        id=uuid.uuid4(),
        case=case,
        register=register,
        written_at=at,
        by=actor.user,
        mark=mark(key.id, register, same(written)),
    )
    made.sealed = RegisterNumber.sealed.seal(made, {"number": written})
    made.save(force_insert=True)
    if meets and sheet.meets and _owed(case, sheet.meets, at):
        add_act(case, sheet.meets, at=at, by=actor.user)
        replan(case, timezone.now())
        entry.detail(act=sheet.meets)
    return made


def _owed(case: Case, name: str, at: dt.datetime) -> bool:
    """Whether an action of the Protocol still waits for this act in this case."""
    actions = edition_of(case).actions
    return any(one.state not in CLOSED and name in actions[one.action].done_by for one in plan_of(case, at))


@act("register.tell_taken", requires="system.run")
def tell_taken(*, actor: Actor, entry: Entry, who: str, post: str, at: dt.datetime) -> int:
    """Headquarters learns that one account typed several numbers of other posts' cases; how many were told.

    No number and no case is named: who it is stands in the journal.
    """
    body = (
        "Desde una misma cuenta se escribieron varios folios que son de casos de otros consulados. "
        "Pida a auditoría que lo mire. / From one account several numbers were typed that are other "
        "posts' cases'. Ask the auditor to look."
    )
    told = queue_each(
        offices.holders("headquarters", at=at),
        key=f"taken:{who}:{at:%Y%m%d}",
        about=None,
        subject="Algo que revisar / Something to check",
        body=body,
        at=at,
    )
    entry.about("user", who, post=post)
    entry.detail(told=told)
    return told


@act("register.set_order", requires="register.order")
def set_order(
    *, actor: Actor, entry: Entry, register: str, shown: Sequence[str], at: dt.datetime
) -> RegisterOrder:
    """From now on the copy-sheet has these fields in this order, in the whole network.

    What is not named is left out of the sheet. Earlier orders stay. Raises ``BadInput`` for an empty
    sheet or a field named twice, ``Unknown`` for a register or a field.
    """
    sheet = sheet_named(register)
    known = [one.id for one in sheet.fields]
    for name in shown:
        if name not in known:
            raise unknown("campos de la hoja", "fields of the sheet", name, known, "shown")
    if not shown or len(set(shown)) < len(shown):
        raise bad_input("the_sheet_has_at_least_one_field", where="shown")
    made = RegisterOrder.objects.create(
        register=register,
        at=at,
        by=actor.user,
        fields={"shown": list(shown), "left_out": [id for id in known if id not in shown]},
    )
    entry.about("register", register)
    entry.detail(order=list(shown))
    return made
