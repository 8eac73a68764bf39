"""In danger: what was done already of what comes first, and what comes next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from cauce.intake.screenings.known import contact_of

CALLED, ASKED, ACCEPTED = "emergency_called", "referral_sent", "referral_accepted"
FOR_A_LAWYER = "legal_referral_sent"
SAFE = "a-salvo"  # in the address: she is safe now, and the questions go on


@dataclass(frozen=True, slots=True)
class Emergency:
    """How far it is, in the contact that goes on; None: it was not done in it.

    ``bed_href``: where a place for tonight is looked for; ``asked_href``: where the request for one stands;
    ``safe_href``: where it is written down that the person is safe.
    """

    called: dt.datetime | None
    asked: dt.datetime | None
    accepted: dt.datetime | None
    bed_href: str
    asked_href: str
    safe_href: str

    @property
    def begun(self) -> bool:
        """Whether something of it was done: then the page says what, and what comes next."""
        return any((self.called, self.asked, self.accepted))


def emergency(context: dict[str, Any]) -> Emergency:
    """Of a page of a case (``case_page``): from what it has read, nothing is asked of the database."""
    page, case = context["page"], context["case"]
    contact = contact_of(context["edition"], page.acts, context["at"])
    acts = sorted(page.acts, key=lambda one: one.at)
    # A request for a lawyer is no request for a place.
    legal = {act.at for act in acts if act.name == FOR_A_LAWYER}
    now = [act for act in acts if contact.holds(act.at) and not (act.name == ASKED and act.at in legal)]
    done = {act.name: act.at for act in now}
    safety = reverse("protection:safety", args=[case.id])
    return Emergency(
        done.get(CALLED),
        done.get(ASKED),
        done.get(ACCEPTED),
        f"{reverse('directory:find')}?{urlencode({'for': case.id, 'need': 'shelter'})}",
        reverse("protection:refer", args=[case.id]),
        f"{safety}?{SAFE}#empezar",
    )
