"""The first sentence of a board, and each value in words: never a rate without what it is of."""

from __future__ import annotations

from cauce.content.model_indicators import Indicator
from cauce.desk.measurement.saying import percent
from cauce.measurement.boards.board import Board
from cauce.measurement.hiding.showing import Shown
from cauce.measurement.rules.cohorts import difference
from cauce.measurement.rules.indicators.model import Cohort
from cauce.rules.adherence import wilson
from cauce.ui.words import Words, day_said

from .naming import BEFORE, THIS, Say, period_long, unit

HARD = "\u00a0"


def figure(number: int) -> str:
    """«1,234», as every page writes thousands."""
    return f"{number:,}"


def span(minutes: int) -> Say:
    """«45 min», «7 h», «3 días»: one unit."""
    if minutes < 120:
        return Words(f"{minutes}{HARD}min", f"{minutes}{HARD}min")
    if minutes < 48 * 60:
        return Words(f"{round(minutes / 60)}{HARD}h", f"{round(minutes / 60)}{HARD}h")
    days = round(minutes / (24 * 60))
    return Words(f"{days} días", f"{days} days")


def hidden(small: int) -> Say:
    return Words(
        f"de 1 a {small}, o junto a uno así: oculto", f"1 to {small}, or next to such a figure: hidden"
    )


def nothing() -> Say:
    return Words("no hubo nada que contar", "there was nothing to count")


def value_in_words(shown: Shown, one: Indicator) -> Say:
    """One value: «42», «70 % (42 de 60)», «3 días», «oculto», «nada que contar»."""
    if shown.hidden:
        return Words("oculto", "hidden")
    if shown.numerator is None:
        return Words("nada que contar", "nothing to count")
    if shown.cohort is not None and (shown.waits or (shown.young and one.measure != "median")):
        return _estimated(shown, shown.cohort, one)
    match one.measure:
        case "count":
            about = ("cerca de ", "about ") if shown.rounded else ("", "")
            return Words(*(word + figure(shown.numerator) for word in about))
        case "median":
            return span(shown.numerator)
    share = percent(shown.value(one.measure) or 0)
    if shown.rounded:
        return Words(f"cerca de {share}", f"about {share}")
    top, bottom = figure(shown.numerator), figure(shown.denominator or 0)
    return Words(f"{share} ({top} de {bottom})", f"{share} ({top} of {bottom})")


def _estimated(shown: Shown, cohort: Cohort, one: Indicator) -> Say:
    """What is said of people who are still followed: an estimate, or that none can be made yet."""
    until, days, value = day_said(cohort.whole_on), cohort.days, cohort.value
    if value is None and one.measure == "median":
        if cohort.young:
            return Words(
                f"más de la mitad espera todavía; se sabrá el {until.es}",
                f"more than half still wait; known on {until.en}",
            )
        return Words(f"más de la mitad esperó más de {days} días", f"more than half waited over {days} days")
    if value is None:
        return Words(
            f"todavía no se sabe: a nadie se le ha seguido {days} días; estará completa el {until.es}",
            f"not known yet: nobody was followed for {days} days; complete on {until.en}",
        )
    so_far = Words("", "")
    if not shown.rounded:
        top, bottom = figure(shown.numerator or 0), figure(shown.denominator or 0)
        so_far = Words(f"; van {top} de {bottom}", f"; {top} of {bottom} so far")
    return Words(
        f"cerca de {percent(value)} (estimado a {days} días{so_far.es}; completo el {until.es})",
        f"about {percent(value)} (estimate at {days} days{so_far.en}; complete on {until.en})",
    )


