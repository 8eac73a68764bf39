"""One picture of a post beside the network: in everything that was due, and phase by phase."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cauce.content.model import Text, both
from cauce.desk.measurement.alike import own_sentence
from cauce.desk.measurement.figures import PHASES
from cauce.desk.measurement.saying import percent, share
from cauce.measurement.boards.adherence import Part
from cauce.rules.adherence import Rate
from cauce.ui.bands import SHARES, Band, bands
from cauce.ui.charts import Caption
from cauce.ui.words import say

NAMES = {"": both("Todo lo que venció", "All that fell due")} | dict(PHASES)
UNTOLD = both("no se muestra", "not shown")
CAPTION = both("Pasos seguidos, aquí y en la red", "Steps followed, here and across the network")


def beside_figure(parts: Sequence[Part], year: str) -> dict[str, Any] | None:
    """None: nothing was due yet."""
    found = [(one, one.own) for one in parts if one.own is not None]
    if not found or found[0][0].phase:
        return None
    whole, own = found[0]
    return {
        "sentence": own_sentence(own, year, whole.network),
        "note": both(
            "Punto: este consulado, con su intervalo de 95 %. Línea cortada: la red, en el corte del lunes. "
            "Por fase cuentan los pasos que la red muestra.",
            "Dot: this post, with its 95 % interval. Dashed line: the network, as of Monday. By phase, the "
            "steps that the network shows are counted.",
        ),
        "svg": bands(
            [_band(one, rate) for one, rate in found],
            SHARES,
            caption=Caption(
                ident="beside",
                title=str(say(CAPTION.es, CAPTION.en)),
                description=str(
                    say(
                        "Una línea por fase: la parte hecha u ofrecida a tiempo aquí y en la red.",
                        "One line for each phase: the part done or offered in time here and in the network.",
                    )
                ),
            ),
        ),
        "table": {
            "caption": CAPTION,
            "columns": [
                {"name": both("Fase", "Phase")},
                {"name": both("Vencieron", "Fell due"), "number": True},
                {"name": both("Aquí (intervalo de 95 %)", "Here (95 % interval)"), "number": True},
                {"name": both("En la red", "In the network"), "number": True},
            ],
            "stack": True,
            "rows": [[NAMES[one.phase], rate.total, share(rate), _told(one.network)] for one, rate in found],
        },
    }


def _told(value: float | None) -> Text | str:
    return UNTOLD if value is None else percent(value)


def _band(one: Part, rate: Rate) -> Band:
    name = NAMES[one.phase]
    return Band(
        str(say(name.es, name.en)),
        rate.value,
        f"{percent(rate.value)}\u00a0({rate.followed:,}/{rate.total:,})",
        whisker=(rate.low, rate.high),
        reference=one.network,
    )
