"""``cauce draw-order POSTS``: which post begins when, drawn so that anybody can repeat it."""

from __future__ import annotations

from pathlib import Path

from cauce.methods.extras import need
from cauce.operations.console import Answer, CauceCommand


class Command(CauceCommand):
    help = "Sortear quién empieza cuándo / Draw who begins when, within strata of size."

    def arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="CSV: post, size (o / or stratum)")
        parser.add_argument("--waves", type=int, required=True, help="oleadas / waves (5-10)")
        parser.add_argument("--seed", required=True, help="semilla pública / public seed (texto / text)")
        parser.add_argument("--strata", type=int, help="cuántos estratos / how many strata")
        parser.add_argument("--first", help="mes de la oleada 1 / month of wave 1 (2027-01)")
        parser.add_argument("--step", type=int, default=3, help="meses entre oleadas / months between")
        parser.add_argument("--out", type=Path, help="tabla para / table for evaluate --order (CSV)")
        parser.add_argument(
            "--yearly",
            type=int,
            help="casos al año: qué se podría ver / cases a year: what could be seen",
        )
        parser.add_argument("--baseline", type=int, default=18, help="meses antes / months before (18)")

    def answer(self, **options) -> Answer:
        need("statistics")
        from cauce.methods.evaluation import foreseeing, order_record
        from cauce.methods.evaluation.order import draw
        from cauce.methods.evaluation.reading import read_posts
        from cauce.methods.evaluation.table import Row, month

        first, step, language = options["first"], options["step"], options["language"]
        if first:
            month(Row("--first", {"first": first}), "first")
        posts = read_posts(options["file"].read_bytes(), str(options["file"]))
        drawn = draw(posts, options["waves"], options["seed"], options["strata"])
        document = order_record.as_document(drawn, first, step)
        lines = order_record.as_lines(drawn, first, step, language)
        if options["yearly"] is not None:
            seen = foreseeing.foresee(posts, drawn, options["yearly"], options["baseline"], step)
            document["what_could_be_seen"] = seen.as_document()
            lines += foreseeing.as_lines(seen, language)
        if options["out"]:
            table = order_record.as_table(drawn, first, step)
            options["out"].write_text(table, encoding="utf-8")
        return Answer(document, lines)
