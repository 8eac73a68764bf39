"""What is written down of one relative: who, custody, papers, steps."""

from __future__ import annotations

from django import forms

from cauce.family.reunification.actions import Told
from cauce.family.reunification.facts import Family, Member
from cauce.family.reunification.rules.kinship import PRINCIPAL, RELATIONS
from cauce.family.reunification.rules.reunion import (
    BESIDE,
    CUSTODY,
    HOLDERS,
    LEAVES,
    OTHER_PARENT,
    PAPER_STATES,
)
from cauce.protocol.editions.access import current_edition
from cauce.ui.fields import QuietDay, WorkForm, choice, day, line, long_text, words
from cauce.ui.words import say

from .forms import CHOOSE, KNOWN, options, said, three


class RelativeForm(WorkForm):
    """Who somebody is. ``family``: for the tree; ``own``: the relative that is changed, or None."""

    name = line(say("Nombre", "Name"), most=120)
    relation = choice(
        say("Qué es de la persona", "Relationship to the person"), options(RELATIONS), radio=False
    )
    born = day(
        say("Nacimiento", "Date of birth"),
        kind=QuietDay,
        hint=say(
            "Si no se sabe, déjelo vacío: queda por averiguar.",
            "Leave blank if not known: it will be found out later.",
        ),
    )
    married = three(say("¿Está en matrimonio?", "Married?"))
    married_on = day(say("Desde cuándo", "Since when"), kind=QuietDay)
    parents = forms.MultipleChoiceField(
        label=say("De quién es hija o hijo", "Whose child"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=say(
            "Para dibujar la familia, y porque las hijas e hijos de familiares pueden incluirse.",
            "To draw the family tree, and because relatives' children may qualify.",
        ),
    )
    where = line(say("Dónde está", "Where they are"), required=False, most=300)
    note = long_text(say("Qué más conviene saber", "What else to know"), rows=3, required=False, most=4000)
    twice = forms.BooleanField(
        required=False,
        label=say(
            "Es la misma persona que está en otra familia de este consulado",
            "It is the same person as in another family at this post",
        ),
        help_text=say(
            "Solo si el sistema lo preguntó. Se cuenta una sola vez.",
            "Only if the system asked. The person is counted once.",
        ),
    )

    def __init__(self, family: Family, own: Member | None = None, data=None) -> None:
        initial = {"married": "unknown"}
        if own:
            initial |= {
                "name": own.name,
                "relation": own.row.relation,
                "born": own.born,
                "married": said(own.told.get("married")),
                "married_on": own.married_on,
                "parents": own.row.parents,
                "where": own.told.get("where", ""),
                "note": own.told.get("note", ""),
                "twice": own.row.same_as_id is not None,
            }
        super().__init__(data, initial=initial)
        for name in ("born", "married_on"):
            self.fields[name].required = False
        mine = own.row.id if own else None
        self.fields["parents"].choices = [
            (PRINCIPAL, say("La persona", "The person")),
            *(
                (str(one.row.id), one.name)
                for one in family.members
                if one.row.id != mine and not one.row.left
            ),
        ]

    def told(self) -> Told:
        given = self.cleaned_data
        return Told(
            name=given["name"],
            relation=given["relation"],
            born=given["born"],
            married=KNOWN[given["married"]],
            married_on=given["married_on"],
            parents=tuple(given["parents"]),
            where=given["where"],
            note=given["note"],
        )


class CustodyForm(WorkForm):
    """Who holds a relative, who the other parent is, how custody stands."""

    held_by = choice(say("Con quién vive", "With whom they live"), options(HOLDERS), radio=False)
    other_parent = choice(
        say("La otra madre o padre", "The other parent"),
        options(OTHER_PARENT),
        radio=False,
        hint=say(
            "Se pregunta a solas a la persona. Si es quien hizo daño, no se le pide nada ni se le avisa.",
            "Ask the person in private. If that is who caused the harm, do not ask or tell them anything.",
        ),
    )
    custody = choice(say("Custodia o permiso", "Custody or consent"), options(CUSTODY), radio=False)


class PapersForm(WorkForm):
    """Each paper with its state; left open, it is not on the list."""

    def __init__(self, own: Member, data=None) -> None:
        super().__init__(data)
        states = [
            ("", say("No se ha visto", "Not checked")),
            *((id, words(text)) for id, text in PAPER_STATES.items()),
        ]
        for row in current_edition().catalogues["reunion_documents"]:
            self.fields[row.id] = choice(words(row.title), states, radio=False, required=False)
            self.initial[row.id] = own.row.papers.get(row.id, "")


class StepForm(WorkForm):
    """A step that was done. ``only``: the steps that this page may note; None: all of them."""

    step = choice(say("Qué se hizo", "What was done"), (), radio=False)
    day = day(say("Qué día", "Which day"))

    def __init__(self, done, only=None, data=None, initial=None) -> None:
        super().__init__(data, initial=initial)
        rows = {row.id: words(row.title) for row in current_edition().catalogues["reunion_steps"]}
        rows |= {id: words(text) for id, text in BESIDE.items()}
        wanted = only or tuple(rows)
        self.fields["step"].choices = [CHOOSE, *((id, rows[id]) for id in wanted if id not in done)]


class DropForm(WorkForm):
    reason = choice(say("Por qué ya no viene", "Why they are no longer coming"), options(LEAVES), radio=False)
