"""A referral: what is needed, how soon, and only the data consented to for this organisation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone

from cauce.content.loader import parameter_on
from cauce.content.model import Text
from cauce.content.model_consent import ShareableField
from cauce.desk.cases.frame import saying
from cauce.desk.cases.frame.already import ARRIVAL, KNOWN
from cauce.desk.cases.plan.forms import needs
from cauce.protocol.editions.access import current_edition
from cauce.rules.dates import says_moment, says_period
from cauce.rules.referral import ANSWER_WITHIN
from cauce.rules.telling_words import telling_text
from cauce.sharing.referrals.telling import telling_fields
from cauce.ui.fields import NOT_A_CHOICE, WorkForm, choice, words
from cauce.ui.moment_field import MomentField
from cauce.ui.words import say

PRIORITY = {
    "emergency": Text(es="Emergencia", en="Emergency"),
    "urgent": Text(es="Urgente", en="Urgent"),
    "normal": Text(es="Sin urgencia", en="Not urgent"),
}


def priorities(by: Mapping[str, tuple[str, str]] | None = None) -> list[tuple[str, Any]]:
    """How soon, with the hours of the step that it serves: the same that the receiver reads.

    ``by``: of each that presses, until when that is, in both languages; None: that is not known yet.
    """
    edition, on = current_edition(), timezone.localdate()
    found = []
    for priority, name in ANSWER_WITHIN.items():
        parameter, label = edition.parameters[name], PRIORITY[priority]
        amount = parameter_on(edition, name, on).value
        es, en = (says_period(amount, parameter.unit, one) for one in ("es", "en"))
        before = ("en ", "within ") if amount else ("", "")
        until = (f" · {one}" for one in by[priority]) if by and priority in by else ("", "")
        ends_es, ends_en = until
        text = Text(es=f"{label.es}: {before[0]}{es}{ends_es}", en=f"{label.en}: {before[1]}{en}{ends_en}")
        found.append((priority, words(text)))
    return found


# Which need a service is asked for first, by its kind; the officer may choose another.
LONG = ("needs", "safety_notes", "accessibility", "safe_contact")


NAME = "first_name_or_alias"
UNNAMED = say(
    (
        "Lo que escriba se envía, si la persona lo acepta. Si queda vacío no se envía, y el servicio no "
        "sabrá cómo llamarle."
    ),
    (
        "What you write is sent, if the person agrees. Left blank, it is not sent, and the service will not "
        "know what to call the person."
    ),
)
ARRIVES = say(
    "Día y hora, en el reloj de este consulado. Si aún no se sabe, déjelo vacío.",
    "Day and hour, by the clock of this consulate. Leave it blank if it is not known yet.",
)
GONE_BY = say(
    "Esa hora ya pasó. Escriba cuándo llegaría.", "That hour is past. Write when they would arrive."
)
NOT_TICKED = say(
    "Esto no se enviaría: la persona no lo aceptó. Márquelo si lo aceptó, o bórrelo.",
    "This would not be sent: the person did not agree. Tick it if they did, or delete it.",
)
HOW_SOON = say(
    "Sabrá para cuándo se espera su respuesta; que es urgente, solo si la persona lo aceptó.",
    "They will know by when to answer; that it is urgent, only if the person agreed.",
)
ASKED = say("Diga en una frase qué se pide.", "Say in one sentence what is asked for.")


def check_asked(form: Any) -> None:
    """Whoever receives it has to know what is asked: the sentence, or what else may be told."""
    written = {name for name in form.shared if form.cleaned_data.get(f"s_{name}", "").strip()}
    if form.shared and not ("needs" in written or (written and "needs" not in form.shared)):
        form.add_error("s_needs" if "needs" in form.shared else f"s_{form.shared[0]}", ASKED)


def way_field() -> forms.MultipleChoiceField:
    """Where the way leads: asked before every sending, and never left out."""
    return forms.MultipleChoiceField(
        label=say(
            "Antes de enviar: ¿el camino pasa por alguno de estos lugares?",
            "Before sending: does the way there pass by any of these?",
        ),
        widget=forms.CheckboxSelectMultiple,
        help_text=say(
            (
                "Véalo con la persona. Si pasa por un lugar donde puede haber un arresto, "
                "primero su abogada o abogado."
            ),
            "Look at it with the person. If it passes where an arrest may happen, their lawyer comes first.",
        ),
        error_messages={
            "required": say(
                "Diga por dónde pasa, o «Ninguno de estos».", "Say where it passes by, or “None of these”."
            ),
            "invalid_choice": NOT_A_CHOICE,
        },
    )


def offer_ways(field: forms.MultipleChoiceField) -> None:
    """Each place as a choice; a house whose own edition has none yet is not asked, and sends as before."""
    field.choices = ways()
    field.required = bool(field.choices)


def ways() -> list[tuple[str, Any]]:
    """Each place with what to do about it."""
    return [
        (
            one.id,
            say(f"{one.title.es}. {one.note.es}", f"{one.title.en}. {one.note.en}")
            if one.note
            else words(one.title),
        )
        for one in current_edition().catalogues.get("ways", ())
    ]


class ArrivalField(MomentField):
    """When the person would arrive, asked as a day and hour and told in words that hold on any other day."""

    def __init__(self, post: Any, **more: Any) -> None:
        super().__init__(post.time_zone, required=False, initial=None, **more)
        self.city = post.city

    def clean(self, value: Any) -> str:
        hour: dt.datetime | None = super().clean(value)
        if hour is None:
            return ""
        if hour < timezone.now():
            raise forms.ValidationError(GONE_BY)
        return says_moment(hour, tz=self.zone, city=self.city, language=saying.language())


def datum_field(name: str, label: Any, post: Any, hint: Any = "") -> forms.Field:
    """Where the words of one datum that may be shared are written; an hour as such. ``post``: who sends."""
    if name == ARRIVAL:
        return ArrivalField(post, label=label, help_text=ARRIVES)
    box = forms.Textarea(attrs={"rows": 3}) if name in LONG else forms.TextInput()
    return forms.CharField(label=label, required=False, max_length=2000, widget=box, help_text=hint)


def telling_in(shared: Mapping[str, str], labels: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Words of what would be shared that may tell the receiver too much, each with its datum's label."""
    kinds = telling_fields(dict(shared))
    return [
        {"label": labels[name], "found": one.found, "warning": one.warning}
        for name in kinds
        for one in telling_text(shared[name])
        if one.kind in kinds[name]
    ]


