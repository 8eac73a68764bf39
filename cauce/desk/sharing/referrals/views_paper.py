"""A request on one page, for a receiver that answers by telephone: only what the person allowed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from cauce.content.model import Text
from cauce.desk.cases.tools.views import as_file, house, wanted_language
from cauce.desk.sharing.referrals.partner import showing
from cauce.protocol.documents.paper import pdf
from cauce.protocol.editions.access import current_edition
from cauce.rules.referral import OPEN
from cauce.sharing.referrals import access
from cauce.sharing.referrals.models import Referral

TITLE = Text(es="Solicitud", en="Request")
NAME = "solicitud"  # of the file: it says nothing


def sheet(referral: Referral, shared: dict[str, Any], lang: str) -> dict[str, Any]:
    """What stands on the page: the reference, what is asked, what she agreed to share, and boxes."""
    rows = current_edition().catalogues["rejection_reasons"]
    return {
        "reference": showing.reference(referral),
        "service": referral.service.name,
        "from": house(referral.case.post, lang),
        "asked": showing.asked(referral, shared)[lang],
        "due": showing.by_when(referral, timezone.now()),
        "facts": [(one["name"][lang], one["value"][lang]) for one in showing.shared_facts(referral, shared)],
        "company": company[lang] if (company := showing.company(referral)) else "",
        "reasons": [row.title[lang] for row in rows],
    }


@require_GET
def paper(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The page as a PDF with a name that says nothing; that it was printed is journalled.

    Nothing is printed of a request that has ended or of which nothing may be shared any more.
    """
    found = access.referral_for(request.actor, referral_id)
    shared = access.shared_to_print(request.actor, found)
    if found.state not in OPEN or not shared:
        return redirect("protection:referral", referral_id=found.id)
    lang = wanted_language(request)
    context = sheet(found, shared, lang)
    return as_file(pdf("documents/request.html", context, language=lang, title=TITLE[lang]), NAME)
