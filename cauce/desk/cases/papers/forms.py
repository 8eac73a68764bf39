"""The forms of papers: one that was seen, the photograph of one, and which copy is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from cauce.cases.papers.access import Kept
from cauce.cases.papers.rules import LAST, RETURNED
from cauce.content.model_papers import CopyUse, PaperKind
from cauce.protocol.documents.photographs import photograph
from cauce.ui.fields import WorkForm, choice, day, line, words
from cauce.ui.words import say


class PaperForm(WorkForm):
    """A paper that was seen and given back."""

    on = day(say("Día en que se vio", "Day it was seen"))

    field_order = ("kind", "last", "on", "to")

    def __init__(self, kinds: Mapping[str, PaperKind], data: Any = None, **given: Any) -> None:
        super().__init__(data, **given)
        self.fields["kind"] = choice(
            say("Qué papel es", "Which paper it is"),
            [("", "–"), *((id, words(one.title)) for id, one in kinds.items())],
            radio=False,
        )
        self.fields["last"] = line(
            say("Últimas cuatro letras o cifras de su número", "Last four letters or digits of its number"),
            hint=say("Nunca el número entero. Si no tiene, déjelo vacío.", "Never the whole number."),
            required=False,
            most=LAST,
        )
        self.fields["last"].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
        self.fields["to"] = choice(
            say("A quién se devolvió", "To whom it was returned"),
            [(id, words(one)) for id, one in RETURNED.items()],
        )
        self.order_fields(self.field_order)


class CopyForm(WorkForm):
    """The photograph of a paper that a step needs; nothing is ticked beforehand."""

    def __init__(self, uses: Sequence[CopyUse], data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.fields["use"] = choice(
            say("Para qué paso hace falta", "Which step needs it"),
            [(one.id, words(one.title)) for one in uses],
        )
        self.fields["agreed"] = forms.BooleanField(
            label=say(
                "Se le dijo para qué y hasta qué día, y dijo que sí a esta copia",
                "The person was told what for and until which day, and said yes to this copy",
            ),
            required=False,
        )
        self.fields["file"] = forms.FileField(
            label=say("Fotografía del papel", "Photograph of the paper"),
            # The first of these has a telephone open its camera; one that has none shows its files.
            widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png", "capture": "environment"}),
            help_text=say(
                "JPEG o PNG de hasta 10 MB. Se guarda sin lugar, hora ni datos del teléfono. Con la cámara "
                "de esta página casi ningún teléfono deja copia en su galería: revísela y borre la que haya.",
                "JPEG or PNG of up to 10 MB. It is kept without place, hour or data of the telephone. With "
                "the camera of this page hardly any telephone leaves a copy in its gallery: look, and delete "
                "any that is there.",
            ),
            error_messages={
                "required": say("Falta la fotografía.", "The photograph is missing."),
                "empty": say("El archivo está vacío.", "The file is empty."),
                "invalid": say("Falta la fotografía.", "The photograph is missing."),
            },
        )

    def said(self) -> dict[str, Any]:
        """What the act takes; the photograph is drawn anew here, before anything is written."""
        given = self.cleaned_data
        picture = photograph(given["file"].read())
        return {"use": given["use"], "agreed": given["agreed"], "picture": picture}


class WhichForm(WorkForm):
    """One of the copies of a paper."""

    def __init__(self, copies: Sequence[Kept], data: Any = None) -> None:
        super().__init__(data)
        self.copies = {str(one.row.id): one.row for one in copies}
        self.fields["copy"] = forms.ChoiceField(
            choices=[(id, id) for id in self.copies],
            widget=forms.HiddenInput,
            error_messages={
                "required": say("Falta cuál.", "Which one is missing."),
                "invalid_choice": say("Esa copia ya se borró.", "That copy was erased already."),
            },
        )

    def said(self) -> dict[str, Any]:
        """The copy that was meant."""
        return {"copy": self.copies[self.cleaned_data["copy"]]}
