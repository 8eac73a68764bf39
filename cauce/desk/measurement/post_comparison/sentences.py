"""The three sentences that come first: how a post differs, why, and whom it could ask."""

from __future__ import annotations

from collections.abc import Iterable

from cauce.content.model import Text, both
from cauce.desk.measurement.alike import alike_sentence, followed_sentence
from cauce.desk.measurement.saying import title_of
from cauce.measurement.boards.post_comparison.comparison import Beside, Lesson
from cauce.measurement.boards.post_comparison.own import Own
from cauce.measurement.hiding.tree import ALL
from cauce.measurement.rules.post_outliers import Standing

from .pictures import Names
from .saying import names, often, quoted, reasons

NO_LESSON = both(
    "Los números no permiten decir de quién aprender un paso.",
    "The numbers do not show which post a step could be learned from.",
)
FEW_AT_ALL = both(
    "Todavía son pocos casos para comparar con la red.",
    "There are still too few cases to compare with the network.",
)
KINDS = {
    "overdue": both("está vencido", "is overdue"),
    "late": both("se hizo tarde", "was done late"),
    "departed": both("se dejó con motivo", "was left out with a reason"),
}


def joined(parts: Iterable[Text]) -> Text:
    found = list(parts)
    return both(" ".join(one.es for one in found), " ".join(one.en for one in found))


def three(beside: Beside, own: Own, known: Names) -> list[Text]:
    """How the post differs, why, and what to do."""
    found = [one for one in beside.steps.of_post(own.post) if one.side != "few"]
    if not found:
        return [FEW_AT_ALL, _work(beside, own)]
    return [
        how(found),
        why(own, found),
        joined([ask(beside, own, known), _work(beside, own)]),
    ]


def how(found: list[Standing]) -> Text:
    """Of the steps compared, how many are as in the network, and which are not, the widest apart first."""
    ordered = sorted(found, key=lambda one: abs(one.cases * one.rate - one.met), reverse=True)
    below = [title_of(one.action) for one in ordered if one.side == "below"]
    above = [title_of(one.action) for one in ordered if one.side == "above"]
    like = len(found) - len(below) - len(above)
    es = f"De {len(found)} pasos con casos suficientes, {like} van como en toda la red."
    en = f"Of {len(found)} steps with enough cases, {like} go as in the whole network."
    if below:
        es += f" Se hacen menos que en la red: {quoted(below).es}."
        en += f" Done less than in the network: {quoted(below).en}."
    if above:
        es += f" Se hacen más que en la red: {quoted(above).es}."
        en += f" Done more than in the network: {quoted(above).en}."
    return both(es, en)


def why(own: Own, found: list[Standing]) -> Text:
    """What became of the step in which most is missing, and the reasons that were given."""
    below = [one for one in found if one.side == "below"]
    short = below or [one for one in found if one.share < one.rate]
    one = max(short or found, key=lambda one: one.cases * one.rate - one.met)
    counts = own.counts[one.action]
    left = {
        "overdue": counts["overdue_open"] + counts["lapsed"],
        "late": counts["met_late"] + counts["declined_late"],
        "departed": counts["departed"],
    }
    title, missing = title_of(one.action), one.cases - one.met
    if not missing:
        return both(
            "En ningún paso falta más que en la red.", "In no step is more missing than in the network."
        )
    kind = max(left, key=lambda name: left[name])
    es, en = (
        ("Donde más falta es en", "Most is missing in")
        if below
        else (
            "Ningún paso va claramente por debajo; lo que más falta es",
            "No step is clearly below; most is missing in",
        )
    )
    es += (
        f" «{title.es}»: faltó en {missing} de {one.cases} casos; en {left[kind]} de ellos {KINDS[kind].es}."
    )
    en += (
        f" “{title.en}”: it is missing in {missing} of {one.cases} cases; in {left[kind]} of "
        f"them it {KINDS[kind].en}."
    )
    given = [
        (code_, number)
        for departure in own.departures
        if departure.action == one.action
        for code_, number in departure.reasons
    ]
    if given:
        said = reasons(given)
        es, en = f"{es} Motivos que se dieron: {said.es}.", f"{en} Reasons given: {said.en}."
    return both(es, en)


