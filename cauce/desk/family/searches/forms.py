"""What is asked when a message is left, and what an officer notes of it and of an errand."""

from __future__ import annotations

from typing import Any

from django import forms

from cauce.content.model import Text
from cauce.family.searches import rules as searches
from cauce.rules import messages
from cauce.ui.fields import MISSING, QuietDay, WorkForm, choice, day, line, long_text, words
from cauce.ui.words import say


def pairs(table: dict[str, Text], *without: str) -> list[tuple[str, Any]]:
    return [(code, words(text)) for code, text in table.items() if code not in without]


def ticked(label: Any, *, required: bool = False, hint: Any = "") -> forms.BooleanField:
    return forms.BooleanField(
        label=label, required=required, help_text=hint, error_messages={"required": MISSING}
    )


class TakeForm(WorkForm):
    """Whom for, from whom, and what is said. Nothing here is looked up."""

    name = line(
        say("Para quién es", "Who it is for"),
        hint=say("Nombre y apellidos, como los diga.", "Names as the caller gives them."),
    )
    born = forms.IntegerField(
        label=say("Año de nacimiento", "Year of birth"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": say("Un año con cuatro cifras, como 1990.", "A four-digit year, such as 1990.")
        },
    )
    caller = line(say("Quién lo deja", "Who is leaving it"))
    relation = choice(
        say("Parentesco o relación que dice tener", "Stated relationship to the person"),
        pairs(messages.RELATIONS),
    )
    phone = line(say("Cómo se le localiza", "How to contact them"), required=False)
    words = long_text(say("El recado, con sus palabras", "The message, in their words"), rows=4, most=1000)


class ChooseForm(WorkForm):
    """What the person chose, said to her officer."""

    outcome = choice(say("Qué eligió la persona", "What the person chose"), pairs(messages.CHOICES))
    words = long_text(
        say("Si contesta: sus palabras", "If there is an answer: the person's words"),
        rows=3,
        required=False,
        most=1000,
        hint=say(
            "Se le dicen tal cual a quien preguntó, y nada más.",
            "They are passed on exactly as they are to the person who asked, and nothing else.",
        ),
    )
    told_safely = ticked(
        say(
            "Se le dijo a la persona, a solas, en un contacto seguro",
            "The person was told in private, during a safe contact",
        ),
        hint=say("No hace falta si no es la persona.", "Not needed if it is not the person."),
    )


class NameForm(WorkForm):
    """Somebody she names."""

    kind = choice(say("Qué dijo la persona", "What the person said"), pairs(messages.NAMED))
    name = line(say("Nombre, o cómo le dicen", "Name, or what people call them"))
    phone = line(say("Teléfono", "Telephone"), required=False)


class NewForm(WorkForm):
    """Who is sought, who asks, and what is known."""

    def __init__(self, staff, data: Any = None) -> None:
        super().__init__(data)
        self.fields["origin"] = choice(say("Quién lo pide", "Who asks"), pairs(searches.ORIGINS))
        self.fields["who"] = line(say("A quién se busca", "Who is being sought"))
        self.fields["asker"] = line(
            say("Quién lo pide, y cómo se le localiza", "Who is asking, and how to contact them"),
            most=300,
        )
        self.fields["known"] = long_text(
            say("Qué se sabe", "What is known"),
            required=False,
            most=4000,
            hint=say(
                "Dónde y cuándo se le vio, señas, con quién iba. Sin fotos ni muestras.",
                "Where and when last seen, description, who with. No photographs or samples.",
            ),
        )
        self.fields["owner"] = owner_field(staff)


def owner_field(staff) -> forms.ChoiceField:
    return choice(
        say("A cargo de", "In charge"),
        [(str(user.id), user.display_name) for user in staff],
        radio=False,
    )


def quiet_day(label: Any, hint: Any = "") -> forms.DateField:
    found = day(label, hint=hint, kind=QuietDay)
    found.required = False
    return found


