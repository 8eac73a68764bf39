"""The code that was told by another way than the link."""

from __future__ import annotations

from django import forms

from cauce.sharing.referrals.rules.reply_link import DIGITS
from cauce.ui.words import say


class CodeForm(forms.Form):
    """Eight figures, with or without blanks."""

    use_required_attribute = False
    code = forms.CharField(
        label=say("Código de 8 cifras", "8-digit code"),
        help_text=say(
            "Se lo dieron por teléfono o en persona. Si no lo tiene, llame a quien le envió el enlace.",
            "You were given it by telephone or in person. Without it, call whoever sent the link.",
        ),
        max_length=DIGITS * 3,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": say("Escriba el código.", "Write the code."),
            "max_length": say("Son 8 cifras.", "It has 8 digits."),
        },
    )
