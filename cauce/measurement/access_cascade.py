"""The only look-ups of the cascade: the years as the last closing tells them, and what stands beside them."""

from __future__ import annotations

from math import ceil

from cauce.content.model import Text, both
from cauce.custody.journal.door import check_may
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor

from .access_closed import NETWORK, NOBODYS
from .access_estimates import signed
from .boards.cascade import STAGES, Cascade, Reached, cascade_of
from .closed import BOARD
from .hiding import closing

NO_VERDICT = both(
    "El despliegue aún no tiene veredicto.",
    "There is no verdict on the roll-out yet.",
)


def reached(actor: Actor) -> Reached:
    """For who sees the network. Raises ``Absent``."""
    check_may(actor, NETWORK, NOBODYS)
    boards = {stage: closing.standing(BOARD + name) for stage, name in STAGES.items()}
    found = cascade_of(boards, days_of())
    return Reached(found, acts(), unseen(found), NO_VERDICT)


def days_of() -> dict[str, int]:
    """Within how many days each step of the cascade counts, as the content of today defines it."""
    held = current_edition().indicators
    return {stage: one.days for stage, name in STAGES.items() if (one := held[name].horizon)}


def acts() -> dict[int, int]:
    """Consular acts of the whole network by year, as the content has them; empty: nobody said."""
    rows = current_edition().catalogues.get("consular_acts", ())  # an edition of before has none
    return {int(row["year"]): int(row["acts"]) for row in rows}


def unseen(found: Cascade) -> Text:
    """How many there were in all, as two people signed it for the last whole year; or that nobody can say,
    and why. Another year never answers."""
    last = found.last_whole
    if last is None:
        return both("Nadie puede decir cuántas son.", "Nobody can say how many there are.")
    said, served = signed(last.year), last.stage("served").of
    words = [said.words if said.lower is None else _of_all(last.year, said.words), *said.why]
    if said.lower and served is not None:
        share = min(ceil(100 * served / said.lower), 100)
        words.append(
            both(
                f"Se identificó, como mucho, a {share}\u00a0% de todas.",
                f"At most {share}\u00a0% of all were identified.",
            )
        )
    return both(" ".join(one.es for one in words), " ".join(one.en for one in words))


def _of_all(year: int, words: Text) -> Text:
    """An estimate is of everybody, and stands where it is asked who was not seen: it says so."""
    es, en = (words[language][:1].lower() + words[language][1:] for language in ("es", "en"))
    return both(f"Vistas o no, en {year} fueron {es}", f"Seen or not, in {year} there were {en}")