def headline(board: Board, part_of_year: bool) -> Say:
    """What to see, in words. ``part_of_year``: the period asked is the one that today is in."""
    one, now, period = board.wanted.one, board.now, board.wanted.period
    when = THIS[period.kind] if part_of_year else _upper(period_long(period))
    if now.numerator is None:
        return Words(f"{when.es} no hubo nada que contar.", f"{when.en} there was nothing to count.")
    if one.measure == "count":
        things = unit(one.unit, now.numerator)
        es, en = f"{figure(now.numerator)} {things.es}", f"{figure(now.numerator)} {things.en}"
        if one.id == "victims-attended" and not now.numerator:
            said = Words(f"{when.es} no se atendió a nadie", f"{when.en} nobody was served")
        elif one.id == "victims-attended":
            said = Words(f"{when.es} se atendió a {es}", f"{when.en} {en} {_were(now.numerator)} served")
        else:
            said = Words(f"{when.es}: {es}", f"{when.en}: {en}")
    elif one.measure == "median" and now.waits:
        value = value_in_words(now, one)
        said = Words(f"{when.es} {value.es}", f"{when.en} {value.en}")
    elif one.measure == "median":
        value = value_in_words(now, one)
        said = Words(
            f"{when.es} la mitad esperó menos de {value.es}",
            f"{when.en} half waited less than {value.en}",
        )
    else:
        value = value_in_words(now, one)
        said = Words(f"{when.es}: {value.es}", f"{when.en}: {value.en}")
    then, network = _compared(board), _network(board)
    return Words(f"{said.es}{then.es}.{network.es}", f"{said.en}{then.en}.{network.en}")


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _upper(text: Say) -> Say:
    return Words(*(word[0].upper() + word[1:] for word in (text.es, text.en)))


def _compared(board: Board) -> Say:
    """«, 5 más que en los mismos días del trimestre anterior (37)»; nothing where it is not comparable."""
    one, now, before = board.wanted.one, board.now, board.before
    if now.young or (before is not None and before.young) or now.waits:
        return Words(
            "; mientras no se haya seguido a todas los mismos días no se compara",
            "; until all were followed for the same days it is not compared",
        )
    if before is None or before.numerator is None or now.numerator is None:
        return _not_compared(board)
    kind = BEFORE[board.wanted.period.kind]
    where = (
        Words(f"en los mismos días del {kind.es.removeprefix('el ')}", f"in the same days of {kind.en}")
        if board.part
        else Words(f"en {kind.es}", f"in {kind.en}")
    )
    if one.measure == "count":
        more = now.numerator - before.numerator
        had = figure(before.numerator)
        if not more and not now.numerator:
            return Words(f", igual que {where.es}", f", as {where.en}")
        if not more:
            return Words(
                f", las mismas que {where.es}" if one.unit == "person" else f", igual que {where.es}",
                f", as many as {where.en}",
            )
        es, en = ("más", "more") if more > 0 else ("menos", "fewer")
        return Words(
            f", {figure(abs(more))} {es} que {where.es} ({had})",
            f", {figure(abs(more))} {en} than {where.en} ({had})",
        )
    value = value_in_words(before, one)
    es, en = f"; {where.es}, {value.es}", f"; {where.en}, {value.en}"
    if one.measure == "rate":
        chance = _chance(now, before)
        return Words(es + chance.es, en + chance.en)
    return Words(es, en)


def _not_compared(board: Board) -> Say:
    """Why it is not set beside the period before, which may stand in the drawing all the same."""
    if board.before is None and board.changes:
        return Words(
            "; no se compara con lo de antes: entre uno y otro cambió la definición o la edición",
            "; it is not compared with the period before: the definition or the edition changed in between",
        )
    return Words("; antes no hay con qué comparar", "; there is nothing before to compare with")


def _chance(now: Shown, before: Shown) -> Say:
    """Whether the difference is more than chance gives; of rounded numbers, whether both intervals touch."""
    if not now.rounded and not before.rounded:
        found = difference(_counts(before), _counts(now))
        if found is None:
            return Words("", "")
        return _more() if found.direction != "none" else _may()
    a = wilson(min(now.numerator or 0, now.denominator or 0), now.denominator or 0)
    b = wilson(min(before.numerator or 0, before.denominator or 0), before.denominator or 0)
    if a is None or b is None:
        return Words("", "")
    return _more() if a.low > b.high or b.low > a.high else _may()


def _counts(shown: Shown) -> tuple[int, int]:
    return min(shown.numerator or 0, shown.denominator or 0), shown.denominator or 0


def _more() -> Say:
    return Words(
        ": la diferencia es mayor de lo que suele dar el azar",
        ": the difference is more than chance usually gives",
    )


def _may() -> Say:
    return Words(": la diferencia puede ser azar", ": the difference may be chance")


def _network(board: Board) -> Say:
    if board.network is None:
        return Words("", "")
    value = value_in_words(board.network, board.wanted.one)
    return Words(f" En toda la red: {value.es}.", f" In the whole network: {value.en}.")
