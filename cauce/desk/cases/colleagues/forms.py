"""The forms among colleagues: a sheet for the next person, a question, an answer, that she was told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django import forms

from cauce.cases.rules.handover import IN_PERSON, LONGEST, PARTS
from cauce.content.model import Text
from cauce.staff.offices.models import User
from cauce.ui.fields import QuietText, WorkForm, choice, long_text, words
from cauce.ui.moment_field import MomentField
from cauce.ui.words import say


class SheetForm(WorkForm):
    """The parts of the sheet; what has nothing to say stays empty."""

    def __init__(self, content: Mapping[str, str], data=None) -> None:
        super().__init__(data)
        for name, (title, hint) in PARTS.items():
            self.fields[name] = long_text(
                words(title), hint=words(hint), rows=3, required=False, most=LONGEST, kind=QuietText
            )
            self.fields[name].initial = content.get(name, "")


class ToldForm(WorkForm):
    """How and when the person was told: face to face, or in a way that is safe."""

    def __init__(self, ways: Iterable[tuple[str, Text]], time_zone: str, data=None) -> None:
        super().__init__(data)
        rows = [(id, words(title)) for id, title in ways if id != IN_PERSON]
        self.fields["way"] = choice(
            say("Cómo se le dijo", "How the person was told"),
            [(IN_PERSON, say("En persona", "In person")), *rows],
            hint=""
            if rows
            else say("No hay otro medio marcado como seguro.", "No other channel is marked as safe."),
        )
        self.fields["at"] = MomentField(
            time_zone, label=say("Cuándo se le informó", "When the person was told")
        )


class MetForm(WorkForm):
    """When the person met whoever attends them now."""

    def __init__(self, time_zone: str, data=None) -> None:
        super().__init__(data)
        self.fields["at"] = MomentField(time_zone, label=say("Cuándo se conocieron", "When they met"))


class AskForm(WorkForm):
    """Whom to ask, and what."""

    question = long_text(
        say("Qué quiere saber", "What you would like to know"),
        rows=4,
        most=LONGEST,
        hint=say(
            "Sin nombres. Quien contesta da su opinión; usted decide.",
            "No names. Your colleague gives an opinion; you decide.",
        ),
    )

    def __init__(self, people: Sequence[User], data=None) -> None:
        super().__init__(data)
        self.people = {str(one.id): one for one in people}
        self.fields["of"] = choice(
            say("A quién le pregunta", "Whom you ask"),
            [(id, one.display_name) for id, one in self.people.items()],
        )
        self.order_fields(["of", "question"])


class AnswerForm(forms.Form):
    """What one thinks."""

    use_required_attribute = False
    answer = long_text(
        say("Lo que usted haría, y por qué", "What you would do, and why"), rows=5, most=LONGEST
    )
