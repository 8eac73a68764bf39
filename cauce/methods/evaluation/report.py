"""The evaluation in words, Spanish first: the answer, what holds it up and what speaks against it.

It names no post and puts none before another. Totals are rounded to tens.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from cauce.methods.evaluation.evaluating import Evaluation, Other
from cauce.methods.evaluation.sensitivity import Effect


@dataclass(frozen=True)
class Section:
    """A heading, its sentences, and a table (its first row is the header) or none."""

    title: str
    lines: tuple[str, ...]
    table: tuple[tuple[str, ...], ...] = field(default=())


class Say:
    """Chooses between the two languages."""

    def __init__(self, language: str):
        self.language = language

    def __call__(self, es: str, en: str) -> str:
        return en if self.language == "en" else es


def percent(log: float) -> str:
    """A log rate ratio as a change: ``+39 %``."""
    return f"{(math.exp(log) - 1) * 100:+.0f} %"


def _p(value: float | None, say: Say) -> str:
    if value is None:
        return say("no se sabe", "not known")
    return "< 0.001" if value < 0.001 else f"{value:.3f}"


def interval(found: Evaluation) -> Effect | None:
    """The effect with the interval to be read: CRV3 where it is known, else CRV1."""
    if found.effect is None:
        return None
    if found.other is not None and found.other.one_less.crv3.error is not None:
        return found.other.one_less.crv3
    return found.effect


def _between(effect: Effect, say: Say) -> str:
    if effect.effect is None or effect.lower is None or effect.upper is None:
        return say("no se sabe", "not known")
    to = say("a", "to")
    return f"{percent(effect.effect)} ({percent(effect.lower)} {to} {percent(effect.upper)})"


def answer(found: Evaluation, say: Say) -> tuple[str, ...]:
    """The answer in one to three sentences."""
    reasons = tuple(one.said(say.language) for one in found.reasons)
    shown = interval(found)
    if shown is None or found.redrawn is None:
        return (say("No hay datos suficientes.", "Not enough data."), *reasons)
    size, draws = _between(shown, say), f"{found.redrawn.draws:,}"
    p = _p(found.redrawn.p, say)
    measured = say(
        f"Diferencia medida en casos por acto consular: {size}; p = {p} al repetir el sorteo {draws} veces.",
        (
            f"Difference measured in cases per consular act: {size}; p = {p} on "
            f"repeating the draw {draws} times."
        ),
    )
    first = {
        "higher": say(
            "Donde empezó el Protocolo se identificaron más casos.",
            "More cases were identified where the Protocol began.",
        ),
        "lower": say(
            "Donde empezó el Protocolo se identificaron menos casos.",
            "Fewer cases were identified where the Protocol began.",
        ),
        "not_seen": say(
            "No se ve una diferencia. Eso no demuestra que no la haya.",
            "No difference is seen. That does not prove that there is none.",
        ),
        "control_moved": say(
            (
                "Cambió donde empezó el Protocolo, y también cambió el control, que no debía moverse: no se "
                "puede atribuir al Protocolo."
            ),
            (
                "It changed where the Protocol began, and so did the control, which should not move: it "
                "cannot be attributed to the Protocol."
            ),
        ),
        "not_enough_data": say("No hay datos suficientes.", "Not enough data."),
    }[found.answer]
    return (first, *reasons, measured)


def _how(found: Evaluation, say: Say) -> Section:
    panel = found.panel
    cases = round(float(panel.counts.sum()) / 10) * 10
    return Section(
        say("Cómo se midió", "How it was measured"),
        (
            say(
                (
                    f"{len(panel.posts)} consulados, de {panel.months[0]} a {panel.months[-1]}, "
                    f"{len(panel.waves)} oleadas, alrededor de {cases:,} casos."
                ),
                f"{len(panel.posts)} posts, from {panel.months[0]} to {panel.months[-1]}, "
                f"{len(panel.waves)} waves, about {cases:,} cases.",
            ),
            say(
                (
                    "Poisson con efectos de consulado y de mes: cada consulado se compara consigo mismo y "
                    "con los que aún no empezaban. Error agrupado por consulado."
                ),
                (
                    "Poisson with effects of post and month: each post is compared with itself and with "
                    "those that had not begun yet. Error clustered by post."
                ),
            ),
            say(
                f"El valor p sale de repetir el sorteo dentro de los estratos (semilla {found.seed}); el "
                "intervalo del 95 %, de quitar cada consulado por turno (CRV3).",
                (
                    f"The p-value comes from repeating the draw within strata (seed {found.seed}); the 95 % "
                    "interval from leaving out each post in turn (CRV3)."
                ),
            ),
        ),
    )


def _row(name: str, effect: Effect, say: Say) -> tuple[str, str, str]:
    return name, _between(effect, say), _p(effect.p, say)


def _stretch(first: int, last: int | None, say: Say) -> str:
    if last is None:
        return say(f"desde el mes {first + 1}", f"from month {first + 1} on")
    return say(f"meses {first + 1} a {last + 1}", f"months {first + 1} to {last + 1}")


def _ways(found: Evaluation, other: Other, say: Say) -> Section:
    less = other.one_less
    lines = [
        say(
            (
                "Los valores p de esta tabla son del error agrupado, sin repetir el sorteo, "
                "y no son pruebas aparte."
            ),
            (
                "The p-values of this table are those of the clustered error, without the "
                "draw, and no separate tests."
            ),
        ),
        say(
            (
                "Cada oleada se compara con las que aún no empezaban: la última no tiene con quién. Lo que "
                "tiene menos de diez casos no se muestra."
            ),
            (
                "Each wave is compared with those that had not begun: the last has nobody. What has fewer "
                "than ten cases is not shown."
            ),
        ),
    ]
    if less.lowest is not None and less.highest is not None:
        lines.append(
            say(
                f"Sin un consulado, cualquiera que sea, el efecto queda entre {percent(less.lowest)} y "
                f"{percent(less.highest)}.",
                f"Without one post, whichever it is, the effect stays between {percent(less.lowest)} and "
                f"{percent(less.highest)}.",
            )
        )
    rows = [(say("de otra manera", "in another way"), say("efecto (95 %)", "effect (95 %)"), "p")]
    if found.effect is not None:
        rows.append(_row(say("un solo escalón (CRV1)", "one step (CRV1)"), found.effect, say))
    rows += [_row(_stretch(a, b, say), effect, say) for a, b, effect in other.ramp]
    rows.append(_row(say("completo tras 6 meses", "complete after 6 months"), other.built_up, say))
    rows += [
        _row(say(f"oleada de {month}", f"wave of {month}"), effect, say) for month, _, effect in other.waves
    ]
    rows.append(_row(say("binomial negativa (NB2)", "negative binomial (NB2)"), other.nb2, say))
    if other.exposure.effect is not None:
        rows.append(_row(say("el denominador mismo", "the denominator itself"), other.exposure, say))
    if found.control is not None:
        rows.append(_row(say("el control", "the control"), found.control[0], say))
    return Section(
        say("La misma pregunta de otras maneras", "The same question in other ways"),
        tuple(lines),
        tuple(rows),
    )


def _series(found: Evaluation, say: Say) -> Section | None:
    described = found.described
    if described is None:
        return None
    return Section(
        say("La serie completa, solo como descripción", "The whole series, as description only"),
        (
            say(
                (
                    f"Al empezar la primera oleada el nivel cambió {percent(described.level)} y la pendiente "
                    f"{percent(described.slope)} por mes. No es una prueba: una serie sola da falsas alarmas "
                    "en una de cada ocho veces o más."
                ),
                (
                    f"When the first wave began the level changed by {percent(described.level)} and the "
                    f"slope by {percent(described.slope)} a month. It is no test: a single series gives "
                    "false alarms one time in eight or more."
                ),
            ),
        ),
    )


def _critics(found: Evaluation, say: Say) -> Section:
    lines = [
        say(
            "Más casos identificados no es más trata ni menos: cuenta a quienes se vio, no a quienes hay.",
            (
                "More cases identified is neither more trafficking nor less: it counts who "
                "was seen, not who there is."
            ),
        ),
        say(
            "Vale si las fechas salieron del sorteo y se cumplieron, y si empezar en un consulado no "
            "cambia lo que hacen los demás.",
            (
                "It holds if the dates came from the draw and were kept, and if beginning at one post does "
                "not change what others do."
            ),
        ),
        say(
            "Un aprendizaje lento hace parecer menor el escalón: mire las filas por meses.",
            "Slow learning makes the step look smaller: look at the rows by months.",
        ),
    ]
    if found.smallest is not None:
        lines.append(
            say(
                (
                    f"Con estos datos, un efecto de ×{found.smallest:.2f} se vería cuatro de cada cinco "
                    "veces; uno menor, menos."
                ),
                (
                    f"With these data an effect of ×{found.smallest:.2f} would be seen four times in five; "
                    "a smaller one less often."
                ),
            )
        )
    lines.append(
        say(
            "No nombra consulados ni los ordena. Es para uso interno: nada se publica sin su protección y "
            "dos firmas.",
            (
                "It names no post and puts none before another. It is for internal use: nothing is published "
                "without its protection and two signatures."
            ),
        )
    )
    return Section(say("Supuestos y reparos", "Assumptions and objections"), tuple(lines))


def sections(found: Evaluation, language: str) -> list[Section]:
    """The report in one language."""
    say = Say(language)
    told = [Section(say("¿Ayudó?", "Did it help?"), answer(found, say))]
    if found.warnings:
        minded = tuple(one.said(language) for one in found.warnings)
        told.append(Section(say("Con qué cuidado leerlo", "What to mind"), minded))
    told.append(_how(found, say))
    if found.other is not None:
        told.append(_ways(found, found.other, say))
    series = _series(found, say)
    if series is not None:
        told.append(series)
    return [*told, _critics(found, say)]
