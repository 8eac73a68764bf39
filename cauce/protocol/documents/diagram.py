"""The pathway of a phase as drawings made from the same data as its text.

Steps that follow one another stand in a drawing with moments; those that wait for nobody stand side by
side; those of a special circumstance in a drawing of their own. What does not fit a page is divided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.content.sentences import joined
from cauce.protocol.documents import layout as lay
from cauce.protocol.documents import provenance
from cauce.protocol.documents.drawing import (
    BETWEEN,
    CONDITION,
    EDGES,
    LEGEND_LINE,
    LEGEND_SIGN,
    RECURS,
    URGENT,
    Section,
    draw,
)
from cauce.protocol.documents.flow import Edge, edges, linked, moments
from cauce.protocol.documents.model import Figure, Step
from cauce.protocol.documents.provenance import SIGNS

FEW = 2
MOST_MOMENTS = 5  # columns that a page can hold and still be read

MOMENT = Text(es="Momento", en="Moment")
NAMES = {
    "flow": Text(es="Pasos que siguen a otro", en="Steps that follow another"),
    "free": Text(
        es="Pasos que no esperan a otro: cada uno, si procede",
        en="Steps that do not wait for another: each one where it applies",
    ),
    "branch": Text(
        es="Pasos adicionales en circunstancias especiales",
        en="Additional steps in special circumstances",
    ),
}
CAPTION = Text(
    es=(
        "Cada recuadro es una acción; debajo, su plazo con el signo de su propia procedencia. Las franjas "
        "indican quién actúa. Lo mismo, en palabras, está en la tabla que sigue."
    ),
    en=(
        "Each box is an action; below it, its deadline with its own provenance sign. The bands show who "
        "acts. The table that follows says the same in words."
    ),
)
SIGN_WORDS = {
    "urgent": Text(es="urgente: no espera a nada", en="urgent: waits for nothing"),
    "recurs": Text(es="se repite", en="recurs"),
    "condition": Text(es="solo con su condición", en="only on its condition"),
    "after": Text(es="va antes", en="comes before"),
    "clock": Text(es="ahí empieza a contar el plazo", en="where the period starts"),
}


def legend(language: str) -> list[tuple[str, str]]:
    """Every sign and line of a drawing, with its words."""
    signs = [(LEGEND_SIGN.format(SIGNS[one]), provenance.PLAIN[one][language]) for one in provenance.ORDER]
    shapes = {"urgent": URGENT, "recurs": RECURS, "condition": CONDITION}
    signs += [(shape, SIGN_WORDS[name][language]) for name, shape in shapes.items()]
    signs += [(LEGEND_LINE.format(look), SIGN_WORDS[name][language]) for name, (look, _) in EDGES.items()]
    return signs


def _under(step: Step, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands under a box: its amounts, strictest first, each with its provenance."""
    english = language == "en"
    if not step.deadlines:
        return (("no deadline" if english else "sin plazo",), ("",))
    amounts: dict[str, list[str]] = {}
    for one in step.deadlines:
        told = amounts.setdefault(one.provenance, [])
        if one.words not in told:
            told.append(one.words)
    single = len(amounts) == 1 and len(next(iter(amounts.values()))) == 1
    starts = {one.start for one in step.deadlines}
    words = []
    for told in amounts.values():
        line = joined(told, language, last="or" if english else "o")
        if not single:
            line += ", by case" if english else ", según el caso"
        elif len(starts) == 1 and not step.deadlines[0].dated:
            line += f", {'from' if english else 'desde'} {min(starts)}"
        words.append(line)
    return tuple(words), tuple(amounts)


def _node(step: Step, band: str, outside: Sequence[str], language: str, note: str) -> lay.Node:
    under, marks = _under(step, language)
    return lay.Node(
        id=step.id,
        title=step.title,
        band=band,
        under=under,
        marks=marks,
        provenance=step.provenance,
        urgent=step.urgent,
        recurs=step.recurs,
        conditional=bool(step.when),
        comes_from=tuple(outside),
        note=note,
    )


def _described(steps: Sequence[Step], language: str) -> str:
    """The drawing in words, for whoever does not see it."""
    english = language == "en"
    told = []
    for step in steps:
        after = ", ".join(id for id, _ in step.after)
        words = f"{step.id}, {step.title}, {step.who}"
        if after:
            words += f", {'after' if english else 'después de'} {after}"
        told.append(words)
    return ". ".join(told) + "."


