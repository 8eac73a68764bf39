"""The forms of the reserved part: a key of one's own, opening, and writing."""

from __future__ import annotations

from django import forms

from cauce.custody.keystore.holders import SHORTEST
from cauce.staff.offices.models import User
from cauce.ui.words import say

MISSING = say("Campo obligatorio.", "Required.")


def _secret(label: str, help_text: str = "") -> forms.CharField:
    # Never shown back: whatever else is wrong, a passphrase is typed again.
    return forms.CharField(
        label=label,
        help_text=help_text,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "off"}),
        error_messages={"required": MISSING},
    )


class KeyForm(forms.Form):
    """A passphrase twice, for a key pair of one's own."""

    passphrase = _secret(
        say("Frase para su llave", "Passphrase of your key"),
        say(
            f"Varias palabras, al menos {SHORTEST} caracteres. Nadie puede recuperarla, ni el sistema.",
            f"Several words, at least {SHORTEST} characters. Nobody can recover it, not even the system.",
        ),
    )
    again = _secret(say("Otra vez, la misma", "The same, again"))

    def clean(self):
        given = super().clean()
        if given.get("passphrase") and given.get("again") not in (None, given["passphrase"]):
            self.add_error(
                "again",
                say(
                    "No es igual a la primera. Escríbalas de nuevo.",
                    "It is not the same as the first. Type both again.",
                ),
            )
        return given


class OpenForm(forms.Form):
    """The passphrase that opens."""

    passphrase = _secret(say("Su frase", "Your passphrase"))


class WriteForm(forms.Form):
    """The text, who may open it, and the passphrase where there is a text already."""

    text = forms.CharField(
        label=say("Texto reservado", "Reserved text"),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": MISSING},
    )
    holders = forms.MultipleChoiceField(
        label=say("Quiénes podrán abrirlo (dos o más)", "Who will be able to open it (two or more)"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": MISSING},
    )
    passphrase = _secret(
        say("Su frase", "Your passphrase"),
        say("Solo quien abre el texto puede cambiarlo.", "Only those who can open the text may change it."),
    )

    def __init__(self, data=None, *, candidates: list[User], exists: bool, initial=None) -> None:
        super().__init__(data, initial=initial)
        self.fields["holders"].choices = [(str(u.id), u.display_name) for u in candidates]
        if not exists:
            del self.fields["passphrase"]
