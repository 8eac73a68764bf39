"""The few things that are typed about a partner's system."""

from __future__ import annotations

from typing import Any

from django import forms

from cauce.sharing.machines.rules import check_code
from cauce.ui.words import say

CODE = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"})


class ProposeForm(forms.Form):
    """A key for one system, and whose ids come back from it."""

    name = forms.CharField(
        label=say("Nombre del sistema", "Name of the system"),
        max_length=40,
        widget=CODE,
        help_text=say(
            "Minúsculas sin acento, cifras y guiones, como «sistema-1». Nunca el de una persona.",
            "Lower-case letters, digits and hyphens, such as 'system-1'. Never a person's name.",
        ),
        error_messages={"required": say("Escriba el nombre.", "Write the name.")},
    )
    namespace = forms.CharField(
        label=say("Prefijo de sus identificadores", "Prefix of its identifiers"),
        max_length=40,
        widget=CODE,
        help_text=say(
            "El que la organización ponga ante sus identificadores, como «casa.ejemplo».",
            "What the organisation puts before its identifiers, such as 'house.example'.",
        ),
        error_messages={"required": say("Escriba el prefijo.", "Write the prefix.")},
    )
    reason = forms.CharField(
        label=say("Por qué", "Why"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=say(
            "Para quien lo decide, por ejemplo el número del convenio. Queda bajo llave.",
            "For whoever decides, such as the number of the agreement. Kept sealed.",
        ),
        error_messages={"required": say("Escriba por qué.", "Write why.")},
    )

    def proposed(self) -> dict[str, Any]:
        """What a second person decides. Raises ``BadInput`` for what is no code."""
        codes = {name: check_code(self.cleaned_data[name], name) for name in ("name", "namespace")}
        return {"payload": codes, "reason": self.cleaned_data["reason"]}


class HookForm(forms.Form):
    """Where the partner is told."""

    url = forms.CharField(
        label=say("Dirección para los avisos", "Address for notifications"),
        max_length=300,
        widget=forms.URLInput(attrs={"autocomplete": "off", "placeholder": "https://"}),
        help_text=say(
            "La da la organización. Solo https, y pública.",
            "The organisation gives it. Only https, and public.",
        ),
        error_messages={"required": say("Escriba la dirección.", "Write the address.")},
    )
