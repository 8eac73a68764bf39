"""What is known, as a list to tick, and what a person concludes from it, with reasons."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms

from cauce.content.model import Text
from cauce.content.model_toolbox import Instrument
from cauce.protocol.editions.access import current_edition
from cauce.ui.fields import (
    MISSING,
    NOT_A_CHOICE,
    Quiet,
    QuietText,
    WorkForm,
    choice,
    long_text,
    with_hint,
    words,
)
from cauce.ui.words import say

SHORTEST = 20  # letters of a reason, as the act that concludes asks
GROUPS = {
    "act": Text(es="Qué hicieron", en="What was done"),
    "means": Text(es="Con qué medios", en="By what means"),
    "purpose": Text(es="Para qué", en="For what purpose"),
    "condition": Text(es="En qué condiciones", en="In what conditions"),
    "person": Text(es="De la persona", en="About the person"),
    "contrast": Text(es="Lo que indica lo contrario", en="What points the other way"),
    "observation": Text(es="Lo que se observó", en="What was observed"),
}

# When each is the one to choose: as the page holds it against the laws (``comparing.AGAINST``).
MEANS = {
    "possible": say(
        "Hay indicios y todavía no se sabe lo suficiente.", "There are signs, and not enough is known yet."
    ),
    "presumed": say(
        "Lo que se sabe apunta a ello; puede faltar algo. Abre los mismos pasos que «confirmada».",
        "What is known points to it; something may be missing. It opens the same steps as “confirmed”.",
    ),
    "confirmed": say(
        "Se reúnen los elementos de al menos una ley, y nada que falte saber lo cambiaría.",
        "Every element of at least one law is met, and nothing still to find out would change that.",
    ),
    "not_victim": say(
        "Lo que se sabe no reúne los elementos de ninguna ley. Los demás apoyos siguen.",
        "What is known meets the elements of no law. Other support continues.",
    ),
}


def _label(concept: Any, told: tuple[tuple[Instrument, str], ...]) -> Any:
    if not told:
        return words(concept.text)
    instrument, item_id = told[0]
    text = next(item.text for item in instrument.items if item.id == item_id)
    hint = say(f"Respondió a: {text.es}", f"Answered: {text.en}")
    return with_hint(words(concept.text), hint)


def _with_meaning(value: str, label: Any) -> Any:
    return with_hint(label, MEANS[value]) if value in MEANS else label


class Ticks(forms.CheckboxSelectMultiple):
    """Boxes that stand inside their labels: an id for each would only make the page heavier."""

    def create_option(self, *args: Any, **more: Any) -> dict[str, Any]:
        option = super().create_option(*args, **more)
        option["attrs"].pop("id", None)
        return option


class AssessmentForm(WorkForm):
    """The ticks begin with what the answers tell; the officer adds and takes away."""

    conclusion = Quiet(
        label=say("Usted concluye", "You conclude"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": NOT_A_CHOICE},
    )
    reasons = long_text(
        say("Por qué", "Why"),
        kind=QuietText,
        rows=6,
        hint=say(
            "Qué se sabe, qué falta, qué quitó o agregó y por qué.",
            "What is known, what is missing, what you added or removed, and why.",
        ),
    )

    differs = long_text(
        say(
            "Por qué su conclusión difiere de este resultado", "Why your conclusion differs from this result"
        ),
        kind=QuietText,
        hint=say("Lo lee quien firma, junto con sus razones.", "Whoever signs reads it with your reasons."),
    )
    differing: Sequence[Text] = ()  # laws that read otherwise: then the page asks why

    def __init__(self, known: Collection[str], told_by: Mapping[str, Any], data=None) -> None:
        super().__init__(data)
        edition = current_edition()
        fact = edition.facts["conclusion.status"]
        self.fields["conclusion"].choices = [
            (value, _with_meaning(value, words(fact.value_labels[value]))) for value in fact.values
        ]
        for group, title in GROUPS.items():
            members = [c for c in edition.concepts.values() if c.group == group]
            self.fields[group] = forms.MultipleChoiceField(
                label=words(title),
                required=False,
                choices=[(c.id, _label(c, told_by.get(c.id, ()))) for c in members],
                initial=[c.id for c in members if c.id in known],
                widget=Ticks,
            )

    def ticked(self) -> frozenset[str]:
        """The concepts that stand."""
        return frozenset(slug for group in GROUPS for slug in self.cleaned_data[group])

    def groups(self) -> list[dict[str, Any]]:
        """The lists, with how many are ticked."""
        return [{"name": g, "field": self[g], "count": len(self[g].value() or ())} for g in GROUPS]

    def require_conclusion(self) -> bool:
        """Whether both parts of a conclusion are there; the missing one becomes an error."""
        for name in ("conclusion", "reasons"):
            if not self.cleaned_data.get(name):
                self.add_error(name, MISSING)
        return self.is_valid()

    def explained(self, laws: Sequence[Text]) -> bool:
        """Whether it is said why the conclusion departs from what these ``laws`` read; none: not asked."""
        self.differing = laws
        if laws and len(self.cleaned_data.get("differs", "").strip()) < SHORTEST:
            es, en = ("; ".join(one) for one in zip(*((law.es, law.en) for law in laws), strict=True))
            self.add_error(
                "differs",
                say(
                    f"Su conclusión difiere del resultado de hoy conforme a: {es}. Puede ser correcta; "
                    "explique por qué, al menos en una frase.",
                    f"Your conclusion differs from today's result under: {en}. It may be right; "
                    "explain why, in at least one sentence.",
                ),
            )
        return self.is_valid()

    def said(self) -> str:
        """The reasons, with why they depart from what the laws read."""
        reasons, differs = (self.cleaned_data[name].strip() for name in ("reasons", "differs"))
        if not differs or len(reasons) < SHORTEST:
            return reasons  # too short: the act refuses them, whatever else was written
        laws = "; ".join(law.es for law in self.differing)
        head = f"Difiere del resultado conforme a {laws}: " if laws else ""
        return f"{reasons}\n\n{head}{differs}"


class ContestForm(WorkForm):
    """Who contests, for which reason of the catalogue, in what words."""

    who = choice(
        say("Quién pide que se revise", "Who is requesting the review"),
        (("person", say("La persona", "The person")), ("staff", say("Personal", "Staff"))),
    )
    reason = choice(say("Por qué", "Why"), ())
    words = long_text(say("En sus palabras", "In their words"))

    def __init__(self, data=None) -> None:
        super().__init__(data)
        rows = current_edition().catalogues["contest_reasons"]
        self.titles = {row.id: row.title for row in rows}
        self.fields["reason"].choices = [(row.id, words(row.title)) for row in rows]

    def given(self) -> dict[str, Any]:
        said = self.cleaned_data
        reasons = f"{self.titles[said['reason']].es}: {said['words']}"
        return {"by_person": said["who"] == "person", "reasons": reasons}


class RemarksForm(WorkForm):
    """Why it is returned, said to whoever concluded."""

    remarks = long_text(
        say("Por qué se regresa", "Why it is returned"),
        kind=QuietText,
        hint=say("Solo si no se firma.", "Only if it is not signed."),
    )
