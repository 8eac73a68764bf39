"""Are the CSV tables whole: every row as long as its header, every code once, every zone real?"""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from cauce.content.checks.report import Finding
from cauce.content.checks.world import Document, World, at_line

# Tables whose first column names the row; in the others a code may stand in several rows.
KEYED = ("posts", "mx_states", "us_states", "languages", "htcds_countries", "tongues")


def _tables(world: World) -> Iterator[tuple[Document, list[str]]]:
    for path, doc in world.documents.items():
        if path.endswith(".csv") and doc.rows:
            yield doc, doc.rows[0][1]


def check_rows_are_whole(world: World) -> Iterator[Finding]:
    for doc, header in _tables(world):
        for line, cells in doc.rows[1:]:
            if len(cells) != len(header):
                yield at_line("csv_columns", doc.path, line, count=len(cells), columns=len(header))


def check_codes_are_unique(world: World) -> Iterator[Finding]:
    for doc, _ in _tables(world):
        seen: dict[str, int] = {}
        for line, cells in doc.rows[1:]:
            keyed = doc.path.removeprefix("catalogues/").removesuffix(".csv") in KEYED
            code = cells[0] if keyed and cells else "\0".join(cells)
            if code in seen:
                yield at_line("csv_duplicate", doc.path, line, cells=cells[0], seen=seen[code])
            seen.setdefault(code, line)


def _is_zone(name: str) -> bool:
    try:
        return bool(name) and ZoneInfo(name) is not None
    except (OSError, ValueError, KeyError):
        return False


def check_posts_have_a_time_zone(world: World) -> Iterator[Finding]:
    doc = world.documents.get("catalogues/posts.csv")
    if doc is None or not doc.rows:
        return
    header = doc.rows[0][1]
    place = header.index("time_zone") if "time_zone" in header else -1
    for line, cells in doc.rows[1:]:
        if len(cells) != len(header):
            continue
        zone = cells[place] if place >= 0 else ""
        if not _is_zone(zone):
            yield at_line("time_zone", doc.path, line, zone=zone, cells=cells[0])