class StepForm(WorkForm):
    """What was asked on a day."""

    kind = choice(say("Dónde se preguntó", "Where it was asked"), pairs(searches.STEPS))
    on = day(say("Qué día", "Date"))
    result = choice(say("Resultado", "Outcome"), pairs(searches.RESULTS))
    words = long_text(
        say("Con quién se habló y qué dijo", "With whom, and what was said"),
        rows=2,
        required=False,
        most=1000,
        hint=say(
            "De un albergue, nada: ahí nunca se pregunta por nadie.",
            "Nothing about a shelter: nobody is ever asked for there.",
        ),
    )
    chase_on = quiet_day(
        say("Cuándo se vuelve a preguntar", "When to ask again"),
        say("Vacío: en una semana.", "Blank: in a week."),
    )


class OfficeForm(WorkForm):
    """What a forensic office is asked."""

    office = line(say("A qué oficina se pidió", "Which office was asked"))
    asked = line(say("Qué se le pidió", "What it was asked"), required=False, most=300)
    on = day(say("Qué día", "Date"))
    sample = line(
        say("Familiar que dio muestra", "Relative who gave a sample"),
        required=False,
        hint=say(
            "Solo quién; la muestra y lo que diga no entran aquí.",
            "Only who; the sample and its results are never recorded here.",
        ),
    )
    agreed_on = quiet_day(say("Día en que aceptó", "Date of consent"))


class ResultForm(WorkForm):
    """Its answer, in a code."""

    result = choice(say("Qué dice", "What it says"), pairs(searches.IDENTIFIED))
    authority = line(say("Qué autoridad lo dice", "Which authority says so"), required=False)
    on = quiet_day(say("De qué día", "Of which day"))


class TellForm(WorkForm):
    """A person told the family."""

    way = choice(
        say("Cómo se lo dijo usted a la familia", "How you told the family"),
        pairs(searches.TOLD_WAYS),
    )
    on = day(say("Qué día", "Date"))


class RemainsForm(WorkForm):
    """What the family wishes, and who bears it."""

    def __init__(self, aids, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["wish"] = choice(
            say("Qué desea la familia", "What the family wishes"), pairs(searches.WISHES)
        )
        self.fields["bearer"] = choice(say("Quién cubre el costo", "Who pays"), pairs(searches.BEARERS))
        self.fields["aid_kind"] = choice(
            say("Si es un apoyo: cuál", "If it is aid: which"),
            [("", say("Ninguno", "None")), *aids],
            required=False,
            radio=False,
        )


class EndForm(WorkForm):
    """How it ends; of somebody found, her choice."""

    state = choice(say("Cómo termina", "How it ends"), pairs(searches.STATES, "open"))
    may_know = choice(
        say("Si se le encontró: qué puede saber la familia", "If found: what the family may be told"),
        pairs(searches.MAY_KNOW),
        required=False,
        hint=say(
            "Lo elige la persona. Sin su respuesta no se cierra.",
            "The person decides. It cannot be closed without an answer.",
        ),
    )
    words = long_text(
        say("Sus palabras, o cómo terminó", "The person's words, or how it ended"),
        rows=3,
        required=False,
        most=2000,
    )


class OwnerForm(WorkForm):
    """Somebody else in charge."""

    def __init__(self, staff, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["owner"] = owner_field(staff)


class DeathForm(WorkForm):
    """What is known, and who says so."""

    authority = line(say("Qué autoridad u hospital lo dice", "Which authority or hospital says so"))
    died_on = quiet_day(say("Fecha del fallecimiento", "Date of death"))
    how = long_text(
        say("Cómo se supo y qué papel lo dice", "How it is known, and which document says so"),
        rows=3,
        most=1500,
    )


class ToldForm(WorkForm):
    """Who heard it, from a person."""

    kind = choice(
        say("A quién se le dijo", "Who was notified"),
        [
            ("family", say("La familia", "The family")),
            ("authority", say("Una autoridad", "An authority")),
            ("other", say("Alguien más", "Somebody else")),
        ],
    )
    who = line(
        say("A quién se le dijo, y quién se lo dijo de viva voz", "Who was told, and by whom"),
        most=300,
    )


class FoundForm(WorkForm):
    """How it is known that she lives."""

    how = long_text(
        say("Cómo se sabe que vive", "How it is known that the person is alive"), rows=3, most=1500
    )
