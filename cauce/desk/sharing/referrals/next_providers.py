"""What ended without a service is asked of another: the next providers, one touch from the request."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from cauce.directory.access import Wanted, find
from cauce.sharing.referrals import access
from cauce.sharing.referrals.models import Referral

MOST = 4


def same_service(former: Referral) -> str:
    """Where the same is asked again of whom it was asked: for a person who took a yes back, and later
    agrees again. It needs a new permission, and the history stays joined."""
    base = reverse("protection:refer", args=[former.case_id])
    query = {"service": former.service_id, "need": former.need, "former": former.id}
    return f"{base}?{urlencode(query)}"


def next_services(request: HttpRequest, former: Referral) -> list[dict[str, Any]]:
    """Services for the same need in the state of the post, without those already asked for it.

    In the order of the directory. Empty: the directory has no other here; unmet need is said there.
    """
    tried = {one.service_id for one in access.sent_for(former.case) if one.need == former.need}
    wanted = Wanted(kinds=(former.need,), state=former.case.post.state, limit=MOST + len(tried))
    base = reverse("protection:refer", args=[former.case_id])
    return [
        {
            "name": entry.name,
            "href": f"{base}?{urlencode({'service': entry.id, 'need': former.need, 'former': former.id})}",
        }
        for entry in find(request.actor, wanted).rows
        if entry.id not in tried
    ][:MOST]
