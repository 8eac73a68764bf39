"""What is said before a case of another post opens, and what its reviewer says."""

from __future__ import annotations

from django import forms

from cauce.staff.oversight.actions.emergency import SHORTEST
from cauce.ui.words import say

from .words import FINDINGS, REASONS


class OpenForm(forms.Form):
    """Which case, for which reason, and in words why it cannot wait."""

    folio = forms.CharField(
        label=say("Folio del caso, exacto", "Folio of the case, exactly"),
        max_length=20,
        help_text=say(
            "Como está escrito en la tarjeta o como lo dice su consulado.",
            "As written on the card, or as given by their post.",
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": say("Escriba el folio.", "Write the folio.")},
    )
    code = forms.ChoiceField(
        label=say("Qué pasa", "What is happening"),
        widget=forms.RadioSelect,
        choices=[(code, say(words.es, words.en)) for code, words in REASONS.items()],
        error_messages={
            "required": say("Elija qué pasa.", "Choose what is happening."),
            "invalid_choice": say("Elija qué pasa.", "Choose what is happening."),
        },
    )
    text = forms.CharField(
        label=say("Por qué no puede esperar", "Why it cannot wait"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        help_text=say(
            f"Con sus palabras, al menos {SHORTEST} caracteres. Lo lee quien revisa; queda bajo llave.",
            f"In your own words, at least {SHORTEST} characters. Read by the reviewer; sealed.",
        ),
        error_messages={"required": say("Escriba por qué.", "Write why.")},
    )


class ReviewForm(forms.Form):
    """Whether it was right, and why."""

    finding = forms.ChoiceField(
        label=say("¿Estuvo bien abrirlo?", "Was it right to open it?"),
        widget=forms.RadioSelect,
        choices=[(code, say(words.es, words.en)) for code, words in FINDINGS.items() if code],
        error_messages={
            "required": say("Elija una respuesta.", "Choose an answer."),
            "invalid_choice": say("Elija una respuesta.", "Choose an answer."),
        },
    )
    reason = forms.CharField(
        label=say("Su razón", "Your reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={"required": say("Escriba por qué.", "Write why.")},
    )
