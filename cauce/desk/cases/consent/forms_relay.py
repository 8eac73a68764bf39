"""A yes that went through interpreters, and how the person said it back; nobody needs to sign."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from cauce.ui.words import say

from ..frame.spoken import OFFICERS, language_choices

OFFICE = ("spa", "eng")  # in which a chain of interpreters ends
BETWEEN = ("through", "into", "interpreters")  # fields that only an interpretation needs
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,15}")
SAID_BACK = (
    ("", say("No se preguntó", "Not asked")),
    ("yes", say("Sí, con sus palabras", "Yes, in their own words")),
    ("partly", say("En parte; se aclaró lo demás", "In part; the rest was clarified")),
    ("again", say("No: hay que explicarlo otra vez", "No: it has to be explained again")),
)
MISSING_BETWEEN = say(
    "Por relevo, diga por qué lengua pasa.", "For relay, say which intermediate language is used."
)
NOT_YET = say(
    "Si hay que explicarlo otra vez, todavía no hay consentimiento. Explíquelo y vuelva a preguntar.",
    "If it has to be explained again, there is no consent yet. Explain, and ask again.",
)
BAD_CODE = say(
    "Escriba claves, no nombres: letras, cifras y guion.",
    "Write codes, not names: letters, figures and hyphen.",
)


def clean_codes(value: str) -> list[str]:
    """Interpreters' codes, apart from each other by commas or spaces. Raises ``ValidationError``."""
    codes = [code for code in re.split(r"[,;\s]+", value.strip()) if code]
    if any(not _CODE.fullmatch(code) or not re.search(r"\d", code) for code in codes):
        raise forms.ValidationError(BAD_CODE)
    return codes


class Codes(forms.CharField):
    """The codes of whoever interpreted, never a name."""

    def clean(self, value: Any) -> list[str]:
        return clean_codes(super().clean(value) or "")


def start_from(fields: dict[str, forms.Field], known: dict[str, Any]) -> None:
    """Begin from what the case knows of language and interpreter; everything may be changed."""
    for name in ("language", "interpreter", *BETWEEN):
        if known.get(name):
            fields[name].initial = known[name]


def relay_fields(*known: str) -> dict[str, forms.Field]:
    """What a consent adds when words went through somebody: the chain, the codes, the teach-back."""
    languages = language_choices(*known)
    spoken = [one for one in languages if one[0] in (*OFFICE, *known)]
    return {
        "through": forms.ChoiceField(
            label=say("Por relevo: pasa por", "By relay: through"),
            required=False,
            choices=[("", "—"), *languages],
            help_text=say(
                "Por ejemplo, mixteco → español → inglés.", "For instance, Mixtec → Spanish → English."
            ),
        ),
        "into": forms.ChoiceField(
            label=say("Y llega a", "And into"), required=False, choices=spoken, initial=OFFICERS
        ),
        "interpreters": Codes(
            label=say("Claves de quienes interpretaron", "Interpreters' codes"),
            required=False,
            max_length=80,
            help_text=say(
                "La clave, nunca el nombre. Ninguna es quien acompaña ni de su familia.",
                "The code, never the name. None is a companion or a relative.",
            ),
        ),
        "said_back": forms.ChoiceField(
            label=say(
                "¿Lo explicó con sus propias palabras?", "Did the person explain it in their own words?"
            ),
            required=False,
            choices=SAID_BACK,
            help_text=say(
                "«¿Me cuenta con sus palabras a qué dijo que sí?» No hace falta firmar.",
                "“Would you tell me in your words what you said yes to?” No signature is needed.",
            ),
        ),
    }


def relay_of(given: dict[str, Any]) -> dict[str, Any]:
    """Chain, codes and teach-back of a form with ``language`` and ``interpreter``.

    Without an interpreter nothing is in between; by relay there are three languages.
    """
    chain = [given["language"]]
    if given.get("interpreter") == "relay" and given.get("through"):
        chain.append(given["through"])
    if given.get("interpreter", "none") != "none":
        chain.append(given.get("into") or OFFICERS)
    return {
        "chain": tuple(chain),
        "interpreters": tuple(given.get("interpreters") or ()),
        "said_back": given.get("said_back") or "",
    }
