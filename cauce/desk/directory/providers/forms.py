"""What to look for. Everything may be left empty: an empty field asks for nothing."""

from __future__ import annotations

import uuid

from django import forms

from cauce.directory.access import Wanted
from cauce.directory.records import Serves
from cauce.staff.offices.models import Post
from cauce.ui.words import say

from .words import TAKES, kinds, states

NO_PAPERS = ("any_status", say("personas sin papeles", "people without papers"))

ANY = ("", say("Cualquiera", "Any"))


class FindForm(forms.Form):
    """The search; also remembers, as ``for``, the case that somebody is looking for."""

    need = forms.ChoiceField(label=say("Qué hace falta", "What is needed"), required=False)
    state = forms.ChoiceField(label=say("Estado", "State"), required=False)
    city = forms.CharField(
        label=say("Ciudad", "City"),
        max_length=120,
        required=False,
        help_text=say("Se aplica solo si eligió un estado.", "Applies only if you choose a state."),
    )
    language = forms.CharField(
        label=say("Idioma", "Language"),
        max_length=60,
        required=False,
        help_text=say("Por ejemplo: español, mixteco.", "For instance: Spanish, Mixteco."),
    )
    q = forms.CharField(label=say("Palabras", "Words"), max_length=100, required=False)
    sex = forms.ChoiceField(
        label=say("Para quién", "For whom"),
        required=False,
        choices=[ANY, ("women", say("Mujeres", "Women")), ("men", say("Hombres", "Men"))],
    )
    takes = forms.MultipleChoiceField(
        label=say("Que reciba", "That takes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[*((name, say(words.es, words.en)) for name, (words, _) in TAKES.items()), NO_PAPERS],
    )
    current = forms.BooleanField(
        label=say("Solo fichas revisadas recientemente", "Only recently checked entries"),
        required=False,
    )

    def __init__(self, *given, **named) -> None:
        super().__init__(*given, **named)
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")
        self.fields["need"].choices = [
            ANY,
            *((code, say(text.es, text.en)) for code, text in kinds().items()),
        ]
        self.fields["state"].choices = [ANY, *((code, say(text.es, text.en)) for code, text in states())]

    def wanted(self, post: Post | None) -> Wanted:
        """What the access looks for; near the post where its place is known."""
        data, near = self.cleaned_data, None
        if post and post.latitude is not None and post.longitude is not None:
            near = (post.latitude, post.longitude)
        flags = {name: True for name in data["takes"]}
        serves = Serves(sex=data["sex"], **flags) if flags or data["sex"] else None
        return Wanted(
            kinds=(data["need"],) if data["need"] else (),
            state=data["state"],
            city=data["city"],
            near=near,
            language=data["language"],
            serves=serves,
            only_current=data["current"],
            text=data["q"],
        )

    @property
    def kept(self) -> dict[str, str]:
        """The case that the search is for goes along."""
        case = case_in(self.data.get("for")) if self.is_bound else ""
        return {"for": case} if case else {}

    @property
    def first(self) -> list[forms.BoundField]:
        return [self[name] for name in ("need", "state", "language")]

    @property
    def again(self) -> list[forms.BoundField]:
        return [self[name] for name in ("need", "language")]

    @property
    def folded(self) -> list[forms.BoundField]:
        return [self[name] for name in ("city", "sex", "takes", "current", "q")]

    def details_used(self) -> bool:
        """Whether something beyond need and place was asked for: then that part stays open."""
        names = ("city", "q", "sex", "takes", "current")
        return any(self.data.get(name) for name in names) if self.is_bound else False


def case_in(text: str | None) -> str:
    """The id of the case that is looked for; '' when the address brings none that can be one."""
    try:
        return str(uuid.UUID(text or ""))
    except ValueError:
        return ""
