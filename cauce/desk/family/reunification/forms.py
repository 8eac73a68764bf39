"""What is written down of a family: the wish, the filing, what holds it up, what is shared."""

from __future__ import annotations

from django import forms

from cauce.family.reunification.rules.reunion import ENDS, OWNERS, REOPENS
from cauce.protocol.editions.access import current_edition
from cauce.staff.offices import access as offices
from cauce.ui.fields import MISSING, NOT_A_CHOICE, QuietDay, WorkForm, choice, day, line, long_text, words
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


def choices_of(name: str) -> list[tuple[str, str]]:
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
        label=say(
            "La persona quiere que su familia venga, y lo pide",
            "The person wants the family to come, and has asked for it",
        ),
        error_messages={
            "required": say(
                "Pregúnteselo antes. Si no quiere, no se abre nada.",
                "Ask first. If the person does not want it, nothing is opened.",
            )
        },
    )


class AboutForm(WorkForm):
    """What the table needs to know of the person and of the filing."""

    born = day(
        say("Nacimiento de la persona", "The person's date of birth"),
        kind=QuietDay,
        hint=say(
            "Determina qué familiares pueden incluirse. Si no se sabe, déjelo vacío.",
            "It determines which relatives qualify. Leave blank if not known.",
        ),
    )
    filed = three(
        say(
            "¿La abogada o el abogado ya presentó la solicitud?",
            "Has the lawyer filed the application?",
        )
    )
    filed_on = day(say("Qué día se presentó", "Filing date"), kind=QuietDay)
    danger = three(
        say(
            "¿Hay peligro de represalias ahora, aquí o allá?",
            "Is there a danger of retaliation now, here or there?",
        ),
        say(
            "El peligro permite incluir a más familiares; nunca excluye a nadie.",
            "Danger allows more relatives to be included; it never excludes anybody.",
        ),
    )

    def __init__(self, data=None, principal=None) -> None:
        initial = (
            {
                "born": principal.born,
                "filed": said(principal.filed),
                "filed_on": principal.filed_on,
                "danger": said(principal.danger),
            }
            if principal
            else {}
        )
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

    reason = choice(
        say("Por qué se abre otra vez", "Why it is opened again"), [(i, words(t)) for i, t in REOPENS.items()]
    )
    agreed = forms.BooleanField(
        label=say("La persona lo quiere, y lo pide", "The person wants it, and asks for it"),
        error_messages={
            "required": say(
                "Pregúnteselo antes. Si no quiere, no se abre.",
                "Ask first. If the person does not, it is not opened.",
            )
        },
    )


class BlockerForm(WorkForm):
    """What holds it up, who is to move it, since when. ``people``: the relatives by id."""

    kind = choice(say("Qué lo detiene", "What is holding it up"), (), radio=False)
    owner = choice(say("A quién le corresponde", "Who has to act"), options(OWNERS), radio=False)
    relative = choice(say("A quién afecta", "Who it affects"), (), radio=False, required=False)
    since = day(say("Desde cuándo", "Since when"))
    note = long_text(say("Qué conviene saber", "What to know"), rows=2, required=False, most=2000)

    def __init__(self, people: dict[str, str], data=None, initial=None) -> None:
        super().__init__(data, initial=initial)
        self.fields["kind"].choices = choices_of("reunion_blockers")
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
        label=say("Además, si la persona quiere", "Besides, if the person wants"),
        required=False,
        help_text=say(
            "Siempre se comparte lo mínimo: parentesco, grupo de edad y el paso en que está cada quien.",
            "The minimum is always shared: relationship, age band and each person's current step.",
        ),
        widget=forms.CheckboxSelectMultiple,
        choices=(
            (
                "first_name_or_alias",
                say("El primer nombre de cada familiar", "The first name of each relative"),
            ),
            ("language", say("En qué lengua hablarles", "Language to use with them")),
            ("safety_notes", say("Cuidados de seguridad", "Safety notes")),
        ),
    )
    language = line(say("Lengua de la familia", "Language of the family"), required=False, most=60)
    safety_notes = long_text(
        say("Precauciones", "Precautions"),
        rows=3,
        required=False,
        most=600,
        hint=say(
            "Sin domicilio ni documentos: por ejemplo, quién no debe enterarse.",
            "No address or documents: for example, who must not find out.",
        ),
    )
    agreed = forms.BooleanField(
        label=say("Se le leyó a la persona y aceptó", "It was read out to the person, who agreed"),
        error_messages={
            "required": say(
                "Léaselo y pregúntele. Sin su consentimiento no se comparte nada.",
                "Read it out and ask. Nothing is shared without consent.",
            )
        },
    )

    def __init__(self, data=None) -> None:
        super().__init__(data)
        self.partners = {str(one.id): one for one in offices.partners() if one.kind == "iom"}
        self.fields["partner"].choices = [
            CHOOSE,
            *((id, one.name) for id, one in self.partners.items()),
        ]
