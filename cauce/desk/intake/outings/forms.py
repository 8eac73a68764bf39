"""What is typed of an outing: where and when, who goes, and its counts. Nothing of anybody attended."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from cauce.intake.outings.actions import Facts
from cauce.intake.outings.models import Outing
from cauce.intake.outings.rules import MOST_PEOPLE, PARTS
from cauce.intake.outings.words import COVER_NAMES, ZONES
from cauce.protocol.editions.access import current_edition
from cauce.staff.offices.models import Post
from cauce.staff.offices.picker import post_field
from cauce.ui.fields import MISSING, WorkForm, choice, line, words
from cauce.ui.words import say

BAD_DAY = say(
    "Ese día no se entiende. Escríbalo como 2026-05-31 o elíjalo.",
    "That date was not understood. Write it like 2026-05-31 or choose it.",
)
BAD_HOUR = say(
    "Esa hora no se entiende. Escríbala como 9:30.", "That time was not understood. Write it like 9:30."
)
NO_ZONE = say(
    "Falta la zona horaria del lugar. Elíjala: puede no ser la del consulado.",
    "The time zone of the place is missing. Choose it: it may not be that of the post.",
)
BAD_COUNT = say(f"Escriba un número de 0 a {MOST_PEOPLE}.", f"Write a number from 0 to {MOST_PEOPLE}.")


def date_field(label: Any, hint: Any = "", *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"required": MISSING, "invalid": BAD_DAY},
    )


def hour_field(label: Any, hint: Any = "") -> forms.TimeField:
    return forms.TimeField(
        label=label,
        help_text=hint,
        input_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": MISSING, "invalid": BAD_HOUR},
    )


def count_field(label: Any, hint: Any = "", *, required: bool = True) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        required=required,
        min_value=0,
        max_value=MOST_PEOPLE,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": MISSING,
            "invalid": BAD_COUNT,
            "min_value": BAD_COUNT,
            "max_value": BAD_COUNT,
        },
    )


class FactsForm(WorkForm):
    """Where and when, on the clock of the place. ``posts``: the choice where there is more than one."""

    def __init__(self, posts: list[Post], data=None, initial=None) -> None:
        super().__init__(data, initial=initial)
        states = current_edition().catalogues["us_states"]
        if len(posts) > 1:
            self.fields["post"] = post_field(say("De qué consulado", "Of which post"), posts, first=None)
        self.fields |= {
            "venue": line(
                say("Lugar", "Place"),
                most=120,
                hint=say(
                    "Un lugar público: escuela, biblioteca, centro comunitario. Sin nombres de personas.",
                    "A public place: school, library, community centre. No names of people.",
                ),
            ),
            "city": line(say("Ciudad", "City"), most=80),
            "state": choice(
                say("Estado", "State"),
                [("", "–"), *((r["code"], say(r["name_es"], r["name_en"])) for r in states)],
                radio=False,
            ),
            "time_zone": forms.ChoiceField(
                label=say("Zona horaria del lugar", "Time zone of the place"),
                error_messages={"required": NO_ZONE},
                choices=[("", "–"), *((id, words(name)) for id, name in ZONES.items())],
                help_text=say(
                    "Puede no ser la del consulado. Todas las horas de esta jornada son las del lugar.",
                    "It may differ from the post's. All times of this outing are local to the place.",
                ),
            ),
            "first_on": date_field(say("Primer día", "First day")),
            "last_on": date_field(
                say("Último día", "Last day"),
                say("Si es un solo día, déjelo vacío.", "If it is a single day, leave blank."),
                required=False,
            ),
            "opens": hour_field(
                say("Abre", "Opens"), say("Hora local del lugar.", "Local time at the place.")
            ),
            "closes": hour_field(say("Cierra", "Closes")),
            "private_place": line(
                say("Dónde se conversará a solas", "Where private conversations will take place"),
                required=False,
                hint=say(
                    "Si no se sabe todavía, déjelo vacío: se le recordará a tiempo.",
                    "If not known yet, leave blank: you will be reminded in time.",
                ),
            ),
            "people": count_field(say("Personas que se esperan", "People expected")),
            "volunteers": count_field(
                say("Personas voluntarias", "Volunteers"),
                say("Cuántas; sin nombres.", "How many; no names."),
                required=False,
            ),
            "point": line(
                say("Punto en el mapa, si lo tiene", "Point on the map, if you have it"),
                required=False,
                most=60,
                hint=say(
                    "Como 29.76, -95.37. Sirve para saber qué hay cerca; no sale del sistema.",
                    "Like 29.76, -95.37. Used to find what is nearby; it never leaves this system.",
                ),
            ),
        }

    def facts(self) -> Facts:
        """As the act takes it."""
        given = dict(self.cleaned_data)
        given.pop("post", None)
        given["last_on"] = given["last_on"] or given["first_on"]
        given["volunteers"] = given["volunteers"] or 0
        return Facts(**given)


def initial_of(outing: Outing) -> dict[str, Any]:
    """What an outing says now, as the form shows it."""
    known = outing.latitude is not None and outing.longitude is not None
    names = (
        "venue",
        "city",
        "state",
        "time_zone",
        "first_on",
        "last_on",
        "opens",
        "closes",
        "people",
        "volunteers",
        "private_place",
    )
    return {name: getattr(outing, name) for name in names} | {
        "point": f"{outing.latitude:g}, {outing.longitude:g}" if known else ""
    }


class TeamForm(WorkForm):
    """Who does what, which telephones go, and which languages are expected."""

    ROWS = 3  # of languages that may be added at once
    optional = say("(puede quedar vacío)", "(may stay empty)")

    def __init__(self, people, phones, outing: Outing, data=None) -> None:
        super().__init__(data)
        held: dict[str, list[str]] = {part: [] for part in PARTS}
        gone: dict[str, str] = {}
        for one in outing.members.all():
            held[one.part].append(str(one.user_id))
            gone[str(one.user_id)] = one.user.display_name
        choices = list({**gone, **dict(people)}.items())
        for part, name in PARTS.items():
            self.fields[part] = forms.MultipleChoiceField(
                label=words(name),
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=choices,
                initial=held[part],
            )
        chosen = {str(one.device_id): one.device.name for one in outing.phones.all()}
        self.fields["phones"] = forms.MultipleChoiceField(
            label=say("Teléfonos que van", "Telephones to take"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            initial=list(chosen),
            choices=list({**chosen, **dict(phones)}.items()),
            help_text=say(
                "De «Equipos móviles». Uno va a una sola jornada cada día.",
                "From “Mobile devices”. Each can go on one outing a day.",
            ),
        )
        rows = [(one.language, one.cover) for one in outing.tongues.all().order_by("id")]
        names = [
            (r["code"], say(r["name_es"], r["name_en"])) for r in current_edition().catalogues["languages"]
        ]
        covers = [(code, words(name)) for code, name in COVER_NAMES.items()]
        self.many = len(rows) + self.ROWS
        for n in range(self.many):
            tongue, cover = rows[n] if n < len(rows) else ("", "nobody")
            self.fields[f"tongue_{n}"] = forms.ChoiceField(
                label=say("Lengua", "Language"),
                choices=[("", "–"), *names],
                required=False,
                initial=tongue,
            )
            self.fields[f"cover_{n}"] = forms.ChoiceField(
                label=say("Quién interpreta", "Who interprets"),
                choices=covers,
                required=False,
                initial=cover,
            )

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"tongue_{n}"], self[f"cover_{n}"]) for n in range(self.many)]

    def parts(self) -> list[forms.BoundField]:
        return [self[part] for part in PARTS]

    def given(self) -> dict[str, Any]:
        """As the act takes it."""
        said = self.cleaned_data
        tongues = {
            said[f"tongue_{n}"]: said[f"cover_{n}"] or "nobody"
            for n in range(self.many)
            if said.get(f"tongue_{n}")
        }
        return {
            "members": {part: set(said[part]) for part in PARTS},
            "phones": {UUID(one) for one in said["phones"]},
            "tongues": tongues,
        }


class CountsForm(WorkForm):
    """Numbers alone; what nobody counted stays empty."""

    optional = say("(si se contó)", "(if counted)")

    def __init__(self, outing: Outing, data=None) -> None:
        super().__init__(
            data, initial={name: getattr(outing, name) for name in ("offered", "sheets", "talks", "opened")}
        )
        self.fields |= {
            "offered": count_field(
                say("Personas a quienes se ofreció", "People it was offered to"), required=False
            ),
            "sheets": count_field(
                say("Hojas y juegos de papel requisitados", "Sheets and paper kits filled in"), required=False
            ),
            "talks": count_field(say("Conversaciones a solas", "Private conversations"), required=False),
            "opened": count_field(say("Casos que se abrieron", "Cases that were opened"), required=False),
        }
