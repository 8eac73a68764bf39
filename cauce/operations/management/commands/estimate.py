"""``cauce estimate FILE.csv``: how many are not seen, or why nobody can say. Needs no database."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cauce.content.errors import BadInput, BadInputs
from cauce.methods.extras import need
from cauce.operations.console import Answer, CauceCommand

bad_input = BadInputs(__file__)

METHODS = ("main", "stepwise", "bic", "mth", "latent-class")
REPORTS = (".html", ".htm", ".pdf")
READY = {"es": "Preparando el cálculo…", "en": "Getting ready…"}
YES_NO = {"yes": True, "no": False, "si": True, "sí": True}
EVERY = 1.0  # seconds between two lines about the same work


def _in(low: float, high: float, kind: type) -> Any:
    """A number between two others, or argparse's own message."""

    def read(text: str) -> Any:
        try:
            value = kind(text)
        except ValueError:
            value = None
        if value is None or not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{text!r}: {low:g} … {high:g}")
        return value

    return read


def _report(name: str) -> Path:
    path = Path(name)
    if path.suffix.lower() not in REPORTS:
        raise bad_input("name_ends_neither_in_html_nor", where="--report", name=name)
    if not path.parent.is_dir():
        raise bad_input("the_folder_of_name_does_not_exist", where="--report", name=name)
    return path


def _lines(document: dict[str, Any], language: str) -> Sequence[str]:
    from cauce.methods.estimation.wording import STATUSES, WORDS, pick, shown

    lines = []
    for one in document["results"]:
        told = f"{pick(WORDS[one['method']], language):48}"
        if one["estimate"] is None:
            lines.append(f"{told}{pick(STATUSES[one['status']], language)}")
            continue
        upper = "∞" if one["upper"] is None else shown(one["upper"])
        ends = f"({shown(one['lower'])} – {upper}, {one['interval']})"
        refused = "" if one["status"] == "ok" else f"  {pick(STATUSES[one['status']], language)}"
        lines.append(f"{told}{shown(one['estimate']):>10}  {ends}{refused}")
    headline = document["headline"]
    none = {"es": "No se da una estimación:", "en": "No estimate is given:"}
    lines.append(headline["text"][language] if headline else none[language])
    lines += [f"  {one['text'][language]}" for one in document["shares"].values()]
    if linked := document["linkage"]:
        words = {"es": "si todos se enlazaran como", "en": "were everybody linked as"}[language]
        lines += [f"  {words} {name}: {shown(one['estimate'])}" for name, one in linked["groups"].items()]
    lines += [f"  - {one[language]}" for one in document["refused"]]
    if document["warnings"]:
        lines.append({"es": "Advertencias:", "en": "Warnings:"}[language])
    return lines + [f"  · {one[language]}" for one in document["warnings"]]


class Command(CauceCommand):
    help = (
        "Cuántas personas no se ven, o por qué no se puede decir / how many are not "
        "seen, or why nobody can say"
    )

    def arguments(self, parser) -> None:
        parser.add_argument(
            "file",
            help="CSV: una columna por lista, 0 o 1, y «count»; o lo que entrega un cotejo (JSON) / one "
            "column a list and 'count'; or what a comparison hands over",
        )
        parser.add_argument("--method", choices=(*METHODS, "all"), default="all", help="todos / all of them")
        parser.add_argument(
            "--threshold",
            type=_in(0, 0.5, float),
            default=0.02,
            help="p para que entre un par / for a pair to enter (0.02)",
        )
        parser.add_argument(
            "--order",
            type=_in(1, 4, int),
            help="interacciones de hasta K listas en bic / interactions of up to K lists in bic",
        )
        parser.add_argument(
            "--bootstrap",
            type=_in(0, 1_000_000, int),
            default=20_000,
            help="remuestreos / resamples (20000; bic: 2000)",
        )
        parser.add_argument("--seed", type=_in(0, 2**32 - 1, int), default=1, help="semilla / seed (1)")
        self._circumstances(parser)
        parser.add_argument("--report", help="informe / report: FILE.html, FILE.pdf")

    def _circumstances(self, parser) -> None:
        """What the file does not say, or says otherwise; unsaid, it warns."""
        parser.add_argument(
            "--routes",
            choices=("recorded", "unrecorded"),
            help="si una lista deriva a otra, ¿consta quién detectó primero? / where a list refers to "
            "another, is it recorded who detected first?",
        )
        for name, words in (
            ("window", "el mismo tiempo / the same time"),
            ("population", "las mismas personas y la misma definición / the same people, one definition"),
        ):
            parser.add_argument(f"--same-{name}", choices=tuple(YES_NO), help=words)
        parser.add_argument(
            "--reviewed-pairs",
            type=_in(0, 10**9, int),
            help="pares revisados del enlace / pairs of the linkage that people reviewed",
        )
        parser.add_argument(
            "--recall", type=_in(1e-9, 1, float), help="enlaces hallados / links found (0.93)"
        )
        parser.add_argument(
            "--precision", type=_in(1e-9, 1, float), help="enlaces verdaderos / links that are true (0.99)"
        )
        parser.add_argument(
            "--unlawful",
            action="append",
            default=[],
            metavar="LIST",
            help="lista que la ley no deja enlazar; se deja fuera / a list that may not lawfully be linked",
        )

    def _said(self, options: dict[str, Any]) -> dict[str, Any]:
        routes = options["routes"]
        return {
            "routes_without_first": None if routes is None else routes == "unrecorded",
            "same_window": YES_NO.get(options["same_window"]),
            "same_population": YES_NO.get(options["same_population"]),
            "reviewed_pairs": options["reviewed_pairs"],
            "recall": options["recall"],
            "precision": options["precision"],
            "unlawful": tuple(options["unlawful"]),
        }

    def answer(self, **options: Any) -> Answer:
        report = _report(options["report"]) if options["report"] else None
        need("statistics")
        self.progress(READY[options["language"]])
        from cauce.methods import estimation

        try:
            given = estimation.with_said(estimation.read_given(options["file"]), **self._said(options))
            found = estimation.analyse_given(
                given,
                methods=METHODS if options["method"] == "all" else [options["method"]],
                choices=estimation.Choices(
                    threshold=options["threshold"],
                    order=options["order"],
                    resamples=options["bootstrap"],
                    seed=options["seed"],
                ),
                told=self._teller(options["language"]),
            )
        except estimation.Unusable as problem:
            raise BadInput(
                problem.es, problem.en, where=problem.where, cure_es=problem.cure_es, cure_en=problem.cure_en
            ) from None
        if report is not None:
            words = estimation.html(found)
            report.write_bytes(words.encode() if report.suffix.lower() != ".pdf" else self._printed(words))
        document = estimation.document(found)
        return Answer(document, list(_lines(document, options["language"])))

    def _printed(self, words: str) -> bytes:
        import django
        from django.apps import apps

        from cauce.protocol.documents.paper import printed

        if not apps.ready:  # what a printed page is made with is found through them
            django.setup()
        return printed(words)

    def _teller(self, language: str):
        last = {"at": 0.0}

        def told(es: str, en: str, share: float) -> None:
            if share < 1 and time.monotonic() - last["at"] < EVERY:
                return
            last["at"] = time.monotonic()
            self.progress(en if language == "en" else es)

        return told
