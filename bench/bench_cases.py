"""5,000 invented rows of an old spreadsheet brought in, every row accounted for, beside reading it alone.

    python bench/bench_cases.py [--quick]

To reach: under 60 s. The rows are made here and are nobody's. The database is a temporary SQLite file.
"""

from __future__ import annotations

import csv
import io
import random
import time

from house import empty
from measure import options, seconds, table

ROWS, QUICK = 5_000, 60
BASELINE = "reading the CSV alone"
HEADS = (
    "Folio",
    "Nombre",
    "Primer apellido",
    "Segundo apellido",
    "Fecha de nacimiento",
    "Fecha de ingreso",
    "Estatus",
    "Fecha cierre",
    "Edad",
    "Riesgo",
    "Teléfono",
    "Canal",
    "obs.",
)
NAMES = ("Rosa", "Julia", "Marta", "Elsa", "Irma", "Pablo", "Hugo", "Tomás")
SURNAMES = ("Ejemplo", "Invento", "Muestra", "Prueba", "Ensayo", "Modelo")


def invented(rows: int) -> tuple[bytes, int]:
    """A spreadsheet of invented rows, and how many of them have to be refused."""
    chance, wrong = random.Random(7), 0
    kept = io.StringIO(newline="")
    writer = csv.writer(kept)
    writer.writerow(HEADS)
    for n in range(rows):
        began = f"{chance.randint(2022, 2025)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        closed = chance.random() < 0.6
        name = chance.choice(NAMES)
        if n % 50 == 0:  # two people in one row
            name, wrong = f"{name} y {chance.choice(NAMES)}", wrong + 1
        writer.writerow(
            (
                f"H-{n}",
                name,
                chance.choice(SURNAMES),
                chance.choice(SURNAMES),
                f"{chance.randint(1960, 2000)}-05-02",
                began,
                "cerrado" if closed else "abierto",
                "2025-12-30" if closed else "",
                chance.randint(19, 60),
                chance.choice(("bajo", "medio", "alto")),
                f"713 555 {chance.randint(0, 9999):04d}",
                "",
                f"Nota inventada {n}.",
            )
        )
    return kept.getvalue().encode(), wrong


def bring(body: bytes, wrong: int) -> dict[str, float]:
    """Seconds of each step; stops if a row is not accounted for."""
    from django.utils import timezone

    from cauce.cases.actions import confirm_file, settle_file, take_back
    from cauce.cases.models import Case
    from cauce.custody.journal.models import Entry
    from cauce.protocol.editions.access import current_edition
    from cauce.rules.permissions import SYSTEM
    from cauce.staff.offices.actions import load_posts
    from cauce.staff.offices.models import Post
    from cauce.standards import legacy_import

    load_posts(actor=SYSTEM, rows=current_edition().catalogues["posts"])
    post, found, took = Post.objects.get(code="HOU"), {}, {}

    def read() -> None:
        found["file"] = legacy_import.keep(SYSTEM, post, body, timezone.now())
        found["judged"] = legacy_import.judge(SYSTEM, found["file"])

    took["read, keep and judge"] = seconds(read)
    answers = found["judged"].answers
    said = legacy_import.Answers({**answers.columns, "obs.": "note"}, answers.orders, answers.words)
    settle_file(actor=SYSTEM, file=found["file"], answers=said.as_json(), at=timezone.now())

    def go() -> None:
        found["judged"] = legacy_import.judge(SYSTEM, found["file"])
        confirm_file(actor=SYSTEM, file=found["file"], at=timezone.now())
        assert legacy_import.bring(SYSTEM, found["file"], found["judged"], at=timezone.now)

    before = time.process_time()
    took["bring every row, in batches of 250"] = seconds(go)
    took["the same, seconds of the processor"] = time.process_time() - before
    file = found["file"]
    told = Entry.objects.filter(what="history.bring", about_kind="case").count()
    assert (file.made + file.refused, file.refused) == (file.total, wrong), "a row was lost"
    assert file.made == Case.objects.count() == told, "a case without its entry in the journal"
    took["take all of it back"] = seconds(lambda: take_back(actor=SYSTEM, file=file, at=timezone.now()))
    assert not Case.objects.exists()
    return took


def alone(body: bytes) -> None:
    list(csv.reader(io.StringIO(body.decode())))


def main() -> None:
    chosen = options(__doc__)
    rows = QUICK if chosen.quick else ROWS
    body, wrong = invented(rows)
    took = {BASELINE: seconds(lambda: alone(body))}
    with empty():
        took |= bring(body, wrong)
    table(
        f"{rows:,} invented rows, {wrong} to be refused: every one accounted for",
        "seconds",
        took,
        BASELINE,
        "To reach: 5,000 rows under 60 s by the clock.",
    )


if __name__ == "__main__":
    main()
