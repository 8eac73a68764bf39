"""What is typed in the box of the header."""

from __future__ import annotations

from django import forms

from cauce.ui.fields import WorkForm
from cauce.ui.words import say

MOST = 80


class FindForm(WorkForm):
    """One exact number, the name of a page, or words of the manual."""

    q = forms.CharField(
        label=say("¿A dónde quiere ir?", "Where do you want to go?"),
        max_length=MOST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}),
        error_messages={
            "required": say("Escriba un número o una palabra.", "Type a number or a word."),
            "max_length": say(
                f"Eso es muy largo: escriba un solo número o pocas palabras (máximo {MOST} letras).",
                f"That is too long: type one number, or a few words (at most {MOST} letters).",
            ),
            "null_characters_not_allowed": say(
                "Hay un signo que no se puede leer. Escríbalo de nuevo.",
                "One sign cannot be read. Type it again.",
            ),
        },
    )
