"""Invented figures for the page that shows the look: over time, in parts, and on the map."""

from __future__ import annotations

from typing import Any

from .charts import Caption
from .lines import Beside, Break, Moment, Panel, Said, line, panels
from .maps import places, spot_at
from .shares import Share, shares
from .words import say


def _said() -> Said:
    return Said(
        hidden=str(say("de 1 a 5: oculto", "1 to 5: hidden")),
        none=str(say("no hubo nada que contar", "there was nothing to count")),
        part=str(say("el trimestre no ha terminado", "the quarter is not over")),
    )


def _moments() -> tuple[Moment, ...]:
    mark = str(say("T", "Q"))
    return (
        Moment(f"{mark}1", 0.52, 0.41, 0.63, year="2025"),
        Moment(f"{mark}2", 0.58, 0.47, 0.68, year="2025"),
        Moment(f"{mark}3", None, hidden=True, year="2025"),
        Moment(f"{mark}4", 0.55, 0.43, 0.66, year="2025"),
        Moment(f"{mark}1", 0.71, 0.62, 0.79, year="2026"),
        Moment(f"{mark}2", 0.74, 0.65, 0.81, year="2026"),
        Moment(f"{mark}3", None, year="2026"),
        Moment(f"{mark}4", 0.78, 0.6, 0.89, part=True, year="2026"),
    )


def _table(caption: Any, head: Any, rows: list[list[object]]) -> dict[str, Any]:
    return {
        "caption": caption,
        "rows": rows,
        "columns": [{"name": head}, {"name": say("Cifra", "Figure"), "number": True}],
    }


def _shown(moment: Moment) -> Any:
    if moment.value is not None:
        return f"{moment.value:.0%}"
    return say("oculto", "hidden") if moment.hidden else None


def drawings() -> dict[str, Any]:
    """Four drawings with their sentences and tables."""
    moments, said = _moments(), _said()
    change = [Break(4, str(say("cambió la definición", "the definition changed")))]
    beside = Beside(
        str(say("toda la red", "the whole network")), (0.5, 0.52, 0.53, 0.55, 0.6, 0.62, 0.63, 0.64)
    )
    title, note = (
        say("A tiempo, por trimestre", "In time, by quarter"),
        say("Cifras inventadas.", "Invented figures."),
    )
    words = str(
        say(
            "Un punto por trimestre, con su intervalo; la línea se corta donde algo cambió.",
            "A point for each quarter, with its interval; the line stops where something changed.",
        )
    )
    regions = ("Costa (ejemplo)", "Río (ejemplo)", "Sierra (ejemplo)")
    parts = [
        Share(str(say("Mañana", "Morning")), 60),
        Share(str(say("Tarde", "Afternoon")), 25),
        Share(str(say("Noche", "Night")), None),
        Share(str(say("No se sabe", "Not known")), None),
    ]
    spots = [
        ("Lugar A", 90, 29.76, -95.36, "TX"),
        ("Lugar B", 40, 34.05, -118.24, "CA"),
        ("Lugar C", None, 41.85, -87.65, "IL"),
        ("Lugar D", 12, 25.78, -80.19, "FL"),
        ("Lugar E", 0, 39.74, -104.98, "CO"),
        ("Lugar F", 7, 18.47, -66.1, "PR"),
    ]
    where = say("Por lugar", "By place")
    signs = {"hidden": said.hidden, "none": str(say("nadie", "nobody"))}
    shown = [spot for spot in (spot_at(*row) for row in spots) if spot]
    quarter = say("Trimestre", "Quarter")
    return {
        "time_figure": {
            "sentence": say(
                "Desde que cambió la definición no se compara con antes.",
                "Since the definition changed it is not compared with before.",
            ),
            "note": note,
            "table": _table(title, quarter, [[f"{m.label} {m.year}", _shown(m)] for m in moments]),
            "svg": line(
                moments,
                caption=Caption(ident="time", title=str(title), description=words),
                said=said,
                share=True,
                breaks=change,
                beside=beside,
            ),
            "phone": line(
                moments,
                caption=Caption(ident="time-s", title=str(title), description=words),
                said=said,
                share=True,
                breaks=change,
                beside=beside,
                wide=360,
            ),
        },
        "panels_figure": {
            "sentence": say("Los mismos ejes en cada lugar.", "The same axes in each place."),
            "note": note,
            "table": _table(
                say("Por lugar y trimestre", "By place and quarter"),
                say("Lugar", "Place"),
                [[name, _shown(moments[-1])] for name in regions],
            ),
            "svg": panels(
                [Panel(name, moments) for name in regions],
                caption=Caption(ident="panels", title=str(title), description=words),
                said=said,
                share=True,
                breaks=change,
            ),
            "phone": panels(
                [Panel(name, moments) for name in regions],
                caption=Caption(ident="panels-s", title=str(title), description=words),
                said=said,
                share=True,
                breaks=change,
                wide=360,
            ),
        },
        "shares_figure": {
            "sentence": say("Más de la mitad, por la mañana.", "More than half, in the morning."),
            "note": note,
            "table": _table(
                say("Por hora", "By hour"),
                say("Hora", "Hour"),
                [[p.label, say("oculto", "hidden") if p.value is None else p.value] for p in parts],
            ),
            "svg": shares(
                parts,
                100,
                caption=Caption(
                    ident="shares",
                    title=str(say("Por hora", "By hour")),
                    description=str(
                        say("Las partes, en el orden de la lista.", "The parts, in the order of the list.")
                    ),
                ),
                hidden_words=said.hidden,
            ),
        },
        "map_figure": {
            "sentence": say("Un círculo por lugar.", "A circle for each place."),
            "note": note,
            "table": _table(
                where,
                say("Lugar", "Place"),
                [
                    [name, say("oculto", "hidden") if value is None else str(value)]
                    for name, value, *_ in spots
                ],
            ),
            "svg": places(
                shown,
                caption=Caption(
                    ident="map",
                    title=str(where),
                    description=str(say("El tamaño dice cuántos.", "The size tells how many.")),
                ),
                said=signs,
            ),
        },
    }