class ReferForm(WorkForm):
    """``allowed``: the fields the person agreed to share with this organisation, in order; ``post`` sends.

    ``told``: where the person is asked here too, those of them agreed to now; None: all of them. ``by``: as
    ``priorities``.
    """

    need = choice(say("Para qué", "For what"), (), radio=False)
    priority = choice(say("Qué tan pronto", "How soon"), (), hint=HOW_SOON)
    way = way_field()

    def __init__(
        self,
        allowed: Iterable[ShareableField],
        data=None,
        initial=None,
        *,
        post: Any,
        told: Collection[str] | None = None,
        by: Mapping[str, tuple[str, str]] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        allowed = tuple(allowed)
        self.fields["need"].choices = needs()
        offer_ways(self.fields["way"])
        self.fields["priority"].choices = priorities(by)
        self.listed = [one.id for one in allowed]
        self.shared = [name for name in self.listed if told is None or name in told]
        for one in allowed:
            name = f"s_{one.id}"
            known = KNOWN if (initial or {}).get(name) else UNNAMED if one.id == NAME else ""
            self.fields[name] = datum_field(one.id, words(one.label), post, known)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        check_asked(self)
        for name in self.listed:
            written = given.get(f"s_{name}", "").strip()
            ticks = name != NAME and name not in self.shared
            if ticks and written and f"s_{name}" in self.changed_data:
                self.add_error(f"s_{name}", NOT_TICKED)
        return given

    def to_share(self) -> dict[str, str]:
        """What was written, by field; an empty one is not sent."""
        given = {name: self.cleaned_data.get(f"s_{name}", "") for name in self.shared}
        return {name: value for name, value in given.items() if value}

    def telling(self) -> list[dict[str, Any]]:
        """Words that may tell the receiver too much, for a second look."""
        shared = self.to_share()
        return telling_in(shared, {name: self.fields[f"s_{name}"].label for name in shared})

    def rows(self) -> list[forms.BoundField]:
        return [self[f"s_{name}"] for name in self.shared]
