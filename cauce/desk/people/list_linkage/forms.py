"""What is asked when lists are to be compared, and the files of a run."""

from __future__ import annotations

from typing import Any

from django import forms

from cauce.content.model import Text
from cauce.people.asking import BASES, Terms
from cauce.people.outside_lists import FROM_FILES
from cauce.staff.offices.models import Post
from cauce.staff.offices.picker import options
from cauce.ui.fields import WorkForm, choice, day, long_text
from cauce.ui.words import say

MAY_STAY = say("(puede quedar vacío)", "(may stay empty)")


class AskForm(WorkForm):
    """Which lists, which period, on what basis and why; another person reads it and agrees or not."""

    optional = MAY_STAY
    lists = forms.MultipleChoiceField(
        label=say("Con qué listas de la Secretaría", "With which lists of the ministry"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=say(
            "Sin marcar ninguna, se buscan casos de una misma persona en dos consulados.",
            "If none is ticked, it looks for one person's cases at two posts.",
        ),
        error_messages={
            "invalid_choice": say(
                "Esa lista no es de la Secretaría: no se compara (28 CFR 94.115).",
                "That list is not the ministry's: it is not compared (28 CFR 94.115).",
            )
        },
    )
    since = day(say("Casos desde el día", "Cases from the day"))
    until = day(
        say("Hasta (sin incluir ese día)", "Up to (not including)"),
        hint=say("Ese día ya no entra.", "That day is left out."),
    )
    expected = forms.IntegerField(
        label=say("Cuántas coincidencias se esperan", "How many matches are expected"),
        min_value=1,
        max_value=1_000_000,
        help_text=say("Basta una estimación aproximada.", "A rough figure will do."),
        error_messages={
            "required": say("Falta. Basta una estimación aproximada.", "Missing. A rough figure will do.")
        },
    )
    basis = choice(
        say("Fundamento", "Legal basis"), [(id, say(text.es, text.en)) for id, text in BASES.items()]
    )
    source = forms.CharField(
        label=say("Qué ley, por su clave en las fuentes", "Which law, by its id in the sources"),
        required=False,
        max_length=64,
        help_text=say("Solo si se basa en una ley.", "Only if based on a law."),
    )
    posts = forms.MultipleChoiceField(
        label=say("Solo estos consulados", "Only these posts"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=say("Sin marcar ninguno, todos.", "If none is ticked, all of them."),
    )
    reason = long_text(
        say("Para qué, y con qué fundamento entra cada lista", "Purpose, and legal basis for each list"),
        rows=4,
        most=2000,
        hint=say(
            "Lo lee quien decide. Queda bajo llave. Ningún nombre de personas atendidas.",
            "Read by the person who decides. Kept sealed. No names of people served.",
        ),
    )

    def __init__(self, titles: dict[str, Text], posts: list[Post], data=None, initial=None) -> None:
        super().__init__(data, initial=initial)
        self.fields["lists"].choices = [(id, say(titles[id].es, titles[id].en)) for id in FROM_FILES]
        self.fields["posts"].choices = options(posts, first=None)

    def terms(self) -> Terms:
        given = self.cleaned_data
        return Terms(
            tuple(given["lists"]),
            given["since"],
            given["until"],
            tuple(given["posts"]),
            given["basis"],
            given["source"].strip(),
            given["expected"],
        )

    @property
    def main(self) -> list[forms.BoundField]:
        """All but the posts, of which there are fifty."""
        return [self[name] for name in self.fields if name not in ("posts", "reason")]


class RunForm(WorkForm):
    """One file for each list agreed to; nothing of it is kept."""

    optional = MAY_STAY

    def __init__(self, lists: list[tuple[str, Text]], data=None, files=None) -> None:
        super().__init__(data, files)
        self.lists = [name for name, _ in lists]
        for name, title in lists:
            self.fields[name] = forms.FileField(
                label=say(title.es, title.en),
                widget=forms.FileInput(attrs={"accept": ".csv"}),
                help_text=say("CSV, hasta 4 megabytes.", "CSV, up to 4 megabytes."),
                error_messages={
                    "required": say("Falta el archivo.", "The file is missing."),
                    "empty": say("El archivo está vacío.", "The file is empty."),
                },
            )
        if lists:
            self.fields["columns"] = forms.CharField(
                label=say("Si los títulos son otros, cuáles", "If the headings are others, which"),
                required=False,
                max_length=600,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=say(
                    "Un renglón por dato, por ejemplo: given = NOMBRE DE PILA",
                    "One line for each, for instance: given = NOMBRE DE PILA",
                ),
            )

    def bodies(self) -> dict[str, bytes]:
        """The files as they came, read in memory once."""
        return {name: self.cleaned_data[name].read() for name in self.lists}

    def columns(self) -> str:
        given: Any = self.cleaned_data.get("columns", "")
        return given
