"""The pathway of a phase as drawings made from the same data as its text.

Steps that follow one another stand in a drawing with moments; those that wait for nobody stand side by
side; those of a special circumstance in a drawing of their own. What does not fit a page is divided.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cauce.documents import layout as lay
from cauce.documents.drawing import draw
from cauce.documents.flow import Edge, edges, linked, moments
from cauce.documents.model import Figure, Step
from cauce.rules.content.loader import Edition
from cauce.rules.content.model import Text

MOMENT = Text(es="Momento", en="Moment")
NAMES = {
    "flow": Text(es="lo que sigue a otra cosa", en="what follows something else"),
    "free": Text(es="lo que no espera a otra cosa", en="what waits for nothing else"),
    "branch": Text(es="circunstancias que cambian los pasos", en="circumstances that change the steps"),
}
CAPTIONS = {
    "flow": Text(
        es="De izquierda a derecha, por momentos. La línea continua dice qué va antes; la cortada, dónde empieza a contar un plazo.",
        en="From left to right, by moments. A whole line says what comes before; a broken one, where a period begins to count.",
    ),
    "free": Text(
        es="Cada paso empieza cuando se da su condición; ninguno espera a otro de esta fase.",
        en="Each step begins when its condition is met; none waits for another of this phase.",
    ),
    "branch": Text(
        es="Se añaden a los pasos de todas las personas cuando se da la circunstancia.",
        en="They are added to everybody's steps when the circumstance is there.",
    ),
}


def _under(step: Step, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands under a box: its amounts, strictest first, each with its provenance."""
    english = language == "en"
    if not step.deadlines:
        return (("no deadline" if english else "sin plazo",), ("",))
    amounts = {(one.amount, one.provenance): one for one in step.deadlines}
    if len(amounts) == 1:
        one = next(iter(amounts.values()))
        since = "from" if english else "desde"
        return ((f"{one.amount}, {since} {one.start}",), (one.provenance,))
    words = [
        one.amount + ((", if so" if english else ", si procede") if one.when else "")
        for one in amounts.values()
    ]
    return tuple(words), tuple(one.provenance for one in amounts.values())


def _node(step: Step, band: str, outside: Sequence[str], language: str, note: str) -> lay.Node:
    under, marks = _under(step, language)
    return lay.Node(
        id=step.id, title=step.title, band=band, under=under, marks=marks,
        provenance=step.provenance, urgent=step.urgent, recurs=step.recurs,
        conditional=bool(step.when), comes_from=tuple(outside), note=note,
    )  # fmt: skip


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


def _chunks(steps: list[Step], fits) -> Iterator[list[Step]]:
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

    def _band(self, step: Step, kind: str) -> str:
        if kind != "branch":
            return step.who
        return self.edition.branches[step.branch].title[self.language]

    def _layout(self, steps: Sequence[Step], kind: str) -> tuple[lay.Layout, list[Edge]]:
        here = {step.id for step in steps}
        inside = [edge for edge in self.edges if edge.source in here and edge.target in here]
        nodes = []
        for step in steps:
            outside = [id for id, _ in step.after if id not in here]
            note = step.who if kind == "branch" else ""
            nodes.append(_node(step, self._band(step, kind), outside, self.language, note))
        if kind == "free" or not inside:
            return lay.gathered(nodes), inside
        return lay.flowing(nodes, inside), inside

    def _parts(self, steps: list[Step], kind: str) -> list[list[Step]]:
        """What goes on one page each: bands stay together, and moments stay in their order."""
        if kind == "branch":
            steps = sorted(steps, key=lambda one: self.edition.branches[one.branch].order)
        elif kind == "flow":
            at = moments([step.id for step in steps], self.edges_among(steps))
            if max(at.values(), default=0) >= 5:
                steps = sorted(steps, key=lambda one: (at[one.id], one.id))

        def fits(part: list[Step]) -> bool:
            made = self._layout(part, kind)[0]
            return made.height <= lay.TALLEST and len(made.columns) <= 5

        return list(_chunks(steps, fits))

    def edges_among(self, steps: Sequence[Step]) -> list[Edge]:
        """The lines between the steps named."""
        here = {step.id for step in steps}
        return [edge for edge in self.edges if edge.source in here and edge.target in here]

    def figures(self) -> tuple[Figure, ...]:
        """Every drawing of the phase: what follows, what waits for nothing, what is special."""
        main = [step for step in self.steps if step.branch not in self.edition.branches]
        special = [step for step in self.steps if step.branch in self.edition.branches]
        after, alone = linked([step.id for step in main], self.edges_among(main))
        groups = [
            ("flow", [self.by_id[id] for id in after]),
            ("free", [self.by_id[id] for id in alone]),
            ("branch", special),
        ]
        made: list[Figure] = []
        for kind, steps in groups:
            parts = self._parts(steps, kind) if steps else []
            for number, part in enumerate(parts, 1):
                made.append(self._figure(kind, part, number, len(parts), len(made)))
        return tuple(made)

    def _figure(self, kind: str, steps: list[Step], number: int, of: int, before: int) -> Figure:
        layout, inside = self._layout(steps, kind)
        english = self.language == "en"
        title = f"{'Phase' if english else 'Fase'} {self.phase}: {NAMES[kind][self.language]}"
        if of > 1:
            title += f" ({number} {'of' if english else 'de'} {of})"
        ident = f"d{self.phase}-{before + 1}"
        svg = draw(
            layout, inside, ident=ident, title=title,
            description=_described(steps, self.language), moment=MOMENT[self.language],
        )  # fmt: skip
        return Figure(ident, svg, title, CAPTIONS[kind][self.language], tuple(steps))
