"""Does the record stand? Chains, anchors and what each remembers of the other, walked together."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cauce.content.errors import CauceError
from cauce.rules.permissions import SYSTEM

from . import anchors, keys
from .actions import anchor
from .anchors import Anchored
from .chain import Break, verify
from .models import Entry
from .statements import COLUMNS

ANCHOR = "journal.anchor"
# Stays on this server: a short hash of a name that was searched could be guessed from a list of names.
KEPT_HERE = ("question",)


@dataclass(frozen=True)
class Standing:
    """What the walk found; whole when there is neither a break nor a fault."""

    links: int
    breaks: list[Break]
    anchored: Anchored

    @property
    def whole(self) -> bool:
        return not self.breaks and not self.anchored.faults


def remembered() -> tuple[int, dt.datetime | None]:
    """Number and instant of the last anchor the journal knows of; (0, None): none was made."""
    last = Entry.objects.filter(kind="act", what=ANCHOR).order_by("-at", "-id").first()
    return (int(last.about_id), last.at) if last else (0, None)


def holds(chain: str, number: int, seal: str) -> bool:
    """Whether a chain still has the entry that it ended with; of an empty one, yes."""
    return not number or Entry.objects.filter(chain=chain, number=number, seal=seal).exists()


def began_at() -> dt.datetime | None:
    """When the first entry was written; None: none was."""
    return Entry.objects.order_by("id").values_list("at", flat=True).first()


def last_entry_at() -> dt.datetime | None:
    """When the last entry was written; None: none was."""
    return Entry.objects.order_by("-id").values_list("at", flat=True).first()


def last_read_at(what: str) -> dt.datetime | None:
    """When something was last read or copied («backup.make»); None: never."""
    rows = Entry.objects.filter(kind="read", what=what).order_by("-at")
    return rows.values_list("at", flat=True).first()


def acts_about(what: str, about_id: str) -> int:
    """How many times an act was done about one thing («key.rotate», «root»)."""
    return Entry.objects.filter(kind="act", what=what, about_id=about_id).count()


def walk(lines: Iterable[str] | None = None, progress=None) -> Standing:
    """Walk every chain against these anchors; None: those of the file of this server."""
    if lines is None:
        path = anchors.file()
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    anchored = anchors.check(lines, keys.public_keys())
    number, _ = remembered()
    if not anchored.faults and anchored.last < number:
        anchored.faults.append(anchors.fault(anchored.last + 1, "cut"))
    links, breaks = verify(progress, anchored.heads)
    return Standing(links, breaks, anchored)


def anchor_now(at: dt.datetime, *, restored: bool = False) -> str:
    """Write the next anchor. Raises ``CauceError`` when the file was cut or lost."""
    known, _ = remembered()
    last = anchors.last_number()
    if last < known and not restored:
        raise CauceError(
            "El archivo de anclas no termina donde debe.",
            "The file of anchors does not end where it should.",
            where=str(anchors.file()),
            cure_es="Devuélvalo desde su copia; si repuso un respaldo, use --restored.",
            cure_en="Put it back from its copy; if you restored a backup, use --restored.",
        )
    return anchor(actor=SYSTEM, number=max(last, known) + 1, at=at, restored=restored)


def anchor_due(at: dt.datetime) -> bool:
    """Whether an hour went by since the last anchor and there is something to anchor."""
    if not keys.ring():
        return False
    _, when = remembered()
    return when is None or at - when >= anchors.EVERY


def exported(since: dt.datetime | None = None, *, most: int | None = None) -> Iterator[str]:
    """Entries as JSON lines, oldest first, for a machine apart: ids and codes, nobody's data."""
    rows = Entry.objects.order_by("id")
    if since is not None:
        rows = rows.filter(at__gte=since)
    rows = rows[:most] if most else rows
    for values in rows.values_list(*COLUMNS).iterator(chunk_size=5000):
        row = dict(zip(COLUMNS, values, strict=True))
        row["detail"] = {name: v for name, v in row["detail"].items() if name not in KEPT_HERE}
        row["at"] = row["at"].astimezone(dt.UTC).isoformat(timespec="microseconds")
        yield json.dumps(row, ensure_ascii=True, sort_keys=True)


def check_lines(lines: Iterable[str], anchored: Anchored) -> tuple[int, list[Break]]:
    """What can be seen in exported lines without any secret: order, links, and the anchored seals."""
    state: dict[str, tuple[int, str]] = {}
    count = 0
    for line in filter(None, map(str.strip, lines)):
        row = json.loads(line)
        chain, number, seal = row["chain"], row["number"], row["seal"]
        before = state.get(chain)
        if before and (number, row["previous"]) != (before[0] + 1, before[1]):
            return count, [Break(chain, number, "no sigue al anterior", "it does not follow")]
        if anchored.heads.get(chain, {}).get(number, seal) != seal:
            return count, [Break(chain, number, "no es lo anclado", "it is not what was anchored")]
        state[chain] = (number, seal)
        count += 1
    return count, []
