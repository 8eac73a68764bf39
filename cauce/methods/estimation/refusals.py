"""When there is no answer: the rules, their figures, and the sentence that each one says.

The defaults are those of decision record 48. What can be decided from the file refuses the
headline; what only the people who made the lists know is a warning until they say it, and refuses
once they have said that it is wrong.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import reduce
from operator import or_

from cauce.methods.estimation.bootstrap import MANY_INFINITE, Intervals
from cauce.methods.estimation.cleaning import LEAST_LISTS
from cauce.methods.estimation.messages import Note
from cauce.methods.estimation.table import Table
from cauce.methods.estimation.variation import LEAST_FOR_LEAVING_OUT, Sensitivity

LEAST_OVERLAP = 20
LEAST_CASES = 80
MOST_INFINITE = 0.10
FLAG_Z0 = 0.3
MOST_Z0 = 0.5
MOST_FACTOR = 2.0
REVIEWED_PAIRS = 200
LEAST_RECALL = 0.9
# Beyond it the histories outnumber any list of people, and nothing is resampled.
LISTS_RESAMPLED = 10


@dataclass(frozen=True)
class Circumstances:
    """What the file cannot tell. None is "not known", which warns; a bad answer refuses.

    ``routes_without_first``: a referral or legal route leads from one list to another and
    ``first_detected_by`` is not recorded. ``reviewed_pairs``, ``recall`` and ``precision`` of the
    linkage, from clerical review. ``same_window``, ``same_population``: whether the lists speak of
    the same time, and of the same people under the same definition. ``unlawful``: lists that may not
    lawfully be linked (28 CFR 94.115 and the like); they are left out. ``groups``: recall of the linkage
    among those of a group, by its name.
    """

    routes_without_first: bool | None = None
    reviewed_pairs: int | None = None
    recall: float | None = None
    precision: float | None = None
    same_window: bool | None = None
    same_population: bool | None = None
    unlawful: tuple[str, ...] = ()
    groups: tuple[tuple[str, float], ...] = ()


def of_table(table: Table, short: bool) -> list[Note]:
    """What the counts alone refuse: too few lists, cases or overlaps."""
    found = []
    if short or len(table.lists) < LEAST_LISTS:
        found.append(
            Note(
                "fewer-than-three-lists",
                "Quedan menos de tres listas que digan algo: con dos no se ve si dependen una de otra.",
                "Fewer than three lists that say anything are left: two cannot show dependence.",
            )
        )
    if len(table.lists) > LISTS_RESAMPLED:
        found.append(
            Note(
                "too-many-lists",
                f"Son {len(table.lists)} listas; con más de {LISTS_RESAMPLED} hay más historias posibles "
                "que datos y no se remuestrea. Una las de la misma clase.",
                f"There are {len(table.lists)} lists; with more than {LISTS_RESAMPLED} there are more "
                "possible histories than data, and nothing is resampled. Merge those of one kind.",
                len(table.lists),
            )
        )
    if table.n < LEAST_CASES:
        found.append(
            Note(
                "too-few-cases",
                f"Hay {table.n} casos; hacen falta al menos {LEAST_CASES}.",
                f"There are {table.n} cases; at least {LEAST_CASES} are needed.",
                table.n,
            )
        )
    if table.overlap == 0:
        found.append(
            Note(
                "no-overlap",
                "Ningún caso está en dos listas: nada dice cuántos no están en ninguna.",
                "No case is on two lists: nothing says how many are on none.",
                0,
            )
        )
    elif table.overlap < LEAST_OVERLAP:
        found.append(
            Note(
                "too-few-overlaps",
                f"Hay {table.overlap} casos en dos listas o más; hacen falta al menos {LEAST_OVERLAP}.",
                f"There are {table.overlap} cases on two lists or more; at least {LEAST_OVERLAP} are needed.",
                table.overlap,
            )
        )
    if len(apart := islands(table)) > 1:
        told = "; ".join(" + ".join(one) for one in apart)
        found.append(
            Note(
                "lists-disconnected",
                f"Las listas forman grupos que no comparten ningún caso ({told}): son poblaciones distintas "
                "para los datos, y nada dice qué hay entre ellas.",
                f"The lists form groups that share no case ({told}): to the data they are different "
                "populations, and nothing says what lies between them.",
                len(apart),
            )
        )
    return found


def islands(table: Table) -> list[tuple[str, ...]]:
    """The lists in groups that share no case with each other; lists that share none with any stand apart
    from this: they are left out, or too few are left."""
    groups: list[int] = []
    for mask in table.masks:
        if mask.bit_count() > 1:
            touched = [one for one in groups if one & mask]
            groups = [one for one in groups if not one & mask]
            groups.append(reduce(or_, touched, mask))
    return [table.names(one) for one in sorted(groups)]


def of_fit(status: str) -> list[Note]:
    """A model that was chosen and has no estimate."""
    if status == "ok":
        return []
    return [
        Note(
            "model-without-estimate",
            "El modelo elegido no tiene una estimación que exista y sea única.",
            "The chosen model has no estimate that exists and is the only one.",
        )
    ]


def of_intervals(found: Intervals) -> tuple[list[Note], list[Note]]:
    """(refusals, warnings) of a resampled estimate."""
    refused, warned = [], []
    share = round(found.infinite, 4)
    if found.infinite > MOST_INFINITE:
        refused.append(
            Note(
                "resamples-infinite",
                f"El {share:.1%} de los remuestreos no tiene estimación finita (límite: 10 %).",
                f"{share:.1%} of the resamples have no finite estimate (limit: 10 %).",
                share,
            )
        )
    elif found.infinite > MANY_INFINITE:
        warned.append(
            Note(
                "upper-not-bounded",
                f"El {share:.1%} de los remuestreos es infinito: el límite superior no está acotado.",
                f"{share:.1%} of the resamples are infinite: the upper limit is not bounded.",
                share,
            )
        )
    z0 = found.z0
    said = round(z0, 2) if math.isfinite(z0) else z0
    if not abs(z0) <= MOST_Z0:
        refused.append(
            Note(
                "unstable-z0",
                f"Inestable: z0 = {said}; por encima de {MOST_Z0} el intervalo no es de fiar.",
                f"Unstable: z0 = {said}; beyond {MOST_Z0} the interval is not to be believed.",
                said if math.isfinite(z0) else None,
            )
        )
    elif abs(z0) > FLAG_Z0:
        warned.append(
            Note(
                "large-z0",
                f"z0 = {said}: los remuestreos están cargados hacia un lado; lea ambos intervalos.",
                f"z0 = {said}: the resamples lean to one side; read both intervals.",
                said,
            )
        )
    return refused, warned


def of_sensitivity(found: Sensitivity, lists: int) -> tuple[list[Note], list[Note]]:
    """(refusals, warnings) of how far the answer moves."""
    refused, warned = [], []
    out, models = found.leaving_out, found.models_range
    if out is None:
        warned.append(
            Note(
                "leaving-out-not-tried",
                f"Con menos de {LEAST_FOR_LEAVING_OUT} listas no se puede probar sin cada una.",
                f"With fewer than {LEAST_FOR_LEAVING_OUT} lists none can be left out as a trial.",
            )
        )
    elif not out <= MOST_FACTOR:
        refused.append(
            Note(
                "unstable-lists",
                f"Inestable: al quitar una lista u otra, la estimación cambia {_times(out, 'es')}.",
                f"Unstable: leaving out one list or another changes the estimate {_times(out, 'en')}.",
                round(out, 2) if math.isfinite(out) else None,
            )
        )
    if found.ranking is None:
        warned.append(
            Note(
                "models-not-compared",
                f"Con {lists} listas no se comparan todos los modelos.",
                f"With {lists} lists not all models are compared.",
            )
        )
    elif models is not None and not models <= MOST_FACTOR:
        refused.append(
            Note(
                "unstable-models",
                "Inestable: entre modelos que los datos no distinguen (2 unidades de BIC), la "
                f"estimación cambia {_times(models, 'es')}.",
                "Unstable: between models that the data cannot tell apart (2 units of BIC) the "
                f"estimate changes {_times(models, 'en')}.",
                round(models, 2),
            )
        )
    return refused, warned


def _times(factor: float, language: str) -> str:
    if not math.isfinite(factor):
        return "sin límite" if language == "es" else "without limit"
    return f"{factor:.2f} veces" if language == "es" else f"{factor:.2f} times"


def of_circumstances(known: Circumstances) -> tuple[list[Note], list[Note]]:
    """(refusals, warnings) of what the file cannot tell."""
    refused: list[Note] = []
    warned: list[Note] = []
    _routes(known, refused, warned)
    _linkage(known, refused, warned)
    _windows(known, refused, warned)
    return refused, warned


def _routes(known: Circumstances, refused: list[Note], warned: list[Note]) -> None:
    if known.routes_without_first:
        refused.append(
            Note(
                "route-between-lists",
                "Una lista alimenta a otra y no consta quién detectó primero: no son dos detecciones.",
                "One list feeds another and who detected first is not recorded: not two detections.",
            )
        )
    elif known.routes_without_first is None:
        warned.append(
            Note(
                "routes-unknown",
                "No se sabe si una lista deriva casos a otra; una derivación no es otra detección.",
                "It is not known whether one list refers cases to another; a referral is no second "
                "detection.",
            )
        )


def _linkage(known: Circumstances, refused: list[Note], warned: list[Note]) -> None:
    measured = None not in (known.reviewed_pairs, known.recall, known.precision)
    if not measured:
        warned.append(
            Note(
                "linkage-unmeasured",
                "No se midió el enlace entre listas: 10 % de enlaces perdidos sube la cifra un 12 %.",
                "The linkage between lists was not measured: 10 % missed links raise the figure 12 %.",
            )
        )
    few = known.reviewed_pairs is not None and known.reviewed_pairs < REVIEWED_PAIRS
    low = known.recall is not None and known.recall < LEAST_RECALL
    if few or low:
        refused.append(
            Note(
                "linkage-poor",
                f"El enlace se midió en menos de {REVIEWED_PAIRS} pares revisados o halla menos del "
                f"{LEAST_RECALL:.0%} de los verdaderos.",
                f"Linkage was measured on fewer than {REVIEWED_PAIRS} reviewed pairs, or finds less "
                f"than {LEAST_RECALL:.0%} of the true ones.",
                known.recall,
            )
        )


def _windows(known: Circumstances, refused: list[Note], warned: list[Note]) -> None:
    answers = (known.same_window, known.same_population)
    if False in answers:
        refused.append(
            Note(
                "lists-of-different-things",
                "Las listas hablan de tiempos, personas o definiciones distintas.",
                "The lists speak of different times, people or definitions.",
            )
        )
    elif None in answers:
        warned.append(
            Note(
                "windows-unknown",
                "No se sabe si las listas cubren el mismo tiempo, a las mismas personas y con la misma "
                "definición.",
                "It is not known whether the lists cover the same time and the same people under one "
                "definition.",
            )
        )
