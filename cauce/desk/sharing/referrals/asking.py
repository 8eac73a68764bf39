"""Asked beside the request: the person's answer for exactly this organisation, and which data may be told.

Nothing is ticked beforehand. The yes is recorded with the request that it lets go, or neither is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict

from cauce.content.model import Text
from cauce.content.model_consent import ShareableField
from cauce.custody.journal.door import AlreadyDone, together
from cauce.desk.cases.consent.forms import ConsentForm
from cauce.desk.cases.consent.recipients import Card, Question
from cauce.desk.cases.frame.spoken import spoken
from cauce.directory.models import Service
from cauce.intake.screenings.facts import is_child
from cauce.rules.consent import ConsentVerdict
from cauce.sharing.referrals.actions import record_consent_everywhere

from .forms_refer import NAME

PREFIX = "ask"
PURPOSE = "referral"
# Whoever said no, or took a yes back, is not asked again by a page that was opened for something else.
ASKED_HERE = ("missing", "other_recipient", "expired", "not_recorded")
NEEDED = ("needs", NAME, "arrival_time")  # of whoever receives: what for, whom, and when


class Asking:
    """The one question of a request without a yes. ``said``: yes, no, or "" where nothing is marked."""

    def __init__(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        recipient: str,
        offered: Sequence[ShareableField],
        verdict: ConsentVerdict,
    ) -> None:
        self.actor, self.case, self.recipient = request.actor, context["case"], recipient
        page = context["page"]
        words = page.consents.vocabulary
        self.purpose = words.purposes[PURPOSE]
        self.child = page.facts.get("person.age") is not None and is_child(page.facts)
        self.question = Question(Card(PURPOSE, recipient, None, verdict), self.purpose, tuple(offered))
        sent = request.POST
        self.said = sent.get(f"{PREFIX}-{self.question.key}", "")
        offers = {one.id for one in offered}
        ticks = f"{PREFIX}-{self.question.told}"
        if NAME in offers:
            sent = _named(sent, ticks, self.said)
        self.told = tuple(one for one in sent.getlist(ticks) if one in offers)
        self.form = ConsentForm(
            [self.question],
            words.to_one,
            context["post"].time_zone,
            sent if self.said or self.told else None,
            spoken(self.case, page.answers),
            PREFIX,
        )

    @property
    def answer(self) -> forms.BoundField:
        return self.form[self.question.key]

    @property
    def ticks(self) -> forms.BoundField:
        return self.form[self.question.told]

    @property
    def wrong(self) -> list[str]:
        """What is wrong with the answer itself."""
        return [*self.form.non_field_errors(), *self.answer.errors, *self.ticks.errors]

    @property
    def folds_open(self) -> bool:
        """Whether something of how it was asked is wrong, or has to be said: then it is unfolded."""
        about = {self.question.key, self.question.told}
        return self.form.is_bound and bool(set(self.form.errors) - about)

    def ready(self, form: forms.Form) -> bool:
        """Whether there is an answer that can be recorded, and with a yes a request that can be sent."""
        known = self.form.is_valid() and self.said in ("yes", "no")
        return known and (self.said == "no" or form.is_valid())

    def answered(self, once: UUID | None, send_it: Callable[[], HttpResponse]) -> HttpResponse | None:
        """Record the answer; with a yes the request goes out, or neither is done. None: it was a no."""
        with together():
            with suppress(AlreadyDone):
                self._record(once)
            return send_it() if self.said == "yes" else None

    def _record(self, once: UUID | None) -> None:
        """The person's answer, as an act of its own."""
        given = self.said == "yes"
        told = self.told if given else ()
        at, terms = self.form.cleaned_data["happened_at"], self.form.terms(told)
        # What is said otherwise, or at another time, is another answer, though the page is the same.
        key = uuid5(once, f"{self.question.key}:{given}:{at}:{terms}") if once else None
        record_consent_everywhere(
            actor=self.actor,
            case=self.case,
            purpose=PURPOSE,
            recipient=self.recipient,
            given=given,
            at=at,
            terms=terms,
            once=key,
        )


def _named(sent: QueryDict, ticks: str, said: str) -> QueryDict:
    """What was sent, with the name among the data agreed to where the answer is yes and it was written: it
    has no box of its own, and left blank it is not told."""
    given = sent.copy()
    written = said == "yes" and bool(sent.get(f"s_{NAME}", "").strip())
    given.setlist(ticks, [one for one in sent.getlist(ticks) if one != NAME] + [NAME] * written)
    return given


# What a service says of whom it receives, and the datum without which it cannot answer.
_ONLY = {
    "women": Text(es="Solo recibe mujeres", en="It accepts women only"),
    "men": Text(es="Solo recibe hombres", en="It accepts men only"),
}
_BY_AGE = Text(es="No recibe a todas las edades", en="It does not accept every age")
_ALONE = Text(es="No recibe familias con hijas e hijos", en="It does not accept families with children")


def condition(service: Service, name: str) -> Text | None:
    """What a service says of whom it receives that this datum answers; None: nothing."""
    found = None
    if name == "sex_gender":
        found = _ONLY.get(service.sex)
    elif name == "age_band":
        bounds = (service.minimum_age, service.maximum_age)
        found = _BY_AGE if service.minors is False or any(one is not None for one in bounds) else None
    elif name == "dependants":
        found = _ALONE if service.families is False else None
    if found is None:
        return None
    return Text(
        es=f"{found.es}: sin este dato no puede responder.", en=f"{found.en}: without this it cannot answer."
    )


def rows(
    form: Any, told: Collection[str], known: Collection[str], written: Collection[str], service: Service
) -> dict[str, list[dict[str, Any]]]:
    """Each datum with its tick and its words: first what is known, mostly needed or a condition of the
    service, then the rest. ``written``: what a letter to whoever receives would say."""
    found: dict[str, list[dict[str, Any]]] = {"first": [], "more": []}
    for name in form.listed:
        bound = form[f"s_{name}"]
        said = condition(service, name)
        first = name in NEEDED or name in known or name in told or bool(bound.errors) or said is not None
        row = {"id": name, "field": bound, "ticked": name in told, "written": name in written}
        found["first" if first else "more"].append(row | {"condition": said, "boxed": name != NAME})
    return found
