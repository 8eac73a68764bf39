"""The pictures of likeness, each with its sentence and its table: for one post or for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language

from cauce.content.model import Text, both
from cauce.desk.measurement.figures import PHASES
from cauce.desk.measurement.saying import number_or_hidden, percent, share, title_of
from cauce.measurement.boards.post_comparison import times
from cauce.measurement.boards.post_comparison.comparison import Beside
from cauce.measurement.boards.post_comparison.order import Went
from cauce.measurement.hiding.tree import ALL
from cauce.measurement.rules.post_outliers import Standing
from cauce.protocol.editions.access import current_edition
from cauce.rules.adherence import wilson
from cauce.ui.bands import SHARES, Band, bands, time_scale
from cauce.ui.charts import OUTER, Caption, limits
from cauce.ui.scatter import Spot, scatter
from cauce.ui.words import language_of, say

from .counts import percent_or_hidden, told_of, waited_or_hidden
from .saying import SIDES, waited, whole, worked

Figure = dict[str, Any]
Names = dict[str, str]
INNER = 0.025
HOURS = (
    (1 / 60, both("1 min", "1 min")),
    (1.0, both("1 h", "1 h")),
    (24.0, both("1 día", "1 day")),
    (168.0, both("1 sem.", "1 wk")),
    (720.0, both("1 mes", "1 mo.")),
    (8760.0, both("1 año", "1 yr")),
)


def _in(text: Text) -> str:
    return text[language_of(get_language())]


def column(es: str, en: str, *, number: bool = True) -> dict[str, Any]:
    return {"name": both(es, en), "number": number}


def outside(one: Standing) -> bool:
    """Beyond what chance leaves 95 of 100 times, before the number of comparisons is thought of."""
    return one.chance < 2 * INNER


def _of_step(one: Standing) -> Band:
    return Band(
        _in(title_of(one.action)),
        one.share,
        f"{percent(one.share)}\u00a0({one.met}/{one.cases})",
        limits(one.rate, one.cases, INNER),
        limits(one.rate, one.cases, OUTER),
        reference=one.rate,
        outside=one.side in ("below", "above"),
    )


def _steps_table(found: Sequence[Standing], caption: Text) -> dict[str, Any]:
    return {
        "caption": caption,
        "stack": True,
        "columns": [
            column("Paso", "Step", number=False),
            column("Ya tocaba", "Was due"),
            column("Aquí (intervalo de 95 %)", "Here (95 % interval)"),
            column("En la red", "In the network"),
            column("Frente a la red", "Beside it", number=False),
        ],
        "rows": [
            [
                title_of(one.action),
                one.cases,
                share(wilson(one.met, one.cases)),
                percent(one.rate),
                SIDES[one.side],
            ]
            for one in found
        ],
    }


def steps_figure(found: Sequence[Standing], ident: str, sentence: Text, caption: Text) -> Figure:
    """One post over some steps: a funnel cut at the size of each."""
    return {
        "sentence": sentence,
        "note": both(
            (
                "Punto: aquí. Línea cortada: la red. Banda: lo que deja el azar 95 de cada 100 veces; la "
                "punteada, 99.8. Cuadro rojo: difiere también después de contar todas las comparaciones."
            ),
            (
                "Dot: here. Dashed line: the network. Band: what chance leaves 95 times of 100; the dotted "
                "one, 99.8. Red square: it differs also once all comparisons are counted."
            ),
        ),
        "svg": bands(
            [_of_step(one) for one in found],
            SHARES,
            caption=Caption(
                ident=ident,
                title=_in(caption),
                description=str(
                    say(
                        "Una línea por paso: la parte hecha u ofrecida a tiempo aquí y en la red.",
                        "One line for each step: the part done or offered in time here and in the network.",
                    )
                ),
            ),
        ),
        "table": _steps_table(found, caption),
    }


def by_phase(found: Sequence[Standing]) -> list[Figure]:
    """Every step with enough cases, one figure for each phase."""
    figures = []
    for phase, name in PHASES:
        here = [one for one in found if one.action[:2] == phase and one.side != "few"]
        if here:
            like = sum(one.side == "like" for one in here)
            sentence = both(
                f"{name.es}: {like} de {len(here)} pasos como en la red.",
                f"{name.en}: {like} of {len(here)} steps as in the network.",
            )
            figures.append(steps_figure(here, f"alike-{phase}", sentence, name))
    return figures


def times_figure(beside: Beside) -> Figure | None:
    """From the first cue to each step, here and in the network; or the network alone."""
    rows, drawn, own = [], [], beside.own
    for stage in times.STAGES:
        head = "wait", stage.id, ALL
        network = beside.network.middle(*head, "cases")
        here = network if own is None else own.waits[stage.id]
        if own is None and (*head, "cases") not in beside.network.closed.told:
            continue
        if own is not None and here is not None and not here.count and network is None:
            continue
        if here is not None:
            drawn.append(
                Band(
                    _in(stage.title),
                    here.median,
                    _in(waited(here)),
                    whisker=(here.low, here.high) if here.median is not None else None,
                    reference=None if own is None or network is None else network.median,
                )
            )
        numbers = told_of(beside, head, "cases", "going")
        if own is not None and here is not None:
            numbers = [here.count, here.going_on]
        row = [stage.title, *numbers, waited_or_hidden(here)]
        rows.append(row if own is None else [*row, waited_or_hidden(network)])
    if not rows:
        return None
    caption = both("De la primera señal a cada paso", "From the first cue to each step")
    columns = [
        column("Paso", "Step", number=False),
        column("Casos", "Cases"),
        column("Aún sin llegar", "Not there yet"),
        column("Mediana (intervalo de 95 %)", "Median (95 % interval)"),
    ]
    if own is not None:
        columns.append(column("En la red", "In the network"))
    return {
        "sentence": both(
            "Cuánto pasa desde la primera señal hasta cada paso.",
            "How long it takes from the first cue to each step.",
        ),
        "note": both(
            "Mediana de Kaplan y Meier: quien aún espera cuenta por lo que lleva. Cada tramo de la escala "
            "es varias veces más largo que el anterior. Lo que la persona no quiso, y aquello de lo que "
            "se apartó el consulado, no es espera.",
            (
                "Median of Kaplan and Meier: whoever still waits counts for as long as is known. Each "
                "part of the scale is several times as long as the one before. What was declined or "
                "departed from is no wait."
            ),
        ),
        "svg": bands(
            drawn,
            [(at, _in(words)) for at, words in HOURS],
            caption=Caption(
                ident="times",
                title=_in(caption),
                description=str(
                    say(
                        "Una línea por paso, en escala de minutos a un año.",
                        "One line for each step, on a scale of minutes to a year.",
                    )
                ),
            ),
            scale=time_scale,
        ),
        "table": {"caption": caption, "columns": columns, "rows": rows, "stack": True},
    }


def stations_figure(beside: Beside) -> Figure | None:
    """The Protocol as it really ran, as a line of stations: here beside the network, or of all posts."""
    own, net = beside.own, beside.network
    mine = own.went if own else None
    stations = own.stations if own else net.parts("station")
    if not stations or (mine is not None and not mine.cases):
        return None
    rows, drawn = [], []
    everybody = {one.id for one in current_edition().actions.values() if one.branch is None}
    for step in stations:
        head = "station", step
        network = net.share((*head, "in_order"), (*head, "total"))
        rate = mine.rate(step) if mine is not None else None
        if own and rate is None:
            continue
        value = rate.value if rate else network
        if step in everybody and value is not None:  # steps of some circumstances alone are in the table
            of = f"\u00a0({rate.followed}/{rate.total})" if rate else ""
            drawn.append(
                Band(
                    _in(title_of(step)),
                    value,
                    f"{percent(value)}{of}",
                    whisker=(rate.low, rate.high) if rate else None,
                    reference=network if rate else None,
                )
            )
        numbers = told_of(beside, head, "total", "in_order", "early", "late", "skipped")
        if rate is not None and mine is not None:
            numbers = [
                rate.total,
                rate.followed,
                *(kind[step] for kind in (mine.early, mine.late, mine.skipped)),
            ]
        rows.append([title_of(step), *numbers, share(rate) if rate else percent_or_hidden(network)])
    caption = both("En su turno, paso por paso", "In its turn, step by step")
    cases, went, fit = _as_a_whole(beside, mine)
    return {
        "sentence": both(
            f"De {cases.es} casos, {went.es} pasaron por todo lo que tocaba, en su orden. En promedio, "
            f"{fit.es} de lo hecho y lo pedido coincide.",
            f"Of {cases.en} cases, {went.en} went through all that was due, in its order. On average "
            f"{fit.en} of what was done and what was asked agrees.",
        ),
        "note": both(
            (
                "Cada caso se pone junto al orden del Protocolo de la manera más favorable que hay. Raya: "
                "intervalo de 95 %. Lo dejado con motivo no cuenta aquí."
            ),
            (
                "Each case is put beside the order of the Protocol in the most favourable way there is. Bar: "
                "95 % interval. What was left out with a reason does not count here."
            ),
        ),
        "svg": bands(
            drawn,
            SHARES,
            caption=Caption(
                ident="stations",
                title=_in(caption),
                description=str(
                    say(
                        "Una estación por paso: la parte de los casos que pasó en su turno.",
                        "One station for each step: the part of cases that passed in its turn.",
                    )
                ),
            ),
            rail=True,
        ),
        "table": {
            "caption": caption,
            "stack": True,
            "rows": rows,
            "columns": [
                column("Paso", "Step", number=False),
                column("Casos", "Cases"),
                column("En su turno", "In turn"),
                column("Antes de tiempo", "Before its time"),
                column("Después", "After its time"),
                column("Sin hacer", "Not done"),
                column("En su turno (95 %)", "In turn (95 %)"),
            ],
        },
    }


def _as_a_whole(beside: Beside, mine: Went | None) -> tuple[Text, Text, Text]:
    """How many cases there are, how many went in order, and how far what was done and asked agree."""
    if mine is not None:
        numbers, fit = [number_or_hidden(mine.cases), number_or_hidden(mine.whole)], mine.mean_fitness
    else:
        numbers = [number_or_hidden(beside.network.number("order", ALL, name)) for name in ("cases", "whole")]
        fit = beside.network.beside("order", ALL, "whole")
    return numbers[0], numbers[1], percent_or_hidden(fit)


def minutes_figure(beside: Beside, known: Names) -> Figure | None:
    """Minutes of a case beside the share followed; one's own post bears its name."""
    spots, rows, own = [], [], beside.own
    for post in sorted(known, key=known.__getitem__):
        met, due = beside.shares.get(post, (0, 0))
        mine = own is not None and own.post == post
        middle = own.minutes if own and mine else beside.network.middle("minutes", post, "cases")
        if middle is None or middle.median is None or not due:
            continue
        spots.append(Spot(known[post], middle.median, met / due, mine=mine))
        if own is None or mine:
            rows.append([known[post], middle.count, worked(middle), percent(met / due)])
    network = beside.network.middle("minutes", ALL, "cases")
    if not spots or network is None or network.median is None:
        return None
    met, due = beside.shares.get(ALL, (0, 0))
    up = met / due if due else None
    rows.append([both("Toda la red", "The whole network"), network.count, worked(network), whole(up)])
    caption = both("Minutos por caso y pasos seguidos", "Minutes for each case, and steps followed")
    return {
        "sentence": both(
            (
                f"En la red un caso ocupa al menos {network.median:.0f} minutos en el programa (mediana), "
                "junto a lo que se sigue."
            ),
            (
                f"Across the network a case takes at least {network.median:.0f} minutes in the program "
                "(median), beside what is followed."
            ),
        ),
        "note": both(
            (
                f"De acto a acto de quien lo atiende, si pasan {beside.gap} minutos o menos. Lo que se hace "
                "lejos de la pantalla no está. Se cuenta el caso, nunca a quien trabaja; donde trabajan "
                "menos de tres personas no se muestra. Un Protocolo que solo añade trabajo no es un logro."
            ),
            (
                f"From one act to the next of whoever works on it, if no more than {beside.gap} "
                "minutes pass. What is done away from the screen is not in it. The case is counted, "
                "never who works; where fewer than three people work it is not shown. A Protocol that "
                "only adds work is no success."
            ),
        ),
        "svg": scatter(
            spots,
            caption=Caption(
                ident="minutes",
                title=_in(caption),
                description=str(
                    say(
                        "Cada punto es un consulado; las líneas cortadas, la red.",
                        "Each point is a post; the dashed lines are the network.",
                    )
                ),
            ),
            across=str(say("minutos por caso (mediana)", "minutes for each case (median)")),
            up=str(say("pasos a tiempo", "steps in time")),
            middle=(network.median, up),
        ),
        "table": {
            "caption": caption,
            "stack": True,
            "rows": rows,
            "columns": [
                column("Consulado", "Post", number=False),
                column("Casos", "Cases"),
                column("Minutos (mediana, 95 %)", "Minutes (median, 95 %)"),
                column("Se siguió", "Followed"),
            ],
        },
    }