def _chunks(steps: list[Step], fits: Callable[[list[Step]], bool]) -> Iterator[list[Step]]:
    """The steps in as few parts as fit a page, in order, and of even size."""
    for count in range(1, len(steps) + 1):
        size = -(-len(steps) // count)
        parts = [steps[i : i + size] for i in range(0, len(steps), size)]
        if all(fits(part) for part in parts):
            yield from parts
            return
    yield from ([step] for step in steps)


class Drawer:
    """Draws the figures of one phase in one language."""

    def __init__(self, edition: Edition, steps: Sequence[Step], language: str, phase: int) -> None:
        self.edition, self.steps, self.language, self.phase = edition, list(steps), language, phase
        self.by_id = {step.id: step for step in steps}
        self.edges = edges(edition.actions, self.by_id)

    def edges_among(self, steps: Sequence[Step]) -> list[Edge]:
        """The lines between the steps named."""
        here = {step.id for step in steps}
        return [edge for edge in self.edges if edge.source in here and edge.target in here]

    def _section(self, steps: Sequence[Step], kind: str) -> Section:
        inside, nodes = self.edges_among(steps), []
        here = {step.id for step in steps}
        for step in steps:
            outside = [id for id, _ in step.after if id not in here]
            special = kind == "branch"
            band = self.edition.branches[step.branch].title[self.language] if special else step.who
            note = step.who if special else ""
            nodes.append(_node(step, band, outside, self.language, note))
        made = lay.flowing(nodes, inside) if kind == "flow" else lay.gathered(nodes, inside)
        return Section(NAMES[kind][self.language], made, inside)

    def _sections(self, steps: list[Step], kind: str) -> Iterator[tuple[Section, list[Step]]]:
        """What is drawn together: bands stay whole where they can, moments stay in their order."""
        if kind == "branch":
            steps = sorted(steps, key=lambda one: self.edition.branches[one.branch].order)
        elif kind == "flow":
            at = moments([step.id for step in steps], self.edges_among(steps))
            if max(at.values(), default=0) >= MOST_MOMENTS:
                steps = sorted(steps, key=lambda one: (at[one.id], one.id))

        def fits(part: list[Step]) -> bool:
            made = self._section(part, kind)
            return made.height <= lay.TALLEST and len(made.layout.columns) <= MOST_MOMENTS

        for part in _chunks(steps, fits):
            yield self._section(part, kind), part

    def figures(self) -> tuple[Figure, ...]:
        """Every drawing of the phase: what follows, what waits for nothing, what is special."""
        main = [step for step in self.steps if step.branch not in self.edition.branches]
        special = [step for step in self.steps if step.branch in self.edition.branches]
        after, alone = linked([step.id for step in main], self.edges_among(main))
        if (
            after
            and len(alone) <= FEW
            and {self.by_id[one].who for one in alone} <= {self.by_id[one].who for one in after}
        ):
            # One or two that wait for nothing begin with the first moment: no page of their own.
            after, alone = [step.id for step in main], []
        groups = (
            ("flow", [self.by_id[id] for id in after]),
            ("free", [self.by_id[id] for id in alone]),
            ("branch", special),
        )
        sheets: list[list[tuple[Section, list[Step]]]] = []
        for kind, steps in groups:
            for one in self._sections(steps, kind) if steps else ():
                used = sum(section.height + BETWEEN for section, _ in sheets[-1]) if sheets else 0
                if sheets and used + one[0].height <= lay.TALLEST:
                    sheets[-1].append(one)
                else:
                    sheets.append([one])
        return tuple(self._figure(sheet, n, len(sheets)) for n, sheet in enumerate(sheets, 1))

    def _figure(self, sheet: list[tuple[Section, list[Step]]], number: int, of: int) -> Figure:
        english = self.language == "en"
        title = f"{'Diagram of phase' if english else 'Diagrama de la fase'} {self.phase}"
        if of > 1:
            title += f" ({number} {'of' if english else 'de'} {of})"
        steps = [step for _, part in sheet for step in part]
        ident = f"d{self.phase}-{number}"
        svg = draw(
            [section for section, _ in sheet],
            legend(self.language),
            ident=ident,
            title=title,
            description=_described(steps, self.language),
            moment=MOMENT[self.language],
        )
        return Figure(ident, svg, title, CAPTION[self.language], tuple(steps))
