"""How the person may be reached: asked, confirmed for a while, and a reminder that says nothing."""

from __future__ import annotations

import contextlib
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases import access as cases
from cauce.cases.actions import confirm_contact, remind
from cauce.cases.actions.tongues import speaks
from cauce.cases.contact import record_of, said
from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.desk.cases.frame.contact_line import DAYS, hours, way_names
from cauce.desk.cases.frame.frame import case_page
from cauce.desk.cases.frame.spoken import language_choices, spoken
from cauce.rules.consent import may
from cauce.rules.contact import IN_PERSON, NEVER, SHE_COMES
from cauce.rules.discreet_text import REMINDERS
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.fields import Quiet, QuietText, WorkForm, choice, words
from cauce.ui.words import say

CONFIRMED = say(
    "Anotado. Se vuelve a preguntar antes de que venza.",
    "Recorded. It will be asked again before it expires.",
)
KNOWN = say("Anotada la lengua.", "Language recorded.")
NOT_SENT = say(
    "No se envió nada: no es seguro. Se agregó al plan decírselo en persona.",
    "Nothing was sent: it is not safe. Telling the person face to face was added to the plan.",
)
CLOCK = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class ContactForm(WorkForm):
    """What still holds, ticked one by one, and one more way. Nothing is ticked beforehand."""

    def __init__(self, kept: list[tuple[str, Any]], known: dict[str, Any], data=None) -> None:
        super().__init__(data, prefix="w")
        if kept:
            self.fields["keep"] = forms.MultipleChoiceField(
                label=say("¿Sigue siendo seguro hoy?", "Is it still safe today?"),
                choices=kept,
                widget=forms.CheckboxSelectMultiple,
                required=False,
                help_text=say(
                    "Pregúntelo; lo que no se marque deja de usarse.",
                    "Ask; anything not ticked will no longer be used.",
                ),
            )
        names = [("", say("Ninguno más", "No other") if kept else say("Elija uno", "Choose one"))]
        names += [(id, words(title)) for id, title in way_names().items()]
        way = say("Otro medio", "Another way") if kept else say("Medio", "Way")
        self.fields["way"] = Quiet(label=way, choices=names, required=False)
        self.fields["days"] = forms.MultipleChoiceField(
            label=say("Qué días", "On which days"),
            required=False,
            help_text=say(
                "Al menos uno, si se le puede llamar, escribir o ver: si no se sabe, no es seguro.",
                "At least one, where they may be called, written to or seen: if not known, it is not safe.",
            ),
            choices=[(str(i), words(name)) for i, name in enumerate(DAYS)],
            widget=forms.CheckboxSelectMultiple,
        )
        for name, label in (
            ("start", say("Desde las", "From")),
            ("end", say("Hasta las", "Until")),
        ):
            self.fields[name] = forms.TimeField(
                label=label,
                required=False,
                widget=CLOCK,
                help_text=say("Sin hora: todo el día.", "No hour: all day."),
            )
        self.fields["language"] = forms.ChoiceField(
            label=say("En qué lengua", "In which language"),
            required=False,
            choices=language_choices(known.get("language", "")),
            initial=known.get("language", "spa"),
        )
        self.fields["address"] = QuietText(
            label=say("Número, intermediario o lugar", "Number, intermediary or place"),
            required=False,
            max_length=200,
            help_text=say("Queda bajo llave.", "Kept sealed."),
        )
        self.fields["never"] = QuietText(
            label=say("Qué tener siempre en cuenta", "What to bear in mind always"),
            required=False,
            max_length=400,
            help_text=say(
                "Ejemplo: no dejar recado, no decir de dónde se llama.",
                "Example: leave no message; do not say who is calling.",
            ),
        )

        self.fields["word"] = QuietText(
            label=say("Palabra para reconocerse", "Recognition word"),
            required=False,
            max_length=40,
            help_text=say(
                "La dice la persona para confirmar que es ella y que puede hablar.",
                "The person says it to confirm who is speaking and that it is safe to talk.",
            ),
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("way") and given["way"] not in (NEVER, SHE_COMES) and not given.get("days"):
            self.add_error(
                "days",
                say(
                    "Diga qué días; si no se sabe, no es seguro.",
                    "Say which days; if not known, it is not safe.",
                ),
            )
        if not given.get("way") and not given.get("keep"):
            self.add_error(
                "way", say("Elija un medio, o «No contactar».", "Choose a channel, or 'Do not contact'.")
            )
        return given

    def ways(self, before: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """What was kept, and the new one; «do not contact» leaves nothing else."""
        given = self.cleaned_data
        if given["way"] == NEVER:
            return [{"way": NEVER}]
        found = [before[int(i)] for i in given.get("keep", ()) if before[int(i)]["way"] != NEVER]
        if given["way"]:
            new = {
                "way": given["way"],
                "days": [int(day) for day in given["days"]],
                "languages": [given["language"]] if given["language"] else [],
                "address": given["address"],
            }
            for name in ("start", "end"):
                new[name] = f"{given[name]:%H:%M}" if given[name] else "00:00"
            found.append(new)
        return found


class LanguageForm(WorkForm):
    """In which language to speak, where the person agreed to a way before it was known."""

    def __init__(self, data=None) -> None:
        super().__init__(data, prefix="l")
        self.fields["language"] = choice(
            say("¿En qué lengua se le habla?", "In which language are they spoken to?"),
            [("", say("Elija una", "Choose one")), *language_choices()],
            radio=False,
        )


class ReminderForm(WorkForm):
    """Which reminder, and by which of the ways that were marked as safe. There is no free text."""

    def __init__(self, pairs: list[tuple[str, Any]], data=None) -> None:
        super().__init__(data, prefix="r")
        self.fields["what"] = choice(
            say("Qué se le recuerda", "What to remind the person of"),
            [(id, words(text)) for id, text in REMINDERS.items()],
        )
        self.fields["by"] = choice(say("Por dónde", "By which way"), pairs)


def _with(name: Any, when: Any) -> str:
    return say(f"{name.es} {when.es}", f"{name.en} {when.en}") if when else words(name)


@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What she said about being reached, until when it holds, and a neutral reminder."""
    context = case_page(request, case_id, "contact", timezone.now(), "disclosures:contact")
    case, told, record = context["case"], said(context["case"]), record_of(context["case"])
    before, names = told.get("ways", []), way_names()
    shown = [(names.get(one.way), hours(one)) for one in (record.ways if record else ())]
    kept = [(str(i), _with(name, when)) for i, (name, when) in enumerate(shown) if name]
    pairs = [
        (f"{one.way}|{tongue}", say(f"{names[one.way].es} ({tongue})", f"{names[one.way].en} ({tongue})"))
        for one in (record.ways if record else ())
        if one.way != IN_PERSON
        for tongue in sorted(one.languages)
    ]
    do = request.POST.get("do", "")
    form = ContactForm(kept, spoken(case), request.POST if do == "confirm" else None)
    at = timezone.now()
    in_force = record is not None and at < record.expires_at
    lacking = [one for one in record.ways if one.lacks_language] if record and in_force else []
    language = LanguageForm(request.POST if do == "language" else None)
    form.fields["word"].initial = told.get("word", "")
    reminder = ReminderForm(pairs, request.POST if do == "remind" else None)
    context |= {
        "form": form,
        "reminder": reminder,
        "record": record,
        "in_force": in_force,
        "lacking": [{"way": one.way, "name": names.get(one.way)} for one in lacking],
        "language": language,
        "consent": may(context["page"].consents, "contact", at).state,
        "told": told,
        "pairs": pairs,
        "shown": list(zip(shown, before, strict=False)),
        "once_two": form_token.new(),
    }
    if do:
        cases.case_for(request.actor, case_id, permission="case.work")
        done = {"confirm": _confirm, "language": _speaks}.get(do, _remind)(request, context)
        if done:
            return done
    context["form"] = {"remind": reminder, "language": language}.get(do, form)
    context["asking"] = form
    return render(request, "disclosures/contact.html", context)


def _speaks(request: HttpRequest, context: dict[str, Any]) -> HttpResponse | None:
    form, here = context["language"], redirect("disclosures:contact", case_id=context["case"].id)
    if not form.is_valid():
        return None
    with contextlib.suppress(AlreadyDone):
        speaks(
            actor=request.actor,
            case=context["case"],
            language=form.cleaned_data["language"],
            at=timezone.now(),
            once=form_token.sent(request),
        )
        messages.success(request, KNOWN)
    return here


def _confirm(request: HttpRequest, context: dict[str, Any]) -> HttpResponse | None:
    form, here = context["form"], redirect("disclosures:contact", case_id=context["case"].id)
    if not form.is_valid():
        return None
    try:
        confirm_contact(
            actor=request.actor,
            case=context["case"],
            ways=form.ways(context["told"].get("ways", [])),
            at=timezone.now(),
            never=form.cleaned_data["never"],
            word=form.cleaned_data["word"],
            once=form_token.sent(request),
        )
        messages.success(request, CONFIRMED)
    except AlreadyDone:
        pass
    except CauceError as error:
        add_refusal(form, error)
        return None
    return here


def _remind(request: HttpRequest, context: dict[str, Any]) -> HttpResponse | None:
    """Show the words that may be sent now, or say that it became a task in person."""
    form = context["reminder"]
    if not form.is_valid():
        return None
    way, _, language = form.cleaned_data["by"].partition("|")
    try:
        task = remind(
            actor=request.actor,
            case=context["case"],
            what=form.cleaned_data["what"],
            way=way,
            language=language,
            at=timezone.now(),
            once=form_token.sent(request),
        )
    except AlreadyDone:
        return redirect("disclosures:contact", case_id=context["case"].id)
    if task is not None:
        messages.warning(request, NOT_SENT)
        return redirect("disclosures:contact", case_id=context["case"].id)
    context["send"] = REMINDERS[form.cleaned_data["what"]]
    return None
