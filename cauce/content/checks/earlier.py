"""Are the editions shipped before whole, and does the present one keep what it owes to the last of them?"""

from __future__ import annotations

from collections.abc import Iterator

from cauce.content import earlier_editions
from cauce.content.checks import continuity
from cauce.content.checks.report import Finding
from cauce.content.checks.world import World, at_line
from cauce.content.errors import BadInput, CauceError
from cauce.content.loader import content_files, edition_of, parsed_of


def check_earlier(world: World) -> Iterator[Finding]:
    """Every archive is what its index says, none is missing there, and nothing of the last one is lost."""
    folder = world.root / earlier_editions.FOLDER
    try:
        known = earlier_editions.earlier(world.root)
        for one in known:
            earlier_editions.files_of(one)
    except BadInput as problem:
        yield _broken(problem)
        return
    for file in sorted(folder.glob("*")):
        if file.name != earlier_editions.INDEX and file.name not in {one.place.name for one in known}:
            yield at_line("earlier_unknown", f"{earlier_editions.FOLDER}/{file.name}", 1)
    if known:
        yield from _kept(world, known[-1])


def _broken(problem: BadInput) -> Finding:
    return at_line(
        "earlier_broken",
        problem.where or earlier_editions.FOLDER,
        1,
        problem.es,
        problem.en,
        problem.cure_es,
        problem.cure_en,
    )


def _kept(world: World, last: earlier_editions.Shipped) -> Iterator[Finding]:
    files = {path: file.read_bytes() for path, file in content_files(world.root).items()}
    read = {path: doc.data for path, doc in world.documents.items() if path.endswith(".yaml")}
    before = earlier_editions.files_of(last)
    try:
        # The present one is what was just read; it is not parsed twice.
        new = edition_of(files, world.root, read, kept=False)
        old = edition_of(before, world.root, parsed_of(new, before))
    except CauceError:
        return  # what cannot be read is said by whoever reads it
    if new.info.in_force_from <= last.in_force_from or new.info.id == last.id:
        yield at_line("earlier_dates", "edition.yaml", 1, id=last.id, in_force_from=last.in_force_from)
    yield from continuity.broken_promises(old, new)
