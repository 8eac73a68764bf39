"""When the data cannot answer, and what to mind where they can. The limits are proposals.

A refusal has a reason that can be read from the panel alone. Nothing here is the absence of an
effect: it is the absence of an answer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from cauce.methods.evaluation.fit import informative
from cauce.methods.evaluation.panel import Panel
from cauce.methods.evaluation.redraw import how_many_orders

# Below this a figure tells of persons (publication.md, threshold of contributors).
LEAST_CASES = 10
# With fewer orders no p-value can be below 5 %.
LEAST_ORDERS = 20
FEW_POSTS = 20
SHORT_BASELINE = 12


@dataclass(frozen=True)
class Reason:
    """Why there is no answer, or what to mind: a stable id and a sentence in both languages."""

    id: str
    es: str
    en: str

    def said(self, language: str) -> str:
        return self.en if language == "en" else self.es


def _none_to_compare(panel: Panel) -> Reason | None:
    starts = set(panel.starts.tolist())
    if len(panel.posts) == 1:
        return Reason(
            "one-post",
            "Hay un solo consulado: no hay con quién comparar.",
            "There is one post alone: there is nobody to compare with.",
        )
    if not panel.waves:
        return Reason(
            "none-began",
            "Ningún consulado empieza dentro de estos meses.",
            "No post begins within these months.",
        )
    if len(starts) == 1:
        return Reason(
            "all-at-once",
            "Todos los consulados empiezan el mismo mes: lo que cambió ese mes por otra causa no se puede "
            "separar.",
            "All posts begin in the same month: what changed that month for another cause cannot be told "
            "apart.",
        )
    return None


def _too_few(panel: Panel) -> Reason | None:
    cases = float((panel.counts * (panel.exposure > 0)).sum())
    if cases == 0:
        return Reason("no-cases", "No hay ningún caso en el archivo.", "There is no case in the file.")
    if cases < LEAST_CASES:
        return Reason(
            "few-cases",
            f"Hay menos de {LEAST_CASES} casos en total.",
            f"There are fewer than {LEAST_CASES} cases in all.",
        )
    many = how_many_orders(panel.starts, panel.strata)
    if many < LEAST_ORDERS:
        return Reason(
            "few-orders",
            f"El sorteo solo tenía {many} órdenes posibles: ningún valor p puede bajar de {1 / many:.2f}.",
            f"The draw had only {many} possible orders: no p-value can be below {1 / many:.2f}.",
        )
    return None


def separated(panel: Panel) -> bool:
    """Whether the effect has no finite estimate (Correia, Guimarães and Zylkin 2019).

    So it is where some direction of effects leaves every cell with cases as it is and lowers cells
    without any: for instance where no post had a case after it began. A linear programme decides.
    """
    open_ = informative(panel.counts, panel.exposure) > 0
    posts, months = np.nonzero(open_)
    size, across = len(panel.posts), len(panel.months)
    at = np.arange(len(posts))
    columns = np.concatenate([posts, size + months, np.full(len(posts), size + across)])
    values = np.concatenate([np.ones(2 * len(posts)), panel.treated[posts, months]])
    system = coo_array((values, (np.tile(at, 3), columns)), shape=(len(posts), size + across + 1))
    system = system.tocsr()
    some = panel.counts[posts, months] > 0
    bounds = [(-1e3, 1e3)] * (size + across) + [(-1.0, 1.0)]
    for sign in (1.0, -1.0):
        aim = np.zeros(size + across + 1)
        aim[-1] = sign
        found = linprog(
            aim,
            A_ub=system[~some] if (~some).any() else None,
            b_ub=np.zeros(int((~some).sum())) if (~some).any() else None,
            A_eq=system[some],
            b_eq=np.zeros(int(some.sum())),
            bounds=bounds,
            method="highs",
        )
        if found.status == 0 and abs(found.fun) > 1e-6:
            return True
    return False


def told_apart(panel: Panel) -> bool:
    """Whether, in the cells that count, the treatment differs from effects of post and month."""
    open_ = informative(panel.counts, panel.exposure) > 0
    left = np.where(open_, panel.treated, 0.0)
    for _ in range(500):
        for axis in (0, 1):
            below = np.maximum(open_.sum(axis=axis, keepdims=True), 1)
            left = np.where(open_, left - left.sum(axis=axis, keepdims=True) / below, 0.0)
    return float((left**2).sum()) > 1e-6


def refusals(panel: Panel) -> list[Reason]:
    """Why this panel has no answer; empty where it may have one."""
    for check in (_none_to_compare, _too_few):
        reason = check(panel)
        if reason is not None:
            return [reason]
    if not told_apart(panel):
        return [
            Reason(
                "not-told-apart",
                "En los meses y consulados con casos, el comienzo no se distingue de los propios meses "
                "y consulados.",
                "In the months and posts with cases, the beginning cannot be told apart from the months and "
                "posts themselves.",
            )
        ]
    if separated(panel):
        return [
            Reason(
                "no-finite",
                "No hay estimación finita: en una parte de la comparación no hay ningún caso.",
                "There is no finite estimate: one side of the comparison has no case at all.",
            )
        ]
    return []


def _of_the_draw(panel: Panel) -> list[Reason]:
    found = []
    later = int((panel.starts >= len(panel.months)).sum())
    if later:
        found.append(
            Reason(
                "not-begun",
                (
                    f"{later} consulados no empiezan en estos meses: comparan bien solo "
                    "si así lo dijo el sorteo."
                ),
                f"{later} posts do not begin in these months: they compare well only if the draw said so.",
            )
        )
    if not panel.stratified:
        found.append(
            Reason(
                "no-strata",
                "El archivo no dice estratos: el sorteo se repite entre todas. Si hubo estratos, agregue la "
                "columna «stratum» o el archivo del sorteo.",
                "The file tells no strata: the draw is repeated among all. Where there were strata, add the "
                "column 'stratum' or the file of the draw.",
            )
        )
    if len(panel.waves) < 5:
        found.append(Reason("few-waves", "Hay menos de cinco oleadas.", "There are fewer than five waves."))
    return found


def _of_the_months(panel: Panel) -> list[Reason]:
    found = []
    early = int((panel.starts == 0).sum())
    if early:
        found.append(
            Reason(
                "no-month-before",
                f"{early} consulados no tienen ningún mes anterior a su comienzo.",
                f"{early} posts have no month before they began.",
            )
        )
    if panel.waves and panel.waves[0] < SHORT_BASELINE:
        found.append(
            Reason(
                "short-baseline",
                f"Antes de la primera oleada hay {panel.waves[0]} meses; se aconsejan de 18 a 24.",
                f"Before the first wave there are {panel.waves[0]} months; 18 to 24 are advised.",
            )
        )
    return found


def warnings(panel: Panel) -> list[Reason]:
    """What to mind in the answer, readable from the panel alone."""
    found = _of_the_draw(panel) + _of_the_months(panel)
    live = (informative(panel.counts, panel.exposure) > 0).any(axis=1)
    silent = int((~live).sum())
    if silent:
        found.append(
            Reason(
                "silent-posts",
                f"{silent} consulados sin ningún caso no dicen nada aquí.",
                f"{silent} posts without a single case say nothing here.",
            )
        )
    if int(live.sum()) < FEW_POSTS:
        found.append(
            Reason(
                "few-posts",
                f"Con {int(live.sum())} consulados el intervalo es poco seguro: lea el valor p del sorteo.",
                f"With {int(live.sum())} posts the interval is unsure: read the p-value of the draw.",
            )
        )
    if panel.control is None:
        found.append(
            Reason(
                "no-control",
                "No hay control negativo (columna «control»): otros casos que el Protocolo no debería mover.",
                (
                    "There is no negative control (column 'control'): other cases that the "
                    "Protocol should not move."
                ),
            )
        )
    if panel.not_read:
        names = ", ".join(panel.not_read)
        found.append(Reason("not-read", f"Columnas que no se leen: {names}.", f"Columns not read: {names}."))
    return found
