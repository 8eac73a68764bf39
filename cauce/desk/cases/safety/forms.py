"""Is the person safe, well, of age, and understood? Asked alone, before any other question.

Follows the immediate triage of the Toolbox; the wording is ours. Each question that becomes a fact
says which answer sets it: «sleeps safe: no» is «needs a place to sleep».
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from cauce.intake.screenings.known import MORE
from cauce.ui.moment_field import MomentField
from cauce.ui.words import say

from ..frame.answers import NO, NOT_ASKED, YES, as_fact, question
from ..frame.told import Already

CHECK_AGE = say("Revise la edad: de 0 a 120 años.", "Check the age: from 0 to 120.")

# Question → fact, and whether a yes means that the fact holds.
SAFETY = {
    "danger": ("danger.immediate", True),
    "family": ("danger.family", True),
    "phone_watched": ("need.phone", True),
}
NEEDS = {
    "hurt": ("need.medical", True),
    "sexual": ("violence.sexual_recent", True),
    "pregnant": ("person.pregnant", True),
    "self_harm": ("need.psychological", True),
    "sleeps_safe": ("need.shelter", False),
    "eaten": ("need.food", False),
    "clothing": ("need.clothing", True),
    "children": ("person.with_children", True),
}
TONGUE = {
    "indigenous": ("person.indigenous_language", True),
    "interpreter": ("person.needs_interpreter", True),
    "support": ("person.needs_support", True),
}
# On what a doubt about the age may rest: without one, attention changes and nobody is told.
GROUNDS = (
    ("", say("Ninguna de estas, o no se sabe", "None of these, or not known")),
    ("person_said", say("Lo que la persona dijo", "What the person said")),
    ("document", say("Un documento", "A document")),
    ("seen_and_written", say("Algo que se vio y quedó escrito", "Something seen and written down")),
)
# From this age on, a doubt that nobody marked is none; nearer to 18, or under it, it is always asked.
PLAINLY_GROWN = 21
# What of it counts at the next contact too, only where that still holds.
WHO_WAITS = MORE["expected"]
# These two alone send to the emergency route.
RED = ("danger", "self_harm")


def _questions() -> dict[str, forms.Field]:
    return {
        "alone": question(
            say(
                "¿Está a solas y puede hablar sin que nadie oiga?",
                "Is the person alone and able to talk without being overheard?",
            ),
            say(
                "Si no, no siga: busque otro momento o un motivo para separarse.",
                "If not, do not continue: find another moment, or a reason to speak separately.",
            ),
        ),
        "danger": question(
            say(
                "¿Corre peligro en este momento o en las próximas horas?",
                "Is there danger right now or in the next hours?",
            )
        ),
        "expected": question(
            say(
                "¿Alguien le espera afuera, o espera que vuelva a cierta hora?",
                "Is somebody waiting outside, or expecting them back by a certain time?",
            )
        ),
        "phone_watched": question(
            say(
                "¿Alguien revisa su teléfono o la ubica por el teléfono?",
                "Does anybody check their telephone, or locate them through it?",
            )
        ),
        "family": question(
            say(
                "¿Alguien de su familia, aquí o en México, podría sufrir daño?",
                "Could a family member, here or in Mexico, be harmed?",
            )
        ),
        "hurt": question(
            say(
                "¿Tiene una herida, una enfermedad o le falta una medicina?",
                "Is there an injury, an illness or a medicine they need?",
            )
        ),
        "sexual": question(
            say(
                "¿Necesita atención médica por algo que le hicieron a su cuerpo en estos días?",
                "Is medical care needed for something done to the person's body in the last few days?",
            ),
            say(
                "Se pregunta igual a mujeres, hombres, niñas y niños. Basta un sí: no pida detalles.",
                "Asked of women, men, girls and boys alike. A yes is enough: do not ask for details.",
            ),
        ),
        "pregnant": question(say("¿Hay un embarazo que cuidar?", "Is there a pregnancy to care for?")),
        "self_harm": question(
            say(
                "¿Ha pensado en hacerse daño o en no querer vivir?",
                "Are there thoughts of self-harm or of not wanting to live?",
            )
        ),
        "sleeps_safe": question(
            say("¿Tiene dónde dormir hoy, a salvo?", "Is there a safe place to sleep tonight?")
        ),
        "eaten": question(say("¿Ha podido comer hoy?", "Has the person been able to eat today?")),
        "clothing": question(
            say("¿Necesita ropa o artículos de higiene?", "Are clothing or hygiene items needed?")
        ),
        "children": question(
            say("¿Tiene niñas o niños a su cuidado?", "Are there children in the person's care?")
        ),
        "indigenous": question(
            say(
                "¿Habla una lengua indígena y prefiere usarla?",
                "Does the person speak an Indigenous language and prefer to use it?",
            )
        ),
        "interpreter": question(
            say(
                "¿Hace falta intérprete, también de lengua de señas?",
                "Is an interpreter needed, sign language included?",
            ),
            say("Quien acompaña nunca interpreta.", "A companion never interprets."),
        ),
        "support": question(
            say(
                "¿Hay algún apoyo que le facilite entender, comunicarse o moverse?",
                "Would any support help the person understand, communicate or move around?",
            ),
            say(
                "Se pregunta a toda la gente, y nunca el diagnóstico.",
                "Everybody is asked, and never the diagnosis.",
            ),
        ),
        "doubt": question(
            say(
                "¿Hay algo que haga dudar de que ya cumplió 18 años?",
                "Does anything cast doubt on the person having turned 18?",
            ),
            say(
                "Si hay duda, se atiende como niña, niño o adolescente. Desde 21 años, solo si la hay.",
                "If in doubt, treated as a child or adolescent. From 21 on, only where there is doubt.",
            ),
        ),
    }


PLACES = {name: f"safety:{name}" for name in _questions()}


class SafetyForm(forms.Form):
    """The triage. Nothing is compulsory: what was not asked stays «not asked»."""

    SECTIONS = (
        (
            say("A solas", "Alone"),
            ("alone", "danger", "expected", "expected_when", "sought_in", "phone_watched", "family"),
        ),
        (
            say("Salud, comida y techo", "Health, food and shelter"),
            ("hurt", "sexual", "pregnant", "self_harm", "sleeps_safe", "eaten", "clothing", "children"),
        ),
        (
            say("Edad y lengua", "Age and language"),
            ("age", "doubt", "doubt_ground", "indigenous", "tongue", "interpreter", "support"),
        ),
        (say("Para cuidar", "To take care"), ("note", "happened_at")),
    )

    owed: frozenset[str] = frozenset()  # questions that the Protocol asks for now

    def __init__(
        self,
        time_zone: str,
        data=None,
        initial=None,
        *,
        grounded: bool = True,
        doubted: bool = False,
        already: Already | None = None,
        age: int | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.grounded = grounded  # False: the edition of the case knows no ground of a doubt
        self.doubted = doubted  # a doubt on record ends only when somebody says so
        self.already = already  # None: nothing was told before
        self.age_now = age  # None: it is not known, or not whether there is doubt
        shown = already.shown.get("age", "") if data and already is not None else ""
        self.known_age = int(shown) if shown.isdecimal() else age  # as it stood when the page was opened
        if age is not None:
            self.initial["age"] = age
        self.fields |= _questions()
        if already is not None:
            already.put_into(self)
        self.fields["expected_when"] = forms.CharField(
            label=say("¿Quién, y a qué hora?", "Who, and by when?"), required=False, max_length=300
        )
        self.fields["sought_in"] = forms.CharField(
            label=say("¿En qué ciudad la buscarían?", "In which city would they look for the person?"),
            required=False,
            max_length=80,
            help_text=say(
                "Ciudad y estado: «Katy, Texas». El directorio descarta lo que está en esa ciudad.",
                "City and state: “Katy, Texas”. The directory rules out whatever is in that city.",
            ),
        )
        self.fields["age"] = forms.IntegerField(
            label=say("¿Cuántos años cumplidos tiene?", "Age in completed years?"),
            required=False,
            validators=[MinValueValidator(0, CHECK_AGE), MaxValueValidator(120, CHECK_AGE)],
            widget=forms.NumberInput(attrs={"min": 0, "max": 120, "inputmode": "numeric"}),
        )
        self.fields["doubt_ground"] = forms.ChoiceField(
            label=say("Si hay duda, ¿en qué se funda?", "If in doubt, what does it rest on?"),
            required=False,
            choices=GROUNDS,
            help_text=say(
                "Verse joven no es fundamento. Sin uno, se atiende como menor de edad y no se avisa a nadie.",
                (
                    "Looking young is no ground. Without one, the person is attended as a "
                    "minor and nobody is told."
                ),
            ),
        )
        self.fields["tongue"] = forms.CharField(
            label=say("¿Qué lengua, y de qué comunidad?", "Which language, of which community?"),
            required=False,
            max_length=200,
        )
        self.fields["note"] = forms.CharField(
            label=say("Cuidados de seguridad", "Safety notes"),
            required=False,
            max_length=5000,
            help_text=say(
                "Solo lo necesario para la atención, sin relato. Queda bajo llave.",
                "Only what is needed for care; no account. Kept sealed.",
            ),
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self.fields["happened_at"] = MomentField(time_zone)

    def sections(self) -> list[dict[str, Any]]:
        """The groups of questions. The longer ones are folded unless the Protocol asks for them now, or
        something in them is answered or wrong."""
        found = []
        for title, names in self.SECTIONS:
            fields = [self[name] for name in names]
            found.append(
                {
                    "title": title,
                    "fields": fields,
                    "age": "age" in names,
                    "folded": "alone" not in names and "note" not in names,
                    "open": not self.owed.isdisjoint(names)
                    or any(f.errors or f.value() not in ("", None) for f in fields),
                    "questions": sum(isinstance(f.field, forms.ChoiceField) for f in fields),
                }
            )
        return found

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        age, doubt = given.get("age"), given.get("doubt")
        if age is not None and age == self.known_age and not self.doubted:
            return given  # told before: nothing new was said of it
        if age is not None and age >= PLAINLY_GROWN and doubt == NOT_ASKED and not self.doubted:
            given["doubt"] = NO
        elif age is not None and doubt not in (YES, NO):
            self.add_error(
                "doubt",
                say(
                    "Ya registró una edad: indique también si hay duda, sí o no.",
                    "You recorded an age: also say whether there is doubt, yes or no.",
                ),
            )
        return given

    @property
    def carried(self) -> list[str]:
        """What stands filled in, for the page to send back."""
        found = self.already.carried if self.already is not None else []
        if not self.is_bound and self.known_age is not None:
            found = [*found, f"age:{self.known_age}"]
        return found

    def facts_of(self, questions: dict[str, tuple[str, bool]], known: Mapping[str, Any]) -> dict[str, bool]:
        """What these questions made known; an answer that is no yes and no no makes nothing known, and one
        that only repeats what is known says nothing anew."""
        found = {}
        for name, (fact, holds) in questions.items():
            answer = as_fact(self.cleaned_data[name])
            if answer is None or (self.only_repeats(name) and known.get(fact) is (answer is holds)):
                continue
            if self.only_repeats(name) and not self.still_so(name):
                continue  # it stood there, and was told otherwise or passed before it was sent
            found[fact] = answer is holds
        return found

    def only_repeats(self, name: str) -> bool:
        """Whether the answer is one that was told before, neither changed nor confirmed here."""
        return self.already is not None and self.already.untouched(name, self.cleaned_data[name])

    def still_so(self, name: str) -> bool:
        return self.already is not None and self.already.still_so(name, self.cleaned_data[name])

    def age_facts(self) -> dict[str, Any]:
        """Age and doubt together: one without the other would leave the child's branch undecided."""
        found: dict[str, Any] = {}
        age = self.cleaned_data["age"]
        if age is not None and not (age == self.known_age != self.age_now):
            found["person.age"] = age
        if (doubt := as_fact(self.cleaned_data["doubt"])) is not None:
            found["person.age_doubt"] = doubt
            ground = self.cleaned_data["doubt_ground"] if doubt else ""
            if ground or self.grounded:
                found["person.age_doubt_ground"] = ground or None
        return found

    def says_danger(self) -> bool:
        """Whether there is danger now, also on a form that is not valid."""
        return self.cleaned_data.get("danger") == YES or self.harms_self()

    def harms_self(self) -> bool:
        """Whether thoughts of self-harm were told here, now: danger, as in a talk, whatever else was said of
        danger in the same breath, until that is asked again."""
        return self.cleaned_data.get("self_harm") == YES and not self.only_repeats("self_harm")

    def asked_age(self) -> bool:
        """Whether something of the age was said that was not told before."""
        age = self.cleaned_data["age"]
        return (age is not None and age != self.known_age) or self.asked(("doubt",))

    def is_grown(self) -> bool:
        """Of age and without doubt; whatever else was answered is attended as a child's case."""
        age = self.cleaned_data["age"]
        return age is not None and age >= 18 and self.cleaned_data["doubt"] == NO

    def asked(self, questions) -> bool:
        given = self.cleaned_data
        return any(given[name] != NOT_ASKED and not self.only_repeats(name) for name in questions)

    def is_red(self) -> bool:
        return any(self.cleaned_data[name] == YES for name in RED)

    def kept(self) -> dict[str, Any]:
        """The answers as they were given, for the sealed section of safety."""
        given, none = self.cleaned_data, {"happened_at", *_questions()}
        more = {name: value for name, value in given.items() if name not in none and value not in ("", None)}
        return more | {name: answer for name, (answer, _) in self._answered().items()}

    def hours(self) -> dict[str, str]:
        """When each question was answered."""
        return {name: at.isoformat() for name, (_, at) in self._answered().items()}

    def settled(self) -> list[str]:
        """The questions of which a disagreement ended here."""
        already = self.already
        if already is None:
            return []
        return [name for name in self._answered() if already.settles(name, self.cleaned_data[name])]

    def _answered(self) -> dict[str, tuple[str, dt.datetime]]:
        """What was answered on this page and when; what only repeats what was told elsewhere stays there."""
        given, at = self.cleaned_data, self.cleaned_data["happened_at"]
        found = {}
        for name in _questions():
            said = given.get(name, NOT_ASKED)
            if said == NOT_ASKED:
                continue
            kept = self.already.kept(name, said, at) if self.already is not None else (said, at)
            if kept is None and name == "expected" and given.get(WHO_WAITS):
                kept = said, at  # who waits is said here
            if kept is not None:
                found[name] = kept
        return found
