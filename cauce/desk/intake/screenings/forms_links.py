"""What protection asks about coincidences: one value, one reason; and the mark of a complaint."""

from __future__ import annotations

from django import forms

from cauce.intake.screenings.rules import NEED_COMPLAINT
from cauce.protocol.editions.access import current_edition
from cauce.ui.fields import WorkForm, choice, words
from cauce.ui.words import say


def _typed(hint) -> forms.CharField:
    return forms.CharField(
        label=say("Dato", "Value"),
        max_length=120,
        help_text=hint,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": say("Falta. Escríbalo completo.", "Missing. Write it in full.")},
    )


class AskForm(WorkForm):
    """Which value, and why it is asked."""

    def __init__(self, data=None) -> None:
        super().__init__(data)
        edition = current_edition()
        fields = [(row.id, words(row.title)) for row in edition.catalogues["link_fields"]]
        reasons = [(row.id, words(row.title)) for row in edition.catalogues["link_reasons"]]
        self.fields["field"] = choice(say("Qué se compara", "What is compared"), fields)
        self.fields["typed"] = _typed(
            say("No se guarda: solo sirve para comparar.", "Not kept: used only for comparison.")
        )
        self.fields["reason"] = choice(say("Por qué", "Why"), reasons)


class ComplaintForm(WorkForm):
    """An employer or recruiter of whom somebody complained."""

    def __init__(self, data=None) -> None:
        super().__init__(data)
        rows = current_edition().catalogues["link_fields"]
        fields = [(row.id, words(row.title)) for row in rows if row.id in NEED_COMPLAINT]
        self.fields["field"] = choice(say("Contra quién", "Against whom"), fields)
        self.fields["typed"] = _typed(
            say(
                "Nombre como lo dijo la persona. No se guarda el nombre.",
                "The name as the person said it. The name is not kept.",
            )
        )
