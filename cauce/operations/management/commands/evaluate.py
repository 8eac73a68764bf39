"""``cauce evaluate FILE``: did the roll-out help? Needs no database."""

from __future__ import annotations

from pathlib import Path

from cauce.content.errors import BadInputs
from cauce.methods.extras import need
from cauce.operations.console import Answer, CauceCommand

bad_input = BadInputs(__file__)

MOST_DRAWS = 1_000_000
EVERY = 2_000
REPORTS = (".html", ".txt")


def _between(name: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise bad_input("value_cannot_be_used", where=name, value=value, least=least, most=most)


def _report_named(path: Path | None) -> None:
    """Raises ``BadInput`` before the work, not after it."""
    if path is not None and path.suffix.lower() not in REPORTS:
        raise bad_input("report_is_written_as_page", where="--report")


class Command(CauceCommand):
    help = "¿Ayudó? El despliegue entre consulados / Did it help? A roll-out across posts."

    def arguments(self, parser) -> None:
        parser.add_argument(
            "file",
            type=Path,
            help="CSV: post, month, count, exposure, treated_from (wave); stratum, control",
        )
        parser.add_argument("--order", type=Path, help="el sorteo / the draw (draw-order --out)")
        parser.add_argument("--first", help="mes de la oleada 1 / month of wave 1 (2027-01)")
        parser.add_argument("--step", type=int, default=3, help="meses entre oleadas / months between")
        parser.add_argument("--draws", type=int, default=9_999, help="sorteos / draws (9999)")
        parser.add_argument("--seed", type=int, default=1, help="semilla / seed (1)")
        parser.add_argument("--report", type=Path, help="informe / report: FILE.html, FILE.txt")

    def answer(self, **options) -> Answer:
        need("statistics")
        from cauce.methods.evaluation.document import as_document
        from cauce.methods.evaluation.evaluating import evaluate
        from cauce.methods.evaluation.reading import RollOut, read_panel
        from cauce.methods.evaluation.rendering import as_lines, as_page, as_text
        from cauce.methods.evaluation.report import sections

        _between("--draws", options["draws"], 19, MOST_DRAWS)
        _between("--seed", options["seed"], 0, 2**63 - 1)
        _between("--step", options["step"], 1, 60)
        _report_named(options["report"])
        order = options["order"]
        panel = read_panel(
            options["file"].read_bytes(),
            str(options["file"]),
            rollout=RollOut(options["first"], options["step"]),
            order=(order.read_bytes(), str(order)) if order else None,
        )
        found = evaluate(panel, draws=options["draws"], seed=options["seed"], progress=self.drawn)
        if options["report"]:
            both = sections(found, "es"), sections(found, "en")
            page = options["report"].suffix.lower() == ".html"
            body = as_page(*both) if page else as_text(*both)
            options["report"].write_text(body, encoding="utf-8")
        return Answer(as_document(found), as_lines(sections(found, options["language"])))

    def drawn(self, done: int, of: int) -> None:
        if of > EVERY and done % EVERY == 0:
            self.progress(f"sorteos / draws: {done:,} / {of:,}")
