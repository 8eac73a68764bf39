"""Who has seen her file: told to the person when she asks, on screen or as a sheet, in her language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from cauce.cases.access_seen import belongings
from cauce.content.model import Text
from cauce.custody.journal.access_desk import reads_about
from cauce.custody.journal.models import Entry
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import SYSTEM
from cauce.sharing.referrals.access import sent_for
from cauce.staff.offices import access as offices
from cauce.ui.words import exact, language_of

from ..frame.frame import case_page
from ..identity.forms import REASONS

FILE = Text(es="Su expediente", en="Your file")
TOLD = Text(es="Lo que usted contó", en="What you told")
ANSWERS = Text(es="Sus respuestas a las preguntas", en="Your answers to the questions")
READING = Text(es="La conclusión y sus razones", en="The conclusion and its reasons")
SHARED = Text(es="Lo que se compartió con quien le ayuda", en="What was shared with those who help you")
CONSENT = Text(es="Lo que usted permitió", en="What you allowed")
PAPERS = Text(es="Formatos y hojas", en="Forms and sheets")
CONTACT = Text(es="Su nombre y cómo comunicarse con usted", en="Your name and how to reach you")
WHO = Text(es="Solo quién lo había visto", en="Only who had seen it")
OUT = Text(es="Una salida de datos", en="Data that went out")
PARTS = {
    "case.safety": Text(es="Su seguridad", en="Your safety"),
    "case.risk": Text(es="Los riesgos", en="The risks"),
    "case.plan": Text(es="Su plan", en="Your plan"),
    "case.tongue": Text(es="Su lengua y quién interpreta", en="Your language and who interprets"),
    "case.told": TOLD,
    "case.account": TOLD,
    "case.interview": TOLD,
    "case.screening": ANSWERS,
    "case.assess": READING,
    "case.contest": READING,
    "case.read_to_sign": READING,
    "case.refer": SHARED,
    "case.referral": SHARED,
    "referral.open": SHARED,
    "case.consent": CONSENT,
    "case.rights": CONSENT,
    "case.withdraw": CONSENT,
    "case.form": PAPERS,
    "case.forms": PAPERS,
    "case.tool": PAPERS,
    "form.printed": PAPERS,
    "identity.open": CONTACT,
    "case.export": OUT,
    "case.seen": WHO,
    "journal.looked": WHO,
    "join.read": Text(
        es="Lo que guardan dos consulados y usted aceptó que se juntara",
        en="What two consulates keep, which you agreed may be joined",
    ),
    "identity.match": Text(
        es="Su nombre y su fecha de nacimiento, para no contarle dos veces",
        en="Your name and date of birth, to avoid counting you twice",
    ),
    "identity.compare": Text(
        es="Solo si ya cumplió 18 años, sin ver la fecha",
        en="Only whether you are over 18, without seeing the date",
    ),
}


def _place(who: offices.Known | None) -> Text:
    """The role and where: «Oficial de protección, Houston»; for a partner, its name."""
    if who is None or not who.role:
        return Text(es="Alguien que ya no trabaja aquí", en="Somebody who no longer works here")
    if who.partner:
        return Text(es=who.partner, en=who.partner)
    title = current_edition().role_titles.get(who.role) or Text(es=who.role, en=who.role)
    return Text(es=f"{title.es}, {who.post}".strip(", "), en=f"{title.en}, {who.post}".strip(", "))


def _rows(entries: Iterable[Entry], zone: ZoneInfo, *, named: bool) -> list[dict[str, Any]]:
    """One row for each day, account, part and reason, newest first."""
    entries = [one for one in entries if one.actor != SYSTEM.user]
    people = {one.actor for one in entries}
    known = offices.known_as(people)
    names = {user: one.name for user, one in known.items()}
    places = {user: _place(known.get(user)) for user in people}
    reasons, language = dict(REASONS), language_of(get_language())
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for one in entries:
        day = one.at.astimezone(zone).date()
        reason = reasons.get(str(one.detail.get("reason", "")), "")
        part = PARTS.get(one.what, FILE)
        found.setdefault(
            (day, one.actor, part.es, str(reason)),
            {
                "day": exact(day, language),
                "place": places[one.actor],
                "part": part,
                "reason": reason,
                "name": names.get(one.actor, "") if named else "",
            },
        )
    return list(found.values())


@require_GET
def seen(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Dates, role and post, which part, and what an identity was opened for; names only by choice."""
    asked = request.GET.get("lengua", "")
    chosen = {"es": "es-mx", "en": "en"}.get(asked, get_language())
    with translation.override(chosen):
        context = case_page(request, case_id, "seen", timezone.now(), "protection:history")
        case = context["case"]
        pairs = [*belongings(case), *(("referral", str(one.id)) for one in sent_for(case))]
        entries = reads_about(request.actor, case, pairs)
        named = request.GET.get("nombres") == "si"
        context |= {
            "rows": _rows(entries, ZoneInfo(case.post.time_zone), named=named),
            "named": named,
            "asked": asked if asked in ("es", "en") else language_of(get_language()),
        }
        return render(request, "case/seen.html", context)
