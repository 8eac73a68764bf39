"""What is asked of Mexico, and what is answered: closed lists, and few words where they are needed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html

from cauce.content.model import Text
from cauce.content.model_petitions import PetitionKind
from cauce.content.vocabulary import Vocabulary
from cauce.protocol.editions.access import current_edition
from cauce.rules import binational as rules
from cauce.rules.telling_words import telling_text
from cauce.sharing.referrals.telling import telling_fields
from cauce.staff.offices.models import Partner
from cauce.ui.fields import WorkForm, choice, line, long_text, words
from cauce.ui.words import say


class ChooseForm(WorkForm):
    """What is asked, and of which office."""

    use_required_attribute = False
    tipo = choice(say("Qué hace falta en México", "What is needed in Mexico"), ())
    a = choice(say("A qué oficina o autoridad", "Which office or authority"), (), radio=False)

    def __init__(self, kinds: Iterable[PetitionKind], offices: Iterable[Partner], data=None) -> None:
        super().__init__(data)
        self.fields["tipo"].choices = [
            (
                one.id,
                format_html('{}<br><span class="hint">{}</span>', words(one.title), words(one.who)),
            )
            for one in kinds
        ]
        self.fields["a"].choices = [
            ("", say("Elija", "Choose")),
            *((str(one.id), one.name) for one in offices),
        ]


def _pick(label: Text, options: Iterable[tuple[str, Any]], *, radio: bool, required: bool):
    rows = list(options) if radio else [("", say("Elija", "Choose")), *options]
    return choice(words(label), rows, radio=radio, required=required)


def _coarse_field(name: str) -> forms.Field:
    catalogues, label = current_edition().catalogues, rules.COARSE_FIELDS[name]
    if name == "region":
        rows = [(row["code"], row["name"]) for row in catalogues["mx_states"]]
        return _pick(label, rows, radio=False, required=True)
    if name == "language":
        rows = [(row["code"], say(row["name_es"], row["name_en"])) for row in catalogues["languages"]]
        return _pick(label, rows, radio=False, required=False)
    known = rules.PEOPLE if name == "people" else rules.CHILDREN
    return _pick(label, [(id, words(t)) for id, t in known.items()], radio=True, required=False)


class AskForm(WorkForm):
    """The general part of a kind and, of identity, only the ``allowed`` data; ``danger``: and why."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        kind: PetitionKind,
        allowed: Iterable[str],
        data=None,
        initial=None,
        danger: bool = False,
    ) -> None:
        super().__init__(data, initial=initial)
        self.coarse, self.identity = (
            list(kind.coarse),
            [n for n in kind.identity if n in set(allowed)],
        )
        for name in self.coarse:
            self.fields[name] = _coarse_field(name)
        for name in self.identity:
            self.fields[name] = line(words(vocabulary.labels[name]), required=False, most=rules.MOST)
        if danger:
            self.fields["why"] = long_text(
                say("Por qué no puede esperar a preguntarle", "Why it cannot wait until the person is asked"),
                hint=say(
                    "Lo lee la segunda persona. Queda en el expediente.",
                    "Read by the second person. Stays in the record.",
                ),
                rows=3,
                most=600,
            )

    def general(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(name) or "" for name in self.coarse}

    def named(self) -> dict[str, str]:
        return {n: v for n in self.identity if (v := self.cleaned_data.get(n, "").strip())}

    def coarse_rows(self) -> list[forms.BoundField]:
        return [self[name] for name in self.coarse]

    def identity_rows(self) -> list[forms.BoundField]:
        return [self[name] for name in self.identity]

    def telling(self) -> list[dict[str, Any]]:
        """Words that an office in Mexico has no use for, for a second look."""
        said = self.named()
        return [
            {"label": self.fields[name].label, "found": one.found, "warning": one.warning}
            for name in telling_fields(said)
            for one in telling_text(said[name])
        ]


class AnswerForm(WorkForm):
    """One answer of the office: which one, and the code that goes with it."""

    what = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, kind: PetitionKind, what: str, data=None) -> None:
        super().__init__(data, initial={"what": what}, auto_id=f"id_{what}_%s")
        lists = current_edition().catalogues
        if what == "finish":
            rows = [(one.id, words(one.title)) for one in kind.results]
            self.fields["code"] = choice(say("¿Cómo quedó?", "How did it end?"), rows)
            if kind.note:
                self.fields["note"] = line(
                    say("Una línea, si hace falta", "One line, if it is needed"),
                    required=False,
                    most=rules.NOTE_MOST,
                    hint=say(
                        "Solo para este trámite, por ejemplo dónde se recoge. Nada de la persona.",
                        "Only about this procedure, such as where to collect it. Nothing about the person.",
                    ),
                )
        elif what in ("forward", "cannot"):
            name = "petition_authorities" if what == "forward" else "petition_reasons"
            label = (
                say("¿A quién?", "To whom?")
                if what == "forward"
                else say("¿Por qué no fue posible?", "Why was it not possible?")
            )
            self.fields["code"] = choice(label, [(one.id, words(one.title)) for one in lists[name]])
