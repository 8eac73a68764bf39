"""The sentences of a report: a range, what it assumes, what its critics say; Spanish and English."""

from __future__ import annotations

import math

from cauce.methods.estimation.analysis import Analysis
from cauce.methods.estimation.bootstrap import Interval

WORDS = {
    "main": ("Efectos principales (listas independientes)", "Main effects (independent lists)"),
    "stepwise": ("Selección por pasos de pares", "Stepwise selection of pairs"),
    "bic": ("Mejor de todos los modelos, por BIC", "Best of all models, by BIC"),
    "mth": ("Personas desiguales (Mth de Darroch)", "Unequal people (Darroch's Mth)"),
    "latent-class": ("Clases latentes, bayesiano", "Latent classes, Bayesian"),
}
STATUSES = {
    "ok": ("con estimación", "with an estimate"),
    "refused": ("no citable: se niega el rango", "not to be quoted: no range is given"),
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
FIVES = 5  # the step in which everybody reads a number of people
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


def outward(found: Analysis) -> tuple[int, int | None]:
    """Both ends of a headline to two figures, outwards; never below those who were seen.

    The upper is None where it is not bounded. Raises ValueError where there is no headline.
    """
    if found.headline is None:
        raise ValueError("there is no headline")
    low, high = found.headline
    bottom = max(found.used.n, two_figures(low, up=False))
    return bottom, max(bottom, two_figures(high, up=True)) if math.isfinite(high) else None


def headline_text(found: Analysis, language: str) -> str:
    """The sentences of the range, or the one that says there is none."""
    if found.headline is None:
        return pick(
            (
                "No se da una estimación. Las razones están abajo.",
                "No estimate is given. The reasons are below.",
            ),
            language,
        )
    bottom, top = outward(found)
    told = [r for r in found.results if r.ranges]
    told = [r for r in told if r.method != "main"] or told
    methods = ", ".join(pick(WORDS[r.method], language) for r in told)
    n, lists, both = found.used.n, len(found.used.lists), found.used.overlap
    facts = pick(
        (
            f" ({methods}; {n:,} casos en {lists} listas, {both:,} en más de una)",
            f" ({methods}; {n:,} cases on {lists} lists, {both:,} on more than one)",
        ),
        language,
    )
    return _sentences(found, range_text(bottom, top, language, facts), language)


def told_text(found: Analysis, language: str) -> str:
    """The same for everybody: how many cases were counted, and on how many lists, is not in it. '' where
    there is no range."""
    if found.headline is None:
        return ""
    return _sentences(found, range_text(*told_outside(*outward(found)), language), language)


def told_outside(bottom: int, top: int | None) -> tuple[int, int | None]:
    """Both ends as everybody reads them. Where the lower one is the very number of those who were seen, it is
    told in fives: of two estimates of a year nobody works out who came in between."""
    return bottom // FIVES * FIVES, top if top is None else math.ceil(top / FIVES) * FIVES


def range_text(bottom: int, top: int | None, language: str, facts: str = "") -> str:
    """The sentence of a range; ``facts`` stands before its full stop."""
    if top is None:
        return pick(
            (
                f"Al menos {bottom:,} personas; el límite superior no está acotado{facts}.",
                f"At least {bottom:,} people; the upper limit is not bounded{facts}.",
            ),
            language,
        )
    return pick(
        (
            f"Al menos {bottom:,} personas: entre {bottom:,} y {top:,} según el método{facts}.",
            f"At least {bottom:,} people: between {bottom:,} and {top:,} by method{facts}.",
        ),
        language,
    )


def _sentences(found: Analysis, said: str, language: str) -> str:
    return " ".join(
        part for part in (said, unlike_text(found, language), linkage_text(found, language)) if part
    )


def unlike_text(found: Analysis, language: str) -> str:
    """What the figure would be were people less alike in how easy they are to find; '' where not tried."""
    told = [(sd, one) for sd, one in found.unlike.items() if sd in (0.5, 1.0) and math.isfinite(one)]
    if not told:
        return ""
    es = ", ".join(f"unas {two_figures(one, up=True):,} (desviación {sd:g})" for sd, one in told)
    en = ", ".join(f"about {two_figures(one, up=True):,} (deviation {sd:g})" for sd, one in told)
    return pick(
        (
            "Si unas personas son más difíciles de encontrar que otras para todas las listas, serían más: "
            f"{es}.",
            f"If some people are harder to find than others for every list, there would be more: {en}.",
        ),
        language,
    )


def linkage_text(found: Analysis, language: str) -> str:
    """What was taken for the errors of linkage; '' where none are in the figure."""
    one = found.linkage
    if one is None:
        return ""
    if one.rates is None:
        return pick(
            ("Incluye los errores del enlace entre listas.", "The errors of linkage are in it."), language
        )
    low, high = one.rates.recall
    return pick(
        (
            f"Incluye los errores del enlace: halló del {low:.0%} al {high:.0%} de los verdaderos"
            f"{' (supuesto: nadie lo midió)' if one.rates.assumed else ''}.",
            f"The errors of linkage are in it: it found {low:.0%} to {high:.0%} of the true links"
            f"{' (assumed: nobody measured it)' if one.rates.assumed else ''}.",
        ),
        language,
    )


def share_text(name: str, ends: Interval, language: str) -> str:
    """The share of all people that a list holds: at most so much."""
    return pick(
        (
            f"{name}: como mucho el {_outward_share(ends.upper, up=True)} de todas las personas "
            f"(al menos el {_outward_share(ends.lower, up=False)}, si el rango es cierto).",
            f"{name}: at most {_outward_share(ends.upper, up=True)} of all people "
            f"(at least {_outward_share(ends.lower, up=False)}, if the range is true).",
        ),
        language,
    )


def _outward_share(share: float, *, up: bool) -> str:
    return f"{(math.ceil if up else math.floor)(round(share * 100, 6))} %"
