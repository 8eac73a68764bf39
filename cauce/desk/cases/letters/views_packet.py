"""A packet of a case: chosen papers in order, approved by a second person, and taken once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases import access
from cauce.cases.letter_recipients import kind_of_recipient
from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent, AlreadyDone
from cauce.desk.cases.frame.frame import case_page
from cauce.staff.exports.actions import Content
from cauce.staff.exports.handing import WhyForm, hand_over
from cauce.staff.exports.kinds import APPROVAL
from cauce.staff.oversight.actions import Matter, propose
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.fields import Quiet, words
from cauce.ui.words import say

from . import packets
from .forms import LANGUAGES
from .views_case import CURRENT, recipients

PROPOSED = say(
    "Se pidió la aprobación de otra persona. Cuando la dé, vuelva aquí y elija lo mismo.",
    "Another person's approval was asked for. Once given, come back and choose the same.",
)
NOTHING = say("Elija al menos un documento.", "Choose at least one document.")
TWICE = say("Dos documentos tienen el mismo lugar.", "Two documents have the same place.")
COUNSEL = "legal_provider"


class PacketForm(WhyForm):
    """Which papers, each with its place; for whom; and why they leave."""

    field_order = ("agreed",)

    def __init__(self, offers, receivers: dict[str, str], data=None) -> None:
        super().__init__(data)
        self.offers = offers
        places = [("", say("No va", "Left out"))]
        places += [(str(n), str(n)) for n in range(1, len(offers) + 1)]
        head = {
            f"place_{n}": Quiet(label=words(one.title), choices=places, required=False)
            for n, one in enumerate(offers)
        }
        head["recipient"] = Quiet(
            label=say("Para quién", "For whom"),
            required=False,
            choices=[("", say("La propia persona", "The person themselves")), *receivers.items()],
            help_text=say(
                "O la asesoría jurídica que la persona aceptó.", "Or the lawyer the person agreed to."
            ),
        )
        head["language"] = forms.ChoiceField(
            label=say("Lengua del índice", "Language of the index"), choices=LANGUAGES
        )
        head["agreed"] = forms.BooleanField(
            label=say(
                "La persona sabe qué va y para quién, y lo quiere",
                "The person knows what is being sent and to whom, and wants it",
            ),
            error_messages={"required": say("Pregúnteselo antes.", "Ask first.")},
        )
        self.fields = head | self.fields

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        placed = [
            (int(given[f"place_{n}"]), one) for n, one in enumerate(self.offers) if given.get(f"place_{n}")
        ]
        if not placed:
            self.add_error("place_0", NOTHING)
        if len({place for place, _ in placed}) < len(placed):
            self.add_error("place_0", TWICE)
        self.chosen = tuple(one for _, one in sorted(placed, key=lambda pair: pair[0]))
        return given


@require_http_methods(["GET", "HEAD", "POST"])
def packet(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Choose the papers; ask for the approval; and once it is given, make the file."""
    case = access.case_for(request.actor, case_id, permission="case.export")
    context = case_page(request, case_id, "packet", timezone.now(), CURRENT)
    words = context["page"].consents.vocabulary
    whom = recipients(context).items()
    counsel = {id: name for id, name in whom if kind_of_recipient(words, id) == COUNSEL}
    sent = request.POST if request.method == "POST" else None
    form = PacketForm(packets.offers(case), counsel, sent)

    def again() -> HttpResponse:
        return render(request, "letters/packet.html", context | {"form": form})

    if sent is None or not form.is_valid():
        return again()
    about = ("packet", packets.name_of(case, form.chosen, form.cleaned_data["recipient"]))
    if sent.get("do") == "propose":
        return _proposed(request, case, form, about, again)
    return hand_over(
        request,
        form,
        thing=case,
        kind="packet",
        about=about,
        again=again,
        content=lambda: _content(request, case, form, context),
    )


def _proposed(request: HttpRequest, case, form: PacketForm, about, again) -> HttpResponse:
    listed = "; ".join(one.title.es for one in form.chosen)
    try:
        propose(
            actor=request.actor,
            matter=Matter(kind=APPROVAL, about=about, payload={"kind": "packet"}),
            post=case.post_id,
            at=timezone.now(),
            once=form_token.sent(request),
            key_id=case.key_id,
            reason=f"{form.cleaned_data['why']} ({case.folio}: {listed})",
        )
        messages.success(request, PROPOSED)
    except (Absent, AlreadyDone) as over:
        if isinstance(over, Absent):
            raise
    except CauceError as error:
        add_refusal(form, error)
        return again()
    return redirect(CURRENT, case_id=case.id)


def _content(request: HttpRequest, case, form: PacketForm, context) -> Content:
    body = packets.packet(request.actor, case, form.chosen, form.cleaned_data["language"], context["at"])
    return Content(packets.NAME, "pdf", body, len(form.chosen))
