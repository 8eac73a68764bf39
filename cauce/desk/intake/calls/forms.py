"""What is typed of a call: everything may stay open, because a line may be cut at any word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms

from cauce.content.model import Text
from cauce.content.model_toolbox import Instrument, Item, Section
from cauce.desk.cases.screening.forms_sitting import answers_to, conditions
from cauce.intake.calls import access
from cauce.protocol.editions.access import current_edition
from cauce.rules.dates import zone
from cauce.rules.screening import ANSWERS
from cauce.staff.offices.models import Post
from cauce.staff.offices.picker import post_field
from cauce.ui.fields import FOUR, WorkForm, choice, line, long_text, words
from cauce.ui.moment_field import MomentField
from cauce.ui.words import say

ANSWERED = FOUR[:4]
WAYS = ("phone_call", "text_message", "whatsapp", "comes_in", "none")
TELLS = {
    "reached": Text(es="Se habló con la persona", en="Spoke with the person"),
    "no_answer": Text(es="No contestó", en="No answer"),
    "other_answered": Text(es="Contestó otra persona", en="Somebody else answered"),
    "cut_off": Text(es="Se cortó", en="It was cut off"),
}
ENDS = {
    "helped": Text(
        es="Se pidió ayuda y llegó, o va en camino", en="Help was called and has arrived, or is on its way"
    ),
    "information_given": Text(es="Se orientó", en="Guidance was given"),
    "declined_to_talk": Text(es="No quiso hablar", en="The person did not want to talk"),
    "not_reached": Text(es="No se logró hablar", en="The person could not be reached"),
    "no_call": Text(es="Número equivocado, o se anotó por error", en="Wrong number, or noted by mistake"),
}
LOST = "line_lost"
# Asked around the word itself: whether one is agreed, and below it whether it was said.
AGREED, SAID = "code_word", "code_said"
CHECKED = "recording_off"  # of the officer: it stands among no questions to the person
APART = (AGREED, SAID, CHECKED)
AS_ANSWERED = say("Lo contestado arriba", "As answered above")
BAD_HOUR = say(
    "Esa hora no se entiende. Escríbala como 21:30.",
    "That time was not understood. Write it like 21:30.",
)


def hour(label: Any, hint: Any = "") -> forms.TimeField:
    """An hour of the clock, that may stay open."""
    return forms.TimeField(
        label=label,
        help_text=hint,
        required=False,
        error_messages={"invalid": BAD_HOUR},
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )


class LaterField(MomentField):
    """A local day and hour to come; empty: none was agreed."""

    def __init__(self, time_zone: str, **more: Any) -> None:
        super().__init__(time_zone, required=False, initial=None, **more)


def _languages() -> list[tuple[str, Any]]:
    rows = {row["code"]: row for row in current_edition().catalogues["languages"]}
    order = ["spa", "eng", *(code for code in rows if code not in ("spa", "eng"))]
    return [
        ("", say("No se sabe", "Not known")),
        *((code, say(rows[code]["name_es"], rows[code]["name_en"])) for code in order if code in rows),
    ]


class IntakeForm(WorkForm):
    """One page: is there danger, is it safe, the way back, the signs of the instrument. No name is asked."""

    optional = ""

    def __init__(
        self,
        instrument: Instrument,
        posts: Iterable[Post],
        time_zone: str,
        data=None,
        initial=None,
    ) -> None:
        super().__init__(data, initial=initial)
        lists = current_edition().catalogues
        self.instrument, names = instrument, {one.id: one.title for one in lists["channels"]}
        self.fields["post"] = post_field(
            say("De qué consulado es", "Which post it belongs to"), posts, first=None
        )
        self.fields["channel"] = choice(
            say("Por dónde llamó", "How the call came in"),
            [(id, words(names[id])) for id in access.channels()],
            radio=False,
        )
        self.heard = [one for one in instrument.items if one.section == "heard"]
        # Of a line that was cut a button tells.
        self.asked = [one for one in instrument.items if one not in self.heard and one.id != LOST]
        self.fields["heard"] = forms.MultipleChoiceField(
            label=say("Se oyó", "Heard"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[(one.id, words(one.text)) for one in self.heard],
        )
        for one in instrument.items:
            if one in self.asked:
                self.fields[one.id] = forms.ChoiceField(
                    label=words(one.text),
                    help_text=words(one.help) if one.help else "",
                    required=False,
                    choices=answers_to(one, asked=ANSWERED),
                    widget=forms.RadioSelect,
                )
        self._back(time_zone, {one.id: one.title for one in lists["contact_ways"]})

    def _back(self, time_zone: str, ways: Mapping[str, Text]) -> None:
        tel = {"inputmode": "tel", "autocomplete": "off", "spellcheck": "false"}
        off = {"autocomplete": "off", "spellcheck": "false"}
        fields = {
            "listens": line(say("Quién escucha o está cerca", "Who is listening or nearby"), required=False),
            "word": line(
                say("Palabra de alarma", "Danger word"),
                required=False,
                most=60,
                hint=say(
                    "Si la persona la dice, no pregunte más y pida ayuda.",
                    "If they say it, ask nothing more and call for help.",
                ),
            ),
            "way": choice(
                say("Cómo devolver la llamada", "How to call back"),
                [("", AS_ANSWERED), *((id, words(ways[id])) for id in WAYS if id in ways)],
                required=False,
                radio=False,
            ),
            "number": line(say("Número", "Number"), required=False, most=40),
            "back_at": LaterField(
                time_zone,
                label=say("Cuándo, si acordaron hora", "When, if a time was agreed"),
                help_text=say("Hora local del consulado.", "Post local time."),
            ),
            "never_from": hour(say("Nunca llamar desde las", "Never call from this hour")),
            "never_to": hour(say("Nunca llamar hasta las", "Never call until this hour")),
            "language": choice(say("Lengua", "Language"), _languages(), required=False, radio=False),
            "place": line(
                say("Dónde está, o qué hay cerca", "Where the person is, or what is nearby"), required=False
            ),
            "note": long_text(
                say("Algo más", "Anything else"),
                rows=2,
                required=False,
                most=1000,
                hint=say("Sin nombres. Bajo llave.", "No names. Sealed."),
            ),
        }
        for name, field in fields.items():
            self.fields[name] = field
        self.fields["number"].widget.attrs |= tel
        for name in ("listens", "word", "place"):
            self.fields[name].widget.attrs |= off

    def answers(self) -> dict[str, str]:
        """What was answered; what stands open was not asked."""
        given = self.cleaned_data
        found = {one.id: given[one.id] for one in self.asked if given.get(one.id) in ANSWERS}
        return found | dict.fromkeys(given["heard"], "yes")

    def told(self) -> dict[str, Any]:
        """The words beside the answers, as they are sealed."""
        given = self.cleaned_data
        found = {
            name: given[name].strip()
            for name in ("listens", "word", "way", "number", "language", "place", "note")
        }
        hours = {
            name: given[name].strftime("%H:%M") if given[name] else "" for name in ("never_from", "never_to")
        }
        return found | hours

    def _rows(self, which: Callable[[Item], bool]) -> list[dict[str, Any]]:
        """The questions asked, each with the answers that open it ("": it stands there)."""
        return [
            {"field": self[one.id], "opens": "" if self[one.id].value() else conditions(one.ask_if)}
            for one in self.asked
            if which(one)
        ]

    def groups(self) -> dict[str, tuple[Section, list[dict[str, Any]]]]:
        """Each section of the instrument with its questions, by its id; what was heard is ticked apart."""
        return {
            part.id: (
                part,
                self._rows(lambda one, part=part: one.section == part.id and one.id not in APART),
            )
            for part in self.instrument.sections
        }

    def agreed(self) -> list[dict[str, Any]]:
        """Whether a danger word is agreed, above the word; empty: the instrument does not ask it."""
        return self._rows(lambda one: one.id == AGREED)

    def said(self) -> list[dict[str, Any]]:
        """Whether it was said, below the word; empty: the instrument does not ask it."""
        return self._rows(lambda one: one.id == SAID)

    def checked(self) -> list[dict[str, Any]]:
        """What the officer checks, with what they hear; empty: the instrument does not ask it."""
        return self._rows(lambda one: one.id == CHECKED)

    def back(self) -> list[forms.BoundField]:
        return [
            self[name]
            for name in (
                "listens",
                "way",
                "number",
                "back_at",
                "never_from",
                "never_to",
                "language",
            )
        ]


class _DeviceForm(WorkForm):
    """The questions about the telephone, then what happened."""

    def ask(self) -> None:
        rows = current_edition().catalogues["device_questions"]
        self.asked = [row.id for row in rows]
        for row in rows:
            self.fields[row.id] = forms.ChoiceField(
                label=words(row.title), choices=ANSWERED, required=False, widget=forms.RadioSelect
            )

    def ways(self) -> None:
        names = {one.id: one.title for one in current_edition().catalogues["contact_ways"]}
        self.fields["way"] = choice(
            say("Por dónde", "By which way"),
            [(id, words(names[id])) for id in access.BY_TELEPHONE],
            radio=False,
        )

    def device(self) -> dict[str, str]:
        return {id: self.cleaned_data[id] for id in self.asked if self.cleaned_data.get(id)}

    def given(self) -> dict[str, Any]:
        """What happened, and apart from it what was said of the telephone."""
        rest = {name: value for name, value in self.cleaned_data.items() if name not in self.asked}
        return rest | {"device": self.device()}

    def questions(self) -> list[forms.BoundField]:
        return [self[id] for id in self.asked]

    def others(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.asked]


class BackForm(_DeviceForm):
    """One attempt to call back."""

    def __init__(self, time_zone: str, data=None) -> None:
        super().__init__(data)
        self.ask()
        self.ways()
        self.fields["result"] = choice(
            say("Qué pasó", "What happened"), [(id, words(text)) for id, text in TELLS.items()]
        )
        self.fields["happened_at"] = MomentField(time_zone)
        self.fields["note"] = long_text(
            say("Nota", "Note"),
            rows=2,
            required=False,
            most=1000,
            hint=say("Queda bajo llave.", "Kept sealed."),
        )


class ContactForm(_DeviceForm):
    """An attempt by telephone to reach the person of a case."""

    def __init__(self, languages, results, said, time_zone: str, data=None, initial=None) -> None:
        super().__init__(data, initial=initial)
        self.ask()
        self.ways()
        self.fields["language"] = choice(say("En qué lengua", "In which language"), languages, radio=False)
        self.fields["result"] = choice(say("Qué pasó", "What happened"), results)
        self.fields["word_said"] = choice(say("La palabra acordada", "The agreed word"), said)
        self.fields["happened_at"] = MomentField(time_zone)
        self.fields["note"] = long_text(
            say("Nota", "Note"),
            rows=2,
            required=False,
            most=1000,
            hint=say("Queda bajo llave.", "Kept sealed."),
        )


class AddForm(WorkForm):
    """What the person of a call said later."""

    def __init__(self, data=None) -> None:
        super().__init__(data, prefix="add")
        self.fields["place"] = line(
            say("Dónde está, o qué hay cerca", "Where the person is, or what is nearby"), required=False
        )
        self.fields["number"] = line(
            say("Número, si el teléfono lo guardó", "Number, if the telephone kept it"),
            required=False,
            most=40,
        )
        self.fields["number"].widget.attrs["inputmode"] = "tel"
        self.fields["note"] = long_text(
            say("Qué más dijo", "What else they said"),
            rows=2,
            required=False,
            most=400,
            hint=say("Sin nombres. Bajo llave.", "No names. Sealed."),
        )
        for field in self.fields.values():
            field.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}


class EndForm(WorkForm):
    """How a call ended without a case."""

    def __init__(self, data=None) -> None:
        super().__init__(data, prefix="end")
        self.fields["outcome"] = choice(
            say("Cómo terminó", "How it ended"), [(id, words(text)) for id, text in ENDS.items()]
        )


class TurnForm(WorkForm):
    """One turn, or one like it each day or week."""

    def __init__(self, people: list[tuple[str, str]], time_zone: str, data=None, initial=None) -> None:
        super().__init__(data, initial=initial)
        self.zone = zone(time_zone)
        for name, label in (("start", say("Empieza", "Begins")), ("end", say("Acaba", "Ends"))):
            self.fields[name] = MomentField(time_zone, label=label, help_text="", initial=None)
        self.fields["first"] = choice(
            say("Primera persona", "First person"), [("", "–"), *people], radio=False
        )
        self.fields["second"] = choice(
            say("Segunda persona", "Second person"),
            [("", say("Nadie", "Nobody")), *people],
            required=False,
            radio=False,
        )
        self.fields["every"] = choice(
            say("Se repite", "Repeats"),
            [
                ("once", say("Una sola vez", "Once")),
                ("day", say("Cada día", "Each day")),
                ("week", say("Cada semana", "Each week")),
            ],
        )
        self.fields["until"] = forms.DateField(
            label=say("Hasta qué día se repite", "Until which day it repeats"),
            required=False,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%d/%m/%Y"],
            error_messages={"invalid": say("Ese día no se entiende.", "That date was not understood.")},
        )

    def given(self) -> dict[str, Any]:
        """As the act takes it: the hours of the wall."""
        found = dict(self.cleaned_data)
        for name in ("start", "end"):
            found[name] = found[name].replace(tzinfo=None)
        found["until"] = found["until"] or found["start"].date()
        return found
