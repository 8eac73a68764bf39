"""What is said of an attempt, of outcomes on a day, and of how the case closes."""

from __future__ import annotations

from typing import Any

from django import forms

from cauce.cases.rules.follow_up import RESULTS, SATISFACTION, WORD_SAID
from cauce.content.loader import Edition
from cauce.ui.fields import MISSING, WorkForm, choice, day, long_text, words
from cauce.ui.moment_field import MomentField
from cauce.ui.words import say


class TryForm(WorkForm):
    """One attempt. ``ways``: the safe ones first; ``word``: whether one is agreed."""

    def __init__(
        self,
        ways,
        languages,
        time_zone: str,
        *,
        word: bool,
        held: bool = False,
        data=None,
        initial=None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["way"] = choice(say("Por dónde", "By which way"), ways, radio=False)
        self.fields["language"] = choice(say("En qué lengua", "In which language"), languages, radio=False)
        self.fields["result"] = choice(
            say("Qué pasó", "What happened"), [(id, words(text)) for id, text in RESULTS.items()]
        )
        said = [(id, words(text)) for id, text in WORD_SAID.items() if word or id == "not_agreed"]
        self.fields["word_said"] = choice(say("La palabra acordada", "The agreed word"), said)
        if not word:
            self.fields["word_said"].widget = forms.HiddenInput()
            self.fields["word_said"].initial = "not_agreed"
        self.fields["happened_at"] = MomentField(time_zone)
        self.fields["note"] = long_text(
            say("Nota", "Note"),
            rows=2,
            required=False,
            most=1000,
            hint=say(
                "Queda bajo llave. Nada de lo que hizo ni de lo que vivió: lo que se dijo ahí pudo "
                "oírse. Derechos, salud y familia.",
                "Kept sealed. Nothing about what the person did or lived through: the conversation may have "
                "been overheard. Rights, health and family only.",
            )
            if held
            else say(
                "Queda bajo llave. Sin relato palabra por palabra.", "Kept sealed. No verbatim account."
            ),
        )


class VoidForm(WorkForm):
    """Why the case was opened by mistake, and that nobody complained of it."""

    def __init__(self, data=None) -> None:
        super().__init__(data)
        self.fields["reason"] = long_text(
            say("Por qué se abrió por error", "Why it was opened by mistake"),
            rows=2,
            most=2000,
            hint=say("Lo lee la otra persona. Queda bajo llave.", "The other person reads it. Kept sealed."),
        )
        self.fields["no_complaint"] = forms.BooleanField(
            label=say("Nadie ha presentado una queja por este caso", "Nobody has complained about this case"),
            required=True,
            error_messages={"required": MISSING},
        )


class OutcomesForm(WorkForm):
    """Every heading with its answers; none is chosen beforehand but «not asked»."""

    sat_on = day(say("Fecha de la conversación", "Date"))

    def __init__(self, edition: Edition, data=None, initial=None) -> None:
        super().__init__(data, initial=initial)
        lists = edition.catalogues
        answers = [(one.id, words(one.title)) for one in lists["outcome_answers"]]
        for kind, catalogue in (("outcome", "outcomes"), ("need", "outcome_needs")):
            for one in lists[catalogue]:
                self.fields[f"{kind}:{one.id}"] = forms.ChoiceField(
                    label=words(one.title), choices=answers, initial="not_asked", required=False
                )

    def some(self, kind: str) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(f"{kind}:")]

    @property
    def outcomes(self) -> list[forms.BoundField]:
        return self.some("outcome")

    @property
    def needs(self) -> list[forms.BoundField]:
        return self.some("need")

    def answers(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if ":" in name and value}


class LostForm(WorkForm):
    """Why contact counts as lost, for whoever reads the attempts."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="lost")
        self.fields["reason"] = long_text(
            say("Por qué se considera perdido el contacto", "Why contact is considered lost"),
            rows=3,
            most=1000,
            hint=say(
                "Lo lee otra persona con los intentos. Bajo llave.",
                "Read by another person with the attempts. Sealed.",
            ),
        )


class CloseForm(WorkForm):
    """Why it closes, and what the person says of the help. What was not asked is not a no."""

    def __init__(self, reasons, data: Any = None) -> None:
        super().__init__(data)
        self.fields["reason"] = choice(say("Por qué se cierra", "Why it closes"), reasons)
        self.fields["satisfaction"] = choice(
            say(
                "¿Le sirvió la ayuda? Lo dice la persona",
                "Did the help work? In the person's own view",
            ),
            [(id, words(text)) for id, text in SATISFACTION.items()],
        )
        self.fields["words"] = long_text(
            say("Con sus palabras, si quiso", "In the person's own words, if they wish"),
            rows=2,
            required=False,
            most=1000,
            hint=say(
                "Solo lo que quiso que quedara. Bajo llave.", "Only what the person wants kept. Sealed."
            ),
        )
        self.fields["note"] = long_text(
            say("Nota para quien lo abra otra vez", "Note for whoever reopens it"),
            rows=2,
            required=False,
            most=1000,
        )
        self.fields["agreed"] = forms.BooleanField(
            label=say(
                "La persona sabe que puede volver cuando quiera, o no se le pudo decir",
                "The person knows they can come back, or could not be told",
            ),
            error_messages={"required": MISSING},
        )
