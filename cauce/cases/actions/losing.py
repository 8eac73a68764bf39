"""Contact lost at a high risk: one person proposes it, another in another role reads the attempts."""

from __future__ import annotations

import datetime as dt

from cauce.journal.door import Entry, act
from cauce.notices.actions import queue
from cauce.offices import access as offices
from cauce.offices.models import Post, User
from cauce.oversight.actions import propose
from cauce.oversight.models import Proposal
from cauce.rules.errors import BadInput
from cauce.rules.follow_up import LOST, check_closing
from cauce.rules.permissions import Actor

from .. import access_follow, access_lost
from ..models import Case

SECOND = ("protection_consul", "head_of_post")
SUBJECT = "Hay algo que mirar / There is something to look at"
ASKED = "Algo espera su decisión; está en Propuestas. / Something waits for your decision; see Proposals."
NOBODY = ("Una oficina no tiene quien mire algo, ni la que firma por ella: dé la función a alguien. / "
          "A post has nobody to look at something, nor has the one that signs for it: give somebody the role.")  # fmt: skip


@act("case.propose_lost", requires="case.conclude", on="case")
def propose_lost(
    *, actor: Actor, entry: Entry, case: Case, reason: str, at: dt.datetime
) -> Proposal:
    """Ask somebody in another role to read the attempts and agree that contact is lost.

    Where nobody else of the post could, whoever signs for it is asked; where nobody there can either,
    headquarters is told. Raises ``BadInput`` before the safe attempts, without a reason, where one
    person is enough, or where it waits already.
    """
    if case.status in ("closed", "closed_referred"):
        raise BadInput("El caso ya está cerrado.", "The case is already closed.", where="status")
    needed = access_follow.needed_days(case, offices.day_at(case.post, at))
    check_closing(LOST, "not_asked", access_follow.tries_of(case), needed)
    if not access_lost.second_needed(case):
        raise BadInput(
            "Con este riesgo no hace falta otra persona.", "At this risk nobody else is needed.",
            where="reason", cure_es="Ciérrelo arriba con esa razón.",
            cure_en="Close it above with that reason.",
        )  # fmt: skip
    before = access_lost.proposal_of(case, at)
    if before is not None and before[0].state in ("waiting", "approved"):
        raise BadInput("Ya se pidió.", "It was asked already.", where="reason",
                       cure_es="Espere la respuesta, o retire lo que se pidió.",
                       cure_en="Wait for the answer, or take it back.")  # fmt: skip
    looks, told = _who(actor, case)
    made = propose(
        actor=actor, kind=access_lost.KIND, about=("case", str(case.id)), post=case.post_id,
        payload=access_lost.heard_of(case), reason=reason, at=at, key_id=case.key_id, looks=looks,
    )  # fmt: skip
    for user in told or offices.holders("headquarters"):
        queue(key=f"lost_ask:{made.id}:{user.id}", recipient=str(user.id), subject=SUBJECT,
              body=ASKED if told else NOBODY, at=at)  # fmt: skip
    entry.about("case", case.id, post=case.post_id)
    entry.detail(proposal=str(made.id), looks=looks.code if looks else case.post_id)
    return made


def _who(actor: Actor, case: Case) -> tuple[Post | None, list[User]]:
    """The other post that decides (None: this one), and who is told; empty: nobody can anywhere."""
    held = {one.role for one in offices.still(actor).grants if one.post == case.post_id}
    others = [role for role in SECOND if role not in held]
    here = offices.staff(case.post_id, *others) if others else []
    told = [user for user in here if str(user.id) != actor.user]
    if told:
        return None, told
    return offices.second_elsewhere(case.post_id, *SECOND, without={actor.user}) or (None, [])
