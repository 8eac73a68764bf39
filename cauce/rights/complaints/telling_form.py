"""What is asked of whoever complains, on the public page and on that of whoever hears it: the same."""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID, uuid5

from django import forms
from django.http import QueryDict

from cauce.content.errors import CauceError
from cauce.content.model import Text
from cauce.protocol.editions.access import current_edition
from cauce.rights.complaints.rules import ABOUT, CATEGORIES
from cauce.rules.pathway.planner import HEADQUARTERS_ZONE
from cauce.ui.words import say

LONGEST = 4000
OPTIONAL = say("(si quiere)", "(if you like)")
MISSING = {
    "required": say("Elija una.", "Choose one."),
    "invalid_choice": say("Elija una de la lista.", "Choose one of the list."),
}


class Clock(NamedTuple):
    """The clock by which these dates are told: that of the capital, not of the reader's place."""

    city: str
    time_zone: str


CLOCK = Clock("Ciudad de México", HEADQUARTERS_ZONE)


def choices(said: dict[str, Text]) -> list[tuple[str, Any]]:
    """Codes with their words, in the reader's language when shown."""
    return [(code, say(text.es, text.en)) for code, text in said.items()]


def put(form: forms.BaseForm, error: CauceError) -> None:
    """What an act refuses, beside the field that it names, else above the form; what was typed stays."""
    es = " ".join(part for part in (error.es, error.cure_es) if part)
    en = " ".join(part for part in (error.en, error.cure_en) if part)
    form.add_error(error.where if error.where in form.fields else None, say(es, en))


def key_of(once: UUID, typed: QueryDict) -> UUID:
    """The key of what was sent: of its form and of its words.

    Sent again over a broken line, it is the same. Where the page is shared and whoever comes next goes
    back to it, it is another: they never get the code of whoever wrote before, and nothing is lost.
    """
    words = [
        f"{name}={value}"
        for name, values in sorted(typed.lists())
        if name not in ("once", "csrfmiddlewaretoken")
        for value in values
    ]
    return uuid5(once, "\n".join(words))


def _posts() -> list[tuple[str, Any]]:
    rows = current_edition().catalogues["posts"]
    named = sorted((row["name"], row["city"], row["code"]) for row in rows)
    return [("", say("No sé, o no fue en un consulado", "I do not know, or it was at none"))] + [
        (code, say(name, city)) for name, city, code in named
    ]


def _tongues() -> list[tuple[str, Any]]:
    rows = current_edition().catalogues["languages"]
    return [(row["code"], say(row["name_es"], row["name_en"])) for row in rows]


def _line(es: str, en: str, help_es: str, help_en: str, rows: int = 2, **more: Any) -> forms.CharField:
    return forms.CharField(
        max_length=LONGEST,
        label=say(es, en),
        help_text=say(help_es, help_en) if help_es else "",
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}),
        error_messages={
            "required": say(
                "Falta contar qué pasó. Con una frase basta.",
                "It does not say what happened. One sentence is enough.",
            ),
            "max_length": say(
                "Son demasiadas letras. Cuente lo principal; después podrá agregar más.",
                "Too many letters. Tell the main part; you can add more later.",
            ),
        },
        **more,
    )


class TellingForm(forms.Form):
    """About whom, where, what of, in her words, and how she wants her answer. Nothing says who she is."""

    use_required_attribute = False
    optional = OPTIONAL
    about = forms.ChoiceField(
        choices=choices(ABOUT),
        widget=forms.RadioSelect,
        error_messages=MISSING,
        label=say("¿De quién quiere hablar?", "Whom do you want to talk about?"),
    )
    post = forms.ChoiceField(
        required=False,
        error_messages=MISSING,
        label=say("¿En qué consulado fue?", "At which consulate was it?"),
        help_text=say(
            "Nadie de ese consulado verá lo que usted escriba.",
            "Nobody of that consulate will see what you write.",
        ),
    )
    category = forms.ChoiceField(
        choices=choices(CATEGORIES),
        widget=forms.RadioSelect,
        error_messages=MISSING,
        label=say("¿De qué se trata? Lo que más pesa", "What is it about? What weighs most"),
    )
    what = _line(
        "¿Qué pasó?",
        "What happened?",
        "Con sus palabras, en la lengua que quiera.",
        "In your words, in whatever language you like.",
        rows=6,
    )
    who = _line(
        "¿Quién fue?",
        "Who was it?",
        "Si lo sabe: su nombre, cómo es, o en qué ventanilla estaba. Puede quedar vacío.",
        "If you know: a name, what they are like, or at which window. It may stay empty.",
        required=False,
    )
    when = _line(
        "¿Cuándo?",
        "When?",
        "El día o cerca de qué fecha. Puede quedar vacío.",
        "The day, or about when. It may stay empty.",
        rows=1,
        required=False,
    )
    language = forms.ChoiceField(
        error_messages=MISSING,
        initial="spa",
        label=say("¿En qué lengua quiere la respuesta?", "In which language do you want the answer?"),
        help_text=say(
            "La página está en español y en inglés; en otra lengua se la lee una persona que interpreta.",
            "The page is in Spanish and English; in another language an interpreter reads it to you.",
        ),
    )
    interpreter = forms.BooleanField(
        required=False,
        label=say("Necesito que alguien interprete", "I need somebody to interpret"),
    )
    with_iom = forms.BooleanField(
        required=False,
        label=say("También puede leerla la OIM", "IOM may read it too"),
        help_text=say(
            "Solo si es de un servicio, de quien interpretó o de la atención. Si no la marca, no la lee.",
            "Only if it is about a service, an interpreter or the attention. Unticked, it does not.",
        ),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["post"].choices = _posts()
        self.fields["language"].choices = _tongues()

    def given(self) -> dict[str, Any]:
        """What the act takes, but for the post, which is a code here ('' for none)."""
        clean = self.cleaned_data
        told = {name: clean[name] for name in ("what", "who", "when")}
        kept = ("about", "category", "language", "interpreter", "with_iom")
        return {"told": told} | {name: clean[name] for name in kept}
