"""The page that shows every part of the look, in the reader's language, with invented matters.

Served by the demonstration network and in tests only, at ``/demo/estilo/``.
"""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .listed import Filters, pages_of, picks
from .style_drawings import drawings
from .style_samples import NAV, figures, parts
from .tabs import Tab, Tabs
from .widgets import DayMonthYear
from .words import say

POST = SimpleNamespace(name="Consulado General en Houston", city="Houston", time_zone="America/Chicago")
MORNING = dt.datetime(2026, 11, 25, 15, 0, tzinfo=dt.UTC)

TABS = Tabs(
    say("Listas", "Lists"),
    (Tab(say("Por venir", "To come"), "#pendientes", "page", 3), Tab(say("Pasadas", "Over"), "#caso")),
)
ALL = say("Todos", "All")
STATES = [("TX", "Texas"), ("NM", say("Nuevo México", "New Mexico"))]


class Sample(forms.Form):
    """One field of each kind; sent empty, it shows how errors look."""

    safe = forms.ChoiceField(
        label=say("¿La persona puede hablar ahora sin peligro?", "Can the person talk safely now?"),
        help_text=say("Pregúntelo a solas.", "Ask it when you are alone together."),
        choices=[
            ("yes", say("Sí", "Yes")),
            ("no", "No"),
            ("unknown", say("No se sabe", "Unclear")),
        ],
        widget=forms.RadioSelect,
    )
    call_me = forms.CharField(
        label=say("¿Cómo quiere que le llamemos?", "What would you like to be called?"),
        help_text=say("No tiene que ser su nombre legal.", "It need not be a legal name."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    born = forms.DateField(
        label=say("Fecha de nacimiento", "Date of birth"), required=False, widget=DayMonthYear
    )
    language = forms.ChoiceField(
        label=say("Lengua en que prefiere hablar", "Language the person prefers"),
        choices=[
            ("spa", "Español"),
            ("nah", "Náhuatl"),
            ("mix", "Tuʼun savi"),
            ("maa", "Mazateco"),
        ],
    )
    needs = forms.MultipleChoiceField(
        label=say("Qué necesita hoy", "What is needed today"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("sleep", say("Dónde dormir", "Somewhere to sleep")),
            ("doctor", say("Atención médica", "A doctor")),
            ("lawyer", say("Orientación legal", "Legal advice")),
        ],
    )
    note = forms.CharField(
        label=say("Qué dijo con sus palabras", "What was said, briefly"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    cues = forms.MultipleChoiceField(
        label=say("Lo que se nota en la ventanilla", "What can be noticed at the window"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("answers", say("Otra persona contesta siempre", "Somebody else always answers")),
            ("papers", say("No tiene sus documentos", "Does not hold their own papers")),
            ("address", say("No sabe dónde se hospeda", "Does not know where they are staying")),
        ],
    )


def style(request: HttpRequest) -> HttpResponse:
    """Every component; ``?errors=1`` shows the form refused."""
    form = Sample({}) if request.GET.get("errors") else Sample()
    return render(
        request,
        "ui/style.html",
        {
            **parts(),
            **figures(),
            **drawings(),
            "form": form,
            "nav": NAV,
            "post": POST,
            "now": MORNING,
            "pages": pages_of(Paginator(range(60), 20).page(2)),
            "tabs": TABS,
            "filters": Filters(
                request, {"estado": picks(say("Estado", "State"), STATES, say("Todos", "All"))}
            ),
            "section_name": say("Hoja de estilo", "Style sheet"),
        },
    )