def ask(beside: Beside, own: Own, known: Names) -> Text:
    """The first thing to ask another post, or that the numbers do not permit it."""
    found = beside.lessons.get(own.post, [])
    if not found:
        return NO_LESSON
    one = max(found, key=lambda one: one.standing.cases * one.standing.rate - one.standing.met)
    return lesson(one, names(one.ask, known), beside)


def lesson(one: Lesson, who: Text, beside: Beside) -> Text:
    """«Sobre «…»: Houston lo hace a tiempo casi siempre; pregunte cómo.» No post is put before another."""
    title, several = title_of(one.standing.action), len(one.ask) > 1
    least = min(beside.steps.standings[post, one.standing.action].share for post in one.ask)
    said = often(least)
    return both(
        (
            f"Sobre «{title.es}»: {who.es} lo {'hacen' if several else 'hace'} a tiempo "
            f"{said.es}; pregunte cómo."
        ),
        f"On “{title.en}”: {who.en} {'do' if several else 'does'} it in time {said.en}; ask how.",
    )


def differs(one: Lesson) -> list[Text]:
    """What is known to differ between a post and those it could ask; empty: nothing that is counted."""
    found = []
    if one.mine or one.theirs:
        none, few = both("ninguno", "none"), both("pocos o ninguno", "few or none")
        mine, theirs = (
            reasons(told, counted=False) if told else few if told is None else none
            for told in (one.mine, one.theirs)
        )
        found.append(
            both(
                f"Motivos para dejarlo, aquí: {mine.es}; allá: {theirs.es}.",
                f"Reasons to leave it out, here: {mine.en}; there: {theirs.en}.",
            )
        )
    if one.owed[0] != one.owed[1]:
        there = f"{one.owed[1]:.1f}".removesuffix(".0")
        found.append(
            both(
                f"Pasos de preparación vencidos, aquí: {one.owed[0]}; allá: {there}.",
                f"Steps of readiness past due, here: {one.owed[0]}; there: {there}.",
            )
        )
    if one.annex[0] != one.annex[1]:
        found.append(
            both("Aquí se agregan pasos propios; allá no.", "Here steps are added; there they are not.")
            if one.annex[0]
            else both("Allá se agregan pasos propios; aquí no.", "There steps are added; here they are not.")
        )
    return found


def _work(beside: Beside, own: Own) -> Text:
    here, network = own.minutes, beside.network.middle("minutes", ALL, "cases")
    if network is None or network.median is None:
        if here.median is not None:
            return both(
                f"Un caso ocupa aquí al menos {here.median:.0f} minutos en el programa.",
                f"A case takes at least {here.median:.0f} minutes in the program here.",
            )
        return both("Aún no hay minutos que contar.", "There are no minutes to count yet.")
    if here.median is None:
        return both(
            (
                f"En la red un caso ocupa al menos {network.median:.0f} minutos en el programa; los de aquí "
                "no se muestran, porque trabajan menos de tres personas o aún no hay casos."
            ),
            (
                f"Across the network a case takes at least {network.median:.0f} minutes in the "
                "program; those of this post are not shown, because fewer than three people work here "
                "or there are no cases yet."
            ),
        )
    return both(
        (
            f"Un caso ocupa aquí al menos {here.median:.0f} minutos en el programa; en la "
            f"red, {network.median:.0f}."
        ),
        (
            f"A case takes at least {here.median:.0f} minutes in the program here; across the "
            f"network, {network.median:.0f}."
        ),
    )


def of_network(beside: Beside) -> list[Text]:
    """How closely the network follows the Protocol; how alike posts act stands above its picture, or here for
    as long as there is none."""
    met, due = beside.shares.get(ALL, (0, 0))
    found = [] if beside.alike.compared else [alike_sentence(beside.alike)]
    return [*found, followed_sentence(met / due, beside.year)] if due else found
