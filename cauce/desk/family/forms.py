"""What is written down of a family: the wish, the filing, what holds it up, what is shared."""

from __future__ import annotations

from django import forms

from cauce.desk.fields import (
    MISSING,
    NOT_A_CHOICE,
    QuietDay,
    WorkForm,
    choice,
    day,
    line,
    long_text,
    words,
)
from cauce.editions.access import current_edition
from cauce.offices import access as offices
from cauce.rules.reunion import ENDS, OWNERS, REOPENS
from cauce.ui.words import say

THREE = (
    ("unknown", say("No se sabe", "Not known")),
    ("yes", say("Sí", "Yes")),
    ("no", say("No", "No")),
)
KNOWN = {"unknown": None, "yes": True, "no": False}
CHOOSE = ("", say("Elija", "Choose"))


def options(table) -> list[tuple[str, str]]:
    """Codes of a table with their words, none chosen beforehand."""
    return [CHOOSE, *((id, words(text)) for id, text in table.items())]


def listed(name: str) -> list[tuple[str, str]]:
    """The same of a catalogue of the content."""
    rows = current_edition().catalogues[name]
    return [CHOOSE, *((row.id, words(row.title)) for row in rows)]


def three(label, hint="") -> forms.ChoiceField:
    return choice(label, THREE, hint=hint)


def said(value: bool | None) -> str:
    return next(code for code, one in KNOWN.items() if one is value)


class OpenForm(WorkForm):
    """The wish of the person: without it nothing is opened."""

    agreed = forms.BooleanField(
        label=say("La persona quiere que su familia venga, y lo pide",
                  "The person wants the family to come, and asks for it"),
        error_messages={"required": say("Pregúnteselo antes. Si no quiere, no se abre nada.",
                                        "Ask first. If the person does not, nothing is opened.")},
    )  # fmt: skip


class AboutForm(WorkForm):
    """What the table needs to know of the person and of the filing."""

    born = day(say("Nacimiento de la persona", "The person's date of birth"), kind=QuietDay,
               hint=say("Cambia qué familiares caben. Si no se sabe, déjelo vacío.",
                        "It changes which relatives fit. Leave it empty when it is not known."))  # fmt: skip
    filed = three(
        say("¿La defensa ya presentó la solicitud?", "Has counsel filed the application?")
    )
    filed_on = day(say("Qué día se presentó", "The day it was filed"), kind=QuietDay)
    danger = three(
        say("¿Hay peligro de represalias ahora, aquí o allá?",
            "Is there a danger of retaliation now, here or there?"),
        say("El peligro abre más familiares; nunca quita a nadie.",
            "Danger opens more relatives; it never takes anybody away."),
    )  # fmt: skip

    def __init__(self, data=None, principal=None) -> None:
        initial = {
            "born": principal.born, "filed": said(principal.filed), "filed_on": principal.filed_on,
            "danger": said(principal.danger),
        } if principal else {}  # fmt: skip
        super().__init__(data, initial=initial)
        for name in ("born", "filed_on"):
            self.fields[name].required = False

    def told(self) -> dict[str, object]:
        given = dict(self.cleaned_data)
        return given | {name: KNOWN[given[name]] for name in ("filed", "danger")}


class EndForm(WorkForm):
    reason = choice(say("Por qué termina", "Why it ends"), [(i, words(t)) for i, t in ENDS.items()])


class ReopenForm(WorkForm):
    """Why it goes on, and the wish of the person."""

    reason = choice(say("Por qué se abre otra vez", "Why it is opened again"),
                    [(i, words(t)) for i, t in REOPENS.items()])  # fmt: skip
    agreed = forms.BooleanField(
        label=say("La persona lo quiere, y lo pide", "The person wants it, and asks for it"),
        error_messages={"required": say("Pregúnteselo antes. Si no quiere, no se abre.",
                                        "Ask first. If the person does not, it is not opened.")},
    )  # fmt: skip


class BlockerForm(WorkForm):
    """What holds it up, who is to move it, since when. ``people``: the relatives by id."""

    kind = choice(say("Qué lo detiene", "What holds it up"), (), radio=False)
    owner = choice(say("A quién le toca", "Who is to move it"), options(OWNERS), radio=False)
    relative = choice(say("A quién detiene", "Whom it holds up"), (), radio=False, required=False)
    since = day(say("Desde cuándo", "Since when"))
    note = long_text(
        say("Qué hay que saber", "What is to be known"), rows=2, required=False, most=2000
    )

    def __init__(self, people: dict[str, str], data=None, initial=None) -> None:
        super().__init__(data, initial=initial)
        self.fields["kind"].choices = listed("reunion_blockers")
        self.fields["relative"].choices = [
            ("", say("A toda la familia", "The whole family")),
            *people.items(),
        ]


class ShareForm(WorkForm):
    """What IOM is told, read out to the person one by one. Nothing is ticked beforehand."""

    partner = forms.ChoiceField(
        label=say("Con quién", "With whom"),
        error_messages={"required": MISSING, "invalid_choice": NOT_A_CHOICE},
    )
    fields_ = forms.MultipleChoiceField(
        label=say("Además, si la persona quiere", "Besides, if the person wants"), required=False,
        help_text=say("Siempre va lo mínimo: parentesco, grupo de edad y en qué paso está cada quien.",
                      "The least always goes: relation, age band and which step each one is at."),
        widget=forms.CheckboxSelectMultiple,
        choices=(
            ("first_name_or_alias", say("El primer nombre de cada familiar", "The first name of each relative")),
            ("language", say("En qué lengua hablarles", "In which language to speak with them")),
            ("safety_notes", say("Cuidados de seguridad", "Safety notes")),
        ),
    )  # fmt: skip
    language = line(say("Lengua de la familia", "Language of the family"), required=False, most=60)
    safety_notes = long_text(
        say("Qué cuidar", "What to take care of"), rows=3, required=False, most=600,
        hint=say("Sin domicilio ni documentos: por ejemplo, quién no debe enterarse.",
                 "No address and no papers: for instance, who must not learn of it."),
    )  # fmt: skip
    agreed = forms.BooleanField(
        label=say("Se le leyó a la persona y dijo que sí", "It was read out to the person, who said yes"),
        error_messages={"required": say("Léaselo y pregúntele. Sin su sí no se comparte nada.",
                                        "Read it out and ask. Without a yes nothing is shared.")},
    )  # fmt: skip

    def __init__(self, data=None) -> None:
        super().__init__(data)
        self.partners = {str(one.id): one for one in offices.partners() if one.kind == "iom"}
        self.fields["partner"].choices = [
            CHOOSE,
            *((id, one.name) for id, one in self.partners.items()),
        ]
