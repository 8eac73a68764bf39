"""The forms of a post's preparation. None asks for a person a case is about."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from cauce.protocol.editions.access import current_edition
from cauce.staff.offices.models import User
from cauce.staff.readiness.access import SHEET_PARTS
from cauce.staff.readiness.models import Agreement
from cauce.ui.fields import WorkForm, choice, day, line, long_text, words
from cauce.ui.words import say

NOBODY = say("Sin nombres ni domicilios de personas.", "No names or addresses of people.")


def entries(catalogue: str) -> list[tuple[str, Any]]:
    """A catalogue of the edition as choices."""
    return [(one.id, words(one.title)) for one in current_edition().catalogues[catalogue]]


def amount(parameter: str) -> int:
    """The newest value of a parameter, for the hints."""
    return int(current_edition().parameters[parameter].values[-1].value)


def number(label: Any, *, hint: Any = "", most: int = 1_000_000) -> forms.IntegerField:
    """A count that may not be known."""
    return forms.IntegerField(
        label=label,
        help_text=hint,
        required=False,
        min_value=0,
        max_value=most,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": say("Escriba un número.", "Write a number.")},
    )


def later_day(label: Any, *, hint: Any = "") -> forms.DateField:
    """A day that may stay open."""
    field = day(label, hint=hint)
    field.required = False
    return field


def ticks(label: Any, choices: list, *, hint: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, help_text=hint, required=False, widget=forms.CheckboxSelectMultiple
    )


class AdoptForm(WorkForm):
    on = day(
        say("¿Desde cuándo usa el Protocolo este consulado?", "Since when does this post use the Protocol?")
    )


class SheetForm(WorkForm):
    """The five parts of the context sheet, as the last version has them."""

    reviewed_on = day(say("Fecha de la revisión", "Date of the review"))
    sectors = long_text(
        say("Ramas de trabajo", "Sectors of work"), rows=3, required=False, most=4000, hint=NOBODY
    )
    routes = long_text(
        say("Rutas de enganche y de llegada", "Recruitment and arrival routes"),
        rows=3,
        required=False,
        most=4000,
    )
    visas = long_text(say("Visas frecuentes", "Frequent visas"), rows=2, required=False, most=4000)
    languages = long_text(
        say("Lenguas que se hablan", "Languages that are spoken"), rows=2, required=False, most=4000
    )
    risks = long_text(
        say("Riesgos propios de la región", "Risks of this region"),
        rows=3,
        required=False,
        most=4000,
        hint=say(
            "Temporadas, distancia, operativos, clima. Ningún lugar donde haya gente hoy.",
            "Seasons, distances, raids, weather. No place where people are today.",
        ),
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def parts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in SHEET_PARTS}


class ReviewForm(WorkForm):
    """A look at the map of allies."""

    reviewed_on = day(say("Fecha de la revisión", "Date of the review"))
    note = long_text(
        say("Qué se corrigió o falta por llamar", "What was corrected or is still to be called"),
        rows=3,
        required=False,
        most=4000,
    )

    def __init__(self, *given, **named) -> None:
        super().__init__(*given, **named)
        self.fields["missing"] = ticks(
            say("¿De qué no se encontró a nadie?", "For which was nobody found?"),
            entries("allies"),
            hint=say("Lo que falta queda a la vista de la red.", "Gaps are visible to the whole network."),
        )
        self.order_fields(["reviewed_on", "missing", "note"])


class AgreementForm(WorkForm):
    """A signed agreement, with liaisons by their function."""

    with_whom = line(
        say("Con quién", "With whom"),
        hint=say("La institución u organización.", "The institution or organisation."),
    )
    liaison_there = line(
        say("Enlace de esa parte, por su función", "Liaison there, by function"),
        hint=say(
            "Por ejemplo: guardia de atención a quejas. Sin nombre: la gente cambia.",
            "For instance: duty officer for complaints. No name: people change.",
        ),
    )
    liaison_here = line(say("Enlace aquí, por su función", "Liaison here, by function"))
    signed_on = day(say("Se firmó el", "Signed on"))

    def __init__(self, *given, renews: Agreement | None = None, **named) -> None:
        super().__init__(*given, **named)
        self.fields["kind"] = choice(say("Tipo de aliado", "Kind of ally"), entries("allies"), radio=False)
        years, days = amount("agreement-renewal"), amount("agreement-alert")
        self.fields["expires_on"] = later_day(
            say("Vence el", "Ends on"),
            hint=say(
                f"Si no señala fecha, déjela en blanco: se revisa a los {years} años.",
                f"If it has no end date, leave blank: it is reviewed after {years} years.",
            ),
        )
        self.fields["alert_days"] = number(
            say("Avisar con cuántos días", "Remind how many days before"),
            most=730,
            hint=say(f"En blanco: {days}.", f"Empty: {days}."),
        )
        self.order_fields(["kind", "with_whom"])
        if renews is not None:
            for name in ("kind", "with_whom", "liaison_there", "liaison_here", "alert_days"):
                self.fields[name].initial = getattr(renews, name)


class EndForm(WorkForm):
    ended_on = day(say("Dejó de estar en vigor el", "It ended on"))


class FocalForm(WorkForm):
    """Chooses two among the people of the post; ``people`` by name."""

    def __init__(self, *given, people: list[User], **named) -> None:
        super().__init__(*given, **named)
        self.people = {str(one.id): one for one in people}
        choices = [("", "—"), *((id, one.display_name) for id, one in self.people.items())]
        self.fields["user"] = choice(say("Persona enlace", "Focal point"), choices, radio=False)
        self.fields["deputy"] = choice(
            say("Suplente", "Deputy"),
            choices,
            radio=False,
            hint=say(
                "Desde hoy se le llama cuando nadie acusa recibo.",
                "From today, this person is called when nobody acknowledges.",
            ),
        )

    def user(self, name: str) -> User:
        return self.people[self.cleaned_data[name]]


class TrainingForm(WorkForm):
    """One session: who took part, each in a role of theirs; ``members``: [(user·role, words)]."""

    trained_on = day(say("Fecha de la sesión", "Date of the session"))
    reference = line(
        say("Sesión", "Session"),
        required=False,
        most=80,
        hint=say("Por ejemplo: curso de ventanilla, dos horas.", "For instance: window course, two hours."),
    )

    def __init__(self, *given, members: list[tuple[str, Any]], **named) -> None:
        super().__init__(*given, **named)
        self.fields["who"] = forms.MultipleChoiceField(
            label=say("¿Quién participó?", "Who took part?"),
            choices=members,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": say("Marque al menos a una persona.", "Tick at least one person.")},
        )
        self.order_fields(["who"])


class SpaceForm(WorkForm):
    checked_on = day(say("Fecha", "Date"))
    note = long_text(
        say("Qué se va a conseguir y cuándo", "What will be obtained, and when"),
        rows=2,
        required=False,
        most=2000,
    )

    def __init__(self, *given, **named) -> None:
        super().__init__(*given, **named)
        self.fields["present"] = ticks(say("Lo que hay", "What is available"), entries("space_checklist"))
        self.order_fields(["present", "checked_on", "note"])


class OutreachForm(WorkForm):
    """An event of the calendar, with the message that is handed out or said."""

    place = line(
        say("Dónde", "Where"),
        hint=say(
            "Un lugar público; no donde vive o trabaja alguien en riesgo.",
            "A public place; not where somebody at risk lives or works.",
        ),
    )
    planned_on = day(say("Cuándo", "When"))
    message = long_text(
        say("Mensaje seguro", "Safe message"),
        rows=3,
        most=2000,
        hint=say(
            "Lo puede leer cualquiera sin poner en riesgo a quien lo lleva: derechos y un número.",
            "Anybody may read it without putting the person who carries it at risk: rights and a number.",
        ),
    )

    def __init__(self, *given, **named) -> None:
        super().__init__(*given, **named)
        self.fields["kind"] = choice(say("Ocasión", "Occasion"), entries("outreach_kinds"), radio=False)
        self.order_fields(["kind"])


class HeldForm(WorkForm):
    held_on = day(say("Se realizó el", "It was held on"))
    contacts = number(say("A cuántas personas llegó", "How many people it reached"))
    conversations = number(say("Cuántas conversaciones a solas hubo", "How many private conversations"))


class PrivacyForm(WorkForm):
    """The notice in use, and the two looks that make it true."""

    notice_version = line(say("Versión del aviso de privacidad", "Version of the privacy notice"), most=60)
    set_on = day(say("En uso desde", "In use since"))
    accesses_reviewed = forms.BooleanField(
        required=False,
        label=say(
            "Revisé quién tiene acceso: nadie que ya no trabaje aquí ni que no lo necesite.",
            "I reviewed who has access: nobody who has left, nobody who should not.",
        ),
    )
    retention_reviewed = forms.BooleanField(
        required=False,
        label=say(
            "Revisé cuánto tiempo se conserva cada cosa y quién la borra.",
            "I reviewed how long each thing is kept and who erases it.",
        ),
    )
    shown_where = long_text(
        say(
            "Dónde se muestra antes de solicitar datos",
            "Where it is shown before any information is requested",
        ),
        rows=2,
        required=False,
        most=1000,
    )


def today_first(today: dt.date) -> dict[str, dt.date]:
    """What the dates of a fresh form say: today, at the post."""
    names = (
        "on",
        "reviewed_on",
        "signed_on",
        "trained_on",
        "checked_on",
        "held_on",
        "set_on",
        "ended_on",
    )
    return dict.fromkeys(names, today)
