"""What is typed about kits on paper: how many, which number, and what the paper says of when."""

from __future__ import annotations

from django import forms

from cauce.intake.kits.actions.printing import MOST_AT_ONCE
from cauce.intake.kits.rules import EXAMPLE, LONGEST
from cauce.intake.kits.words import PLACES
from cauce.protocol.editions.access import current_edition
from cauce.ui.fields import MISSING, WorkForm, choice, line, words
from cauce.ui.moment_field import MomentField
from cauce.ui.words import say


class PrintForm(WorkForm):
    """How many kits, and in which language they are written."""

    count = forms.IntegerField(
        label=say("Cuántos juegos", "How many kits"),
        min_value=1,
        max_value=MOST_AT_ONCE,
        initial=2,
        help_text=say(
            f"De 1 a {MOST_AT_ONCE}. Cada uno son siete hojas, unas diez páginas.",
            f"From 1 to {MOST_AT_ONCE}. Each is seven sheets, about ten pages.",
        ),
        widget=forms.NumberInput(attrs={"min": 1, "max": MOST_AT_ONCE, "inputmode": "numeric"}),
        error_messages={
            "required": MISSING,
            "invalid": say("Escriba un número.", "Write a number."),
            "min_value": say("Son muy pocos. Escriba 1 o más.", "Too few. Write 1 or more."),
            "max_value": say(
                f"Son demasiados de una vez. Escriba {MOST_AT_ONCE} o menos, y luego otros.",
                f"Too many at once. Write {MOST_AT_ONCE} or fewer, then others.",
            ),
        },
    )
    language = choice(
        say("Lengua del papel", "Language of the paper"),
        [("es", say("Español", "Spanish")), ("en", say("Inglés", "English"))],
    )


class NumberForm(WorkForm):
    """The number as it stands on a sheet."""

    number = line(
        say("Número del juego", "Number of the kit"),
        most=LONGEST,
        hint=say(
            f"Arriba de cada hoja, por ejemplo {EXAMPLE}.",
            f"At the head of each sheet, for instance {EXAMPLE}.",
        ),
    )


class GiveForm(WorkForm):
    """Where the kit is kept: a place or a position, never a person."""

    to = choice(
        say("Dónde se guarda", "Where it is kept"), [(id, words(text)) for id, text in PLACES.items()]
    )


class EnterForm(WorkForm):
    """Danger first; then when it began on paper, and into which case it goes."""

    optional = say("(según lo anterior)", "(depending on the answer above)")

    def __init__(self, time_zone: str, data=None) -> None:
        super().__init__(data)
        self.fields["danger"] = choice(
            say(
                "¿Alguna hoja dice que hay peligro ahora o en las próximas horas?",
                "Does any sheet mention danger now or in the next few hours?",
            ),
            [
                ("yes", say("Sí, o no se sabe si ya pasó", "Yes, or not known whether it is over")),
                ("no", say("No", "No")),
            ],
            hint=say("Mire primero la hoja «Turno».", "Look at the sheet “Turn” first."),
        )
        self.fields["happened_at"] = MomentField(
            time_zone,
            initial=None,
            label=say("Cuándo empezó, según el papel", "When it began, according to the paper"),
            help_text=say(
                "La fecha y la hora de la primera hoja escrita. Los plazos cuentan desde ahí, no desde hoy.",
                "Date and time of the first completed sheet. Deadlines run from then, not from today.",
            ),
            error_messages={
                "required": say(
                    "Falta la fecha y la hora que están en el papel.",
                    "The day and hour on the paper are missing.",
                )
            },
        )
        self.fields["into"] = choice(
            say("¿A qué caso va?", "Which case does it go into?"),
            [
                ("new", say("A uno nuevo, sin nombre", "A new one, without a name")),
                ("old", say("A uno que ya existe en este consulado", "One that this post has already")),
            ],
        )
        channels = current_edition().catalogues["channels"]
        self.fields["channel"] = forms.ChoiceField(
            label=say("Si es nuevo: por dónde llegó", "If new: how the person came"),
            required=False,
            choices=[("", say("Elija", "Choose")), *((c.id, words(c.title)) for c in channels)],
        )
        self.fields["folio"] = line(
            say("Si ya existe: su folio", "If it exists already: its folio"),
            required=False,
            most=20,
        )

    def clean(self):
        given = super().clean() or {}
        if given.get("into") == "new" and not given.get("channel"):
            self.add_error("channel", say("Elija por dónde llegó.", "Choose how it came."))
        if given.get("into") == "old" and not given.get("folio"):
            self.add_error("folio", say("Escriba el folio del caso.", "Write the folio of the case."))
        return given


class SheetForm(WorkForm):
    """When a sheet was written, or that it stayed blank."""

    def __init__(self, time_zone: str, data=None, suggested=None) -> None:
        super().__init__(data)
        self.fields["happened_at"] = MomentField(
            time_zone,
            initial=suggested,
            label=say("Fecha y hora que están en la hoja", "Day and hour on the sheet"),
            help_text=say("Cuándo ocurrió, no cuándo se copia.", "When it happened, not when it is copied."),
            error_messages={
                "required": say(
                    "Falta la fecha y la hora que están en el papel.",
                    "The day and hour on the paper are missing.",
                )
            },
        )
