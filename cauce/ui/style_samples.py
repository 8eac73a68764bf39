"""Invented matters for the page that shows the look."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

from cauce.content.model import both

from .charts import Bar, Caption, Point, bars, funnel
from .nav import Entries, Entry, Menu
from .words import say

NAV = Menu(
    (
        Entries(
            both("Mi día", "My day"),
            (
                Entry("#pendientes", both("Pendientes", "To do"), current="page", count=7),
                Entry("#caso", both("Citas", "Appointments")),
            ),
            current=True,
            open=True,
        ),
        Entries(
            both("Canalización", "Referral"),
            (
                Entry("#derivacion", both("Derivaciones", "Referrals"), count=2),
                Entry("#cifras", both("Directorio", "Directory")),
            ),
        ),
        Entries(both("Capacitación", "Training"), (Entry("#manual", both("Manual", "Handbook")),)),
    )
)


@cache
def parts() -> dict[str, Any]:
    """What each part of the look is shown with, by the name of the part: ``style_samples.yaml``."""
    from cauce.content.yaml import reader  # record 74: a start does not pay for it

    return _said(reader().load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")))


def _said(sample: Any, name: str = "") -> Any:
    """The sample as a page takes it: {es, en} as words, and what is ``at`` or ``due`` as a time."""
    if isinstance(sample, list):
        return [_said(one) for one in sample]
    if isinstance(sample, dict):
        if sample.keys() == {"es", "en"}:
            return say(sample["es"], sample["en"])
        return {key: _said(one, key) for key, one in sample.items()}
    return dt.datetime.fromisoformat(sample) if name in ("at", "due") else sample


def figures() -> dict[str, Any]:
    """The two drawings with their sentences and tables."""
    rows = [
        Bar(str(say("Dónde dormir", "Somewhere to sleep")), 0.64, 0.49, 0.77),
        Bar(str(say("Atención médica", "A doctor")), 0.81, 0.66, 0.91),
        Bar(str(say("Orientación legal", "Legal advice")), None),
    ]
    posts = [("A", 14, 20), ("B", 30, 52), ("C", 8, 9), ("D", 61, 96), ("E", 24, 80), ("F", 3, 6)]
    points = [Point(str(say(f"Puesto {name}", f"Post {name}")), met, cases) for name, met, cases in posts]
    need = {"name": say("Necesidad", "Need")}
    share = {"name": say("Atendidas", "Met"), "number": True}
    return {
        "bar_figure": {
            "sentence": say(
                "Dos de cada tres personas encontraron dónde dormir esa noche.",
                "Two in three people found somewhere to sleep that night.",
            ),
            "note": say(
                "Cifras inventadas. La línea marca el intervalo de 95 %.",
                "Invented figures. The line marks the 95 % interval.",
            ),
            "svg": bars(
                rows,
                caption=Caption(
                    ident="needs",
                    title=str(say("Necesidades atendidas", "Needs met")),
                    description=str(
                        say(
                            "Barras con intervalo y una línea de referencia en 70 %.",
                            "Bars with an interval and a reference line at 70 %.",
                        )
                    ),
                ),
                share=True,
                reference=0.7,
                hidden_words=str(say("menos de cinco: oculto", "fewer than five: hidden")),
            ),
            "table": {
                "caption": say("Necesidades atendidas", "Needs met"),
                "columns": [need, share],
                "rows": [[row.label, "–" if row.value is None else f"{row.value:.0%}"] for row in rows],
            },
        },
        "funnel_figure": {
            "sentence": say(
                "Un puesto queda fuera de lo que explica el azar; los demás, no.",
                "One post is outside what chance explains; the others are not.",
            ),
            "note": say(
                "Cifras inventadas. Límites de 95 % y 99.8 %.", "Invented figures. Limits of 95 % and 99.8 %."
            ),
            "svg": funnel(
                points,
                caption=Caption(
                    ident="posts",
                    title=str(say("Hecho a tiempo, por tamaño del puesto", "On time, by size of post")),
                    description=str(
                        say(
                            "Cada punto es un puesto; las curvas son los límites del azar.",
                            "Each point is a post; the curves are the limits of chance.",
                        )
                    ),
                ),
                across=str(say("casos en el puesto", "cases in the post")),
                up=str(say("hecho a tiempo", "done on time")),
            ),
            "table": {
                "caption": say("Hecho a tiempo", "Done on time"),
                "columns": [
                    {"name": say("Puesto", "Post")},
                    {"name": say("A tiempo", "On time"), "number": True},
                    {"name": say("Casos", "Cases"), "number": True},
                ],
                "rows": [[point.label, point.met, point.cases] for point in points],
            },
        },
    }
