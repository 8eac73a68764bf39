"""The sentences of a report: a range, what it assumes, what its critics say; Spanish and English."""

from __future__ import annotations

import math

from cauce.methods.estimation.analysis import Analysis

WORDS = {
    "main": ("Efectos principales (listas independientes)", "Main effects (independent lists)"),
    "stepwise": ("Selección por pasos de pares", "Stepwise selection of pairs"),
    "bic": ("Mejor de todos los modelos, por BIC", "Best of all models, by BIC"),
    "latent-class": ("Clases latentes, bayesiano", "Latent classes, Bayesian"),
}
STATUSES = {
    "ok": ("con estimación", "with an estimate"),
    "does_not_exist": ("la estimación no existe", "the estimate does not exist"),
    "not_identifiable": ("la estimación no es única", "the estimate is not the only one"),
    "not_converged": ("las cadenas no coinciden", "the chains do not agree"),
    "not_offered": ("no se ofrece con este número de listas", "not offered for this many lists"),
}
INTERVALS = {
    "bca": ("BCa, selección repetida", "BCa, selection repeated"),
    "percentile": ("percentil, selección repetida", "percentile, selection repeated"),
    "wald": ("Wald, condicionado al modelo", "Wald, conditional on the model"),
    "credible": ("creíble", "credible"),
}
ASSUMES = (
    (
        "que cada persona puede aparecer en cada lista, y que ninguna lista envía sus casos a otra",
        "that each person can appear on each list, and that no list sends its cases to another",
    ),
    (
        "que los registros de una misma persona se enlazaron bien entre las listas",
        "that the records of one person were linked rightly between the lists",
    ),
    (
        "que las listas hablan del mismo tiempo, de la misma población y con la misma definición",
        "that the lists speak of the same time, the same population and under one definition",
    ),
    (
        "que la dependencia entre listas es la que muestran los pares; la de todas a la vez no se "
        "puede ver en ningún dato",
        "that the dependence between lists is what pairs show; that of all at once can be seen in no data",
    ),
)
LOWER_BOUND = (
    "Si algunas personas son difíciles de encontrar para todas las listas, el número verdadero es mayor: "
    "lo que se da es una cota inferior del total y una cota superior de la parte detectada.",
    "If some people are hard to find for everybody, the true number is higher: what is given is a lower "
    "bound for the total and an upper bound for the share detected.",
)
CRITICS = (
    (
        "Whitehead et al. 2021 (Journal of Human Trafficking 7:1) sostienen que no es un método adecuado "
        "para esta población.",
        "Whitehead et al. 2021 (Journal of Human Trafficking 7:1) hold that it is not a suitable method "
        "for this population.",
    ),
    (
        "Sharifi Far et al. 2021 (Crime & Delinquency) y Binette y Steorts 2022 (JRSS-A 185:640) muestran "
        "cuánto depende la cifra del modelo y de las listas.",
        "Sharifi Far et al. 2021 (Crime & Delinquency) and Binette & Steorts 2022 (JRSS-A 185:640) show "
        "how far the figure depends on the model and on the lists.",
    ),
    (
        "Las estimaciones del Reino Unido desde 2014 van de 8,300 a 136,000 según el método (The "
        "Conversation).",
        "Estimates for the United Kingdom since 2014 run from 8,300 to 136,000 by method (The Conversation).",
    ),
)
NEVER = (
    "No sirve para ordenar consulados ni es una meta para el personal.",
    "It never ranks consulates and is never a target for staff.",
)


def pick(pair: tuple[str, str], language: str) -> str:
    """The half of a pair in that language."""
    return pair[1] if language == "en" else pair[0]


def two_figures(value: float, *, up: bool) -> int:
    """Two significant figures, rounded outwards so that a range never shrinks."""
    if value <= 0:
        return 0
    unit = 10 ** max(0, math.floor(math.log10(value)) - 1)
    return int((math.ceil if up else math.floor)(round(value / unit, 9)) * unit)


def shown(value: float | None) -> str:
    """A whole number with commas, as Mexico writes it; «∞» and «–» where there is none."""
    if value is None or math.isnan(value):
        return "–"
    return f"{value:,.0f}" if math.isfinite(value) else "∞"


def headline_text(found: Analysis, language: str) -> str:
    """The sentence of the range, or the one that says there is none."""
    if found.headline is None:
        return pick(
            (
                "No se da una estimación. Las razones están abajo.",
                "No estimate is given. The reasons are below.",
            ),
            language,
        )
    low, high = found.headline
    told = [r for r in found.results if r.ranges]
    told = [r for r in told if r.method != "main"] or told
    methods = ", ".join(pick(WORDS[r.method], language) for r in told)
    facts = (found.used.n, len(found.used.lists), found.used.overlap)
    bottom = f"{two_figures(low, up=False):,}"
    if not math.isfinite(high):
        return pick(
            (
                f"Al menos {bottom} personas; el límite superior no está acotado ({methods}; "
                f"{facts[0]:,} casos en {facts[1]} listas, {facts[2]:,} en más de una).",
                f"At least {bottom} people; the upper limit is not bounded ({methods}; {facts[0]:,} "
                f"cases on {facts[1]} lists, {facts[2]:,} on more than one).",
            ),
            language,
        )
    top = f"{two_figures(high, up=True):,}"
    return pick(
        (
            f"Entre {bottom} y {top} personas ({methods}; {facts[0]:,} casos en {facts[1]} listas, "
            f"{facts[2]:,} en más de una).",
            f"Between {bottom} and {top} people ({methods}; {facts[0]:,} cases on {facts[1]} lists, "
            f"{facts[2]:,} on more than one).",
        ),
        language,
    )
