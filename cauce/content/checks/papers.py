"""Does what a copy of a paper may be kept for exist: the step, and how long?"""

from __future__ import annotations

from collections.abc import Iterator

from cauce.content.checks.report import Finding
from cauce.content.checks.world import World
from cauce.content.errors import nearest


def check_papers_name_what_exists(world: World) -> Iterator[Finding]:
    steps, periods = set(world.ids("pathways")), set(world.ids("parameters"))
    for entry in world.of("paper_kinds"):
        for i, use in enumerate(entry.value.copies):
            for name, word, known in (("step", use.step, steps), ("period", use.period, periods)):
                if word not in known:
                    near = ", ".join(nearest(word, sorted(known))) or "–"
                    loc = ("copies", i, name)
                    yield entry.finding("unknown_in_papers", loc, word=word, id=entry.value.id, near=near)
