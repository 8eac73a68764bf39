"""From an edition to the whole document in one language. Pure: the content and a date, nothing else."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable

from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.content.plain import plain
from cauce.content.prose import Prose
from cauce.protocol.documents import prose, provenance, references
from cauce.protocol.documents.diagram import Drawer
from cauce.protocol.documents.lawsheet import law_rows, law_sheets
from cauce.protocol.documents.model import Annex, BranchPart, Covered, Document, Part, Passage, Summary, Term
from cauce.protocol.documents.steps import Speaker, conditions
from cauce.protocol.documents.toolsheet import leaf_of

PHASES = {
    1: Text(es="Fase 1: acciones preliminares", en="Phase 1: preliminary actions"),
    2: Text(es="Fase 2: identificación", en="Phase 2: identification"),
    3: Text(es="Fase 3: entrevista", en="Phase 3: interview"),
    4: Text(
        es="Fase 4: asistencia y protección consular",
        en="Phase 4: consular assistance and protection",
    ),
}
TITLES = {
    "branches": Text(es="Circunstancias que cambian los pasos", en="Circumstances that change the steps"),
    "instruments": Text(es="Los instrumentos, en resumen", en="The instruments, in short"),
    "values": Text(es="Plazos y umbrales", en="Deadlines and thresholds"),
    "tools": Text(es="Las veinte herramientas", en="The twenty tools"),
    "glossary": Text(es="Glosario", en="Glossary"),
    "sources": Text(es="Fuentes", en="Sources"),
    "coverage": Text(es="Qué se lleva a cabo con qué", en="What is carried out by what"),
    "laws": Text(
        es="Los fines que nombra cada ley, y casos de ley", en="What each law names, and cases of law"
    ),
}
# Lists that ``catalogues.yaml`` does not describe, for they are formats of their own.
LISTS = {
    "branches": TITLES["branches"],
    "spaces": Text(es="Espacios donde se atiende", en="Service spaces"),
}
_PHASE = re.compile(r"^\d+-phase-([1-4])$")
_GROUPS = "special-groups"


def holds_from(edition: Edition, on: dt.date) -> dt.date:
    """Since when the values of that date hold: the last change of a parameter not after it."""
    changes = (value.in_force_from for one in edition.parameters.values() for value in one.values)
    return max(
        (day for day in (*changes, edition.info.in_force_from) if day <= on),
        default=edition.info.in_force_from,
    )


def document(edition: Edition, *, language: str, on: dt.date) -> Document:
    """The whole document of the edition with the values that hold on that date.

    ``language`` is «es» or «en». Raises NotInForce when a parameter has no value yet on the date.
    """
    return _Author(edition, language, on).document()


class _Author:
    def __init__(self, edition: Edition, language: str, on: dt.date) -> None:
        self.edition, self.language, self.on = edition, language, on
        self.says = Speaker(edition, language, on)
        self.steps = {id: self.says.step(one) for id, one in _in_order(edition)}

    def document(self) -> Document:
        info, language = self.edition.info, self.language
        return Document(
            language=language,
            edition=info.id,
            title=info.title[language],
            approved_by=info.approved_by[language],
            note=info.note[language] if info.note else "",
            in_force_from=info.in_force_from,
            in_force_to=info.in_force_to,
            demonstration=info.demonstration,
            holds_from=holds_from(self.edition, self.on),
            hash=self.edition.hash,
            parts=tuple(self._parts()),
            counts=self._counts(),
        )

    def _counts(self) -> dict[str, tuple[int, int]]:
        steps = Counter(step.provenance for step in self.steps.values())
        periods = Counter(one.provenance for s in self.steps.values() for one in s.deadlines)
        return {one: (steps[one], periods[one]) for one in provenance.ORDER}

    def _parts(self) -> Iterable[Part]:
        told: set[str] = set()
        number = 0
        for section in sorted({name for name, _ in self.edition.prose}, key=_place):
            part = self._told(section)
            told.add(part.slug)
            number = _place(section)
            yield part
        rest = [f"phase-{phase}" for phase in PHASES if f"phase-{phase}" not in told]
        for slug in rest:
            number += 1
            yield self._phase(slug, number, None)
        if self.edition.branches and _GROUPS not in told:
            number += 1
            yield self._branches(number, None)
        for make in (
            self._instruments,
            self._values,
            self._annexes,
            self._glossary,
            self._sources,
            self._coverage,
            self._laws,
        ):
            if part := make(number + 1):
                number += 1
                yield part

    # --- running text

    def _prose(self, section: str) -> Prose:
        """The section in this language, or in Spanish, which comes first."""
        both = self.edition.prose
        return both.get((section, self.language)) or both.get((section, "es")) or both[section, "en"]

    def _told(self, section: str) -> Part:
        found = self._prose(section)
        slug, place = section.split("-", 1)[1], found.place
        body = references.cited(self.edition, found.body, found.language)
        passage = Passage(
            body=body,
            text=prose.text(body),
            language=found.language,
            provenance=found.provenance,
            sources=self.says.cited(found.sources),
        )
        if _PHASE.match(section):
            return self._phase(slug, place, (found.title, passage))
        if slug == _GROUPS:
            return self._branches(place, (found.title, passage))
        return Part(slug, "prose", found.title, str(place), passage=passage)

    def _phase(self, slug: str, number: int, told: tuple[str, Passage] | None) -> Part:
        phase = int(slug[-1])
        steps = [step for step in self.steps.values() if step.phase == phase]
        return Part(
            slug,
            "phase",
            told[0] if told else PHASES[phase][self.language],
            str(number),
            passage=told[1] if told else None,
            steps=tuple(steps),
            figures=Drawer(self.edition, steps, self.language, phase).figures(),
        )

    # --- circumstances

    def _branches(self, number: int, told: tuple[str, Passage] | None) -> Part:
        branches = sorted(self.edition.branches.values(), key=lambda one: one.order)
        return Part(
            _GROUPS,
            "branches",
            told[0] if told else TITLES["branches"][self.language],
            str(number),
            passage=told[1] if told else None,
            branches=tuple(self._branch(one) for one in branches),
        )

    def _branch(self, branch) -> BranchPart:
        language = self.language
        own = [step for step in self.steps.values() if step.branch == branch.id]
        facts = set(branch.facts)
        others = [
            id
            for id, action in self.edition.actions.items()
            if action.branch != branch.id and any(facts & set(row) for row in action.when)
        ]
        return BranchPart(
            id=branch.id,
            title=branch.title[language],
            changes=branch.changes[language],
            known=branch.known[language],
            never_asked=branch.never_asked,
            when=conditions(branch.when, self.edition, language),
            steps=tuple(own),
            others=self.says.named(others),
            sources=self.says.cited(branch.legal),
            provenance=branch.provenance,
            note=branch.note[language] if branch.note else "",
        )

    # --- the toolbox

    def _instruments(self, number: int) -> Part | None:
        found = [self._summary(one) for one in self.edition.instruments.values()]
        return self._list("instruments", number, found, instruments=tuple(found))

    def _summary(self, one) -> Summary:
        spaces = {entry.id: entry.title[self.language] for entry in self._entries("spaces")}
        return Summary(
            instrument=one,
            audience=self.says.roles.get(one.audience, one.audience),
            spaces=tuple(spaces[name] for name in one.spaces if name in spaces),
            questions=len(one.items),
            sources=self.says.cited(one.sources),
        )

    def _entries(self, catalogue: str) -> tuple:
        return self.edition.catalogues.get(catalogue, ())

    def _annexes(self, number: int) -> Part | None:
        found = [self._annex(*pair) for pair in self.says.tools.items()]
        return self._list("tools", number, found, annexes=tuple(found))

    def _annex(self, number: str, title: str) -> Annex:
        tool, covered = self.edition.tools.get(number), self.edition.coverage.get(number)
        named = [id for id, one in self.edition.actions.items() if number in one.tools]
        named += [id for id in (tool.serves if tool else ()) if id not in named]
        why = covered.not_automated if covered else None
        return Annex(
            number,
            title,
            tool,
            leaf_of(self.edition, tool, self.language) if tool else None,
            self.says.named(named),
            why[self.language] if why else "",
        )

    # --- what stands at the end

    def _values(self, number: int) -> Part | None:
        uses: dict[str, list[str]] = {}
        for step in self.steps.values():
            for deadline in step.deadlines:
                for name in filter(None, (deadline.parameter, deadline.counted)):
                    if step.id not in uses.setdefault(name, []):
                        uses[name].append(step.id)
        found = [
            self.says.value(one, tuple(uses.get(one.id, ()))) for one in self.edition.parameters.values()
        ]
        return self._list("values", number, found, values=tuple(found))

    def _glossary(self, number: int) -> Part | None:
        language = self.language
        found = [
            Term(one.id, one.title[language], one.note[language] if one.note else "")
            for one in self._entries("glossary")
        ]
        found.sort(key=lambda term: plain(term.title))
        return self._list("glossary", number, found, terms=tuple(found))

    def _sources(self, number: int) -> Part | None:
        groups = []
        for kind, title in provenance.KINDS.items():
            members = tuple(one for one in self.says.sources.values() if one.kind == kind)
            if members:
                groups.append((title[self.language], members))
        return self._list("sources", number, groups, sources=tuple(groups))

    def _coverage(self, number: int) -> Part | None:
        language = self.language
        found = [
            Covered(
                one.section,
                one.title[language],
                tuple(map(self._carrier, one.automated_by)),
                one.not_automated[language] if one.not_automated else "",
            )
            for one in self.edition.coverage.values()
        ]
        return self._list("coverage", number, found, coverage=tuple(found))

    def _laws(self, number: int) -> Part | None:
        sheets, rows = law_sheets(self.edition, self.says), law_rows(self.edition, self.language)
        return self._list("laws", number, sheets, laws=tuple(sheets), law_cases=tuple(rows))

    def _carrier(self, id: str) -> tuple[str, str, str]:
        """What carries a section out: an action, a tool, an instrument, or a list of the content."""
        for tool in self.edition.tools.values():
            if tool.id == id:
                return "tool", tool.number, tool.number
        if id in self.edition.instruments:
            return "instrument", id, self.edition.instruments[id].title[self.language]
        if id in self.steps:
            return "step", id, id
        if id in self.edition.parameters:
            return "value", id, self.edition.parameters[id].title[self.language]
        return "", id, self._named_list(id)

    def _named_list(self, id: str) -> str:
        """A law, a fact or a list of the content by its own title, never by its id."""
        edition, language = self.edition, self.language
        if id in edition.laws:
            return edition.laws[id].title[language]
        if id in edition.facts:
            return edition.facts[id].label[language]
        if id in edition.acts:
            return edition.acts[id].title[language]
        title = edition.tables[id].title if id in edition.tables else LISTS.get(id)
        told = title[language] if title else id.replace("_", " ")
        return f"list “{told}”" if language == "en" else f"lista «{told}»"

    def _list(self, kind: str, number: int, found: list, **holds) -> Part | None:
        """A part that is a list; None: there is nothing in it."""
        if not found:
            return None
        return Part(kind, kind, TITLES[kind][self.language], str(number), **holds)


def _place(section: str) -> int:
    return int(section.split("-", 1)[0])


def _in_order(edition: Edition):
    return sorted(edition.actions.items(), key=lambda pair: (pair[1].order, pair[0]))
