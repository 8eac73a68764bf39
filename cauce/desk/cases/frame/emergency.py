"""In danger: what was done already of what comes first, and what comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from cauce.intake.screenings.known import Contact, contact_of
from cauce.rules.referral import OPEN
from cauce.sharing.referrals import access as referrals

CALLED = "emergency_called"
REQUESTS = frozenset({"referral_sent", "referral_accepted"})  # of a need that the act does not say
PLACE = "shelter"  # what is asked for in danger; a clinic, a lawyer or food that said yes is no place
STANDS = OPEN | {"completed"}  # of a request that was accepted: nobody took it back
HELP = "ahora"  # in the address: help was asked for, and nobody is here to be asked whether there is danger
SAFE = "a-salvo"  # in the address: she is safe now, and the questions go on


@dataclass(frozen=True, slots=True)
class Emergency:
    """How far it is, in the contact that goes on; None: it was not done in it. ``asked`` and ``accepted``:
    of a place to stay, and of a request that goes on.

    ``bed_href``: where a place for tonight is looked for; ``asked_href``: where the request for one stands;
    ``safe_href``: where it is written down that the person is safe.
    """

    called: dt.datetime | None
    asked: dt.datetime | None
    accepted: dt.datetime | None
    bed_href: str
    asked_href: str
    safe_href: str
    here: bool  # the person is with whoever reads it

    @property
    def begun(self) -> bool:
        """Whether something of it was done: then the page says what, and what comes next."""
        return any((self.called, self.asked, self.accepted))


def emergency(context: dict[str, Any]) -> Emergency:
    """Of a page of a case (``case_page``). Only where something was asked of a service in this contact is
    the database asked for what it was."""
    page, case = context["page"], context["case"]
    contact = contact_of(context["edition"], page.acts, context["at"])
    now = [act for act in page.acts if contact.holds(act.at)]
    sent = not REQUESTS.isdisjoint(act.name for act in now)
    asked, accepted = _place(case, contact) if sent else (None, None)
    safety = reverse("protection:safety", args=[case.id])
    return Emergency(
        max((act.at for act in now if act.name == CALLED), default=None),
        asked,
        accepted,
        f"{reverse('directory:find')}?{urlencode({'for': case.id, 'need': PLACE})}",
        reverse("protection:refer", args=[case.id]),
        f"{safety}?{SAFE}#empezar",
        page.facts.get("contact.present") is not False,
    )


def _place(case: Any, contact: Contact) -> tuple[dt.datetime | None, dt.datetime | None]:
    """When a place was asked for and when one was accepted, the newest first; what was declined, taken back
    or left without an answer is neither."""
    rows = [one for one in referrals.sent_for(case) if one.need == PLACE]
    asked = (one.sent_at for one in rows if one.state in OPEN)
    accepted = (one.answered_at for one in rows if one.state in STANDS)
    return _first(asked, contact), _first(accepted, contact)


def _first(days: Iterable[dt.datetime | None], contact: Contact) -> dt.datetime | None:
    return next((at for at in days if at is not None and contact.holds(at)), None)
