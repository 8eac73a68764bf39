"""Do two people, or many, read the same story alike, beyond what chance alone would give?

Kappa is 1 when they always agree and 0 when they agree as often as chance. It needs variety: where
everybody always answers the same, there is nothing to tell agreement from chance, and none is given.

Sources: Cohen, Educ. Psychol. Meas. 20 (1960) 37–46; its variance, Fleiss, Cohen & Everitt,
Psychol. Bull. 72 (1969) 323–327, eq. 13; Fleiss, Psychol. Bull. 76 (1971) 378–382; the variance of
the latter that holds when kappa is not zero, Gwet, Educ. Psychol. Meas. 81 (2021) 781–790; leaving
one out, Tukey, Ann. Math. Stat. 29 (1958) 614.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from cauce.content.errors import BadInputs
from cauce.content.model import Text

bad_input = BadInputs(__file__)

Z = 1.959963984540054  # 97.5 % of the normal distribution: a 95 % interval
FEW = 20  # stories below which the interval is only a hint


@dataclass(frozen=True, slots=True)
class Agreement:
    """``kappa`` None: it cannot be told, and ``why`` says so. ``low``, ``high``: 95 %, None likewise.

    ``observed`` is the share of agreements as it stands, ``expected`` by chance; ``stories`` how
    many were read, ``raters`` how many people read (at most, where not all read all).
    """

    kappa: float | None
    low: float | None
    high: float | None
    observed: float
    expected: float
    stories: int
    raters: int
    why: Text | None = None


def _interval(kappa: float, variance: float) -> tuple[float, float]:
    reach = Z * math.sqrt(max(variance, 0.0))
    # With stories that only one person read, kappa itself may lie below -1.
    return min(kappa, max(-1.0, kappa - reach)), min(1.0, kappa + reach)


def _nothing(observed: float, expected: float, stories: int, raters: int, why: Text) -> Agreement:
    return Agreement(None, None, None, observed, expected, stories, raters, why)


_NO_STORIES = Text(
    es="Hacen falta al menos dos relatos leídos por dos personas.",
    en="At least two stories read by two people are needed.",
)
_NO_VARIETY = Text(
    es="Todas las respuestas son la misma: no se distingue el acuerdo de la casualidad.",
    en="All answers are the same: agreement cannot be told from chance.",
)
_ONE_REFERENCE = Text(
    es="Son pocos relatos, o casi todos se leen igual: no se distingue el acuerdo de la casualidad.",
    en="There are few stories, or nearly all read the same: agreement cannot be told from chance.",
)
_STILL_FEW = Text(
    es=f"Son menos de {FEW} relatos: el intervalo es solo una orientación.",
    en=f"Fewer than {FEW} stories: the interval is only a hint.",
)


def cohen(pairs: Sequence[tuple[Hashable, Hashable]]) -> Agreement:
    """Agreement of two readers over the same stories, one pair of answers a story."""
    count = len(pairs)
    if count < 2:
        agreed = sum(one == other for one, other in pairs)
        return _nothing(agreed / count if count else 0.0, 0.0, count, 2, _NO_STORIES)
    first = {k: v / count for k, v in Counter(one for one, _ in pairs).items()}
    second = {k: v / count for k, v in Counter(other for _, other in pairs).items()}
    cells = {k: v / count for k, v in Counter(pairs).items()}
    observed = math.fsum(share for (one, other), share in cells.items() if one == other)
    expected = math.fsum(first.get(k, 0.0) * second.get(k, 0.0) for k in {*first, *second})
    if math.isclose(expected, 1.0):
        return _nothing(observed, expected, count, 2, _NO_VARIETY)
    kappa = (observed - expected) / (1 - expected)
    rest = 1 - kappa
    same = math.fsum(
        share * (1 - (first[one] + second[other]) * rest) ** 2
        for (one, other), share in cells.items()
        if one == other
    )
    apart = math.fsum(
        share * (second.get(one, 0.0) + first.get(other, 0.0)) ** 2
        for (one, other), share in cells.items()
        if one != other
    )
    variance = (same + rest**2 * apart - (kappa - expected * rest) ** 2) / (count * (1 - expected) ** 2)
    low, high = _interval(kappa, variance)
    return Agreement(kappa, low, high, observed, expected, count, 2, _STILL_FEW if count < FEW else None)


def with_reference(stories: Sequence[tuple[Hashable, Mapping[Hashable, int]]]) -> Agreement:
    """Cohen's kappa of many readers against one reference: for each story, what it is and the answers.

    The interval leaves each story out in turn (Tukey's jackknife): answers to one story are not
    independent, so many readers of few stories know little. It asks that the reference still varies
    whichever story is left out.
    """
    read = [(known, dict(answers)) for known, answers in stories if sum(answers.values()) > 0]
    raters = max((sum(answers.values()) for _, answers in read), default=0)
    observed, expected = _against(read)
    commonest = Counter(known for known, _ in read).most_common(1)
    if not commonest or len(read) - commonest[0][1] < 2 or commonest[0][1] < 2:
        return _nothing(observed, expected, len(read), raters, _ONE_REFERENCE)
    kappa = (observed - expected) / (1 - expected)
    without = []
    for place in range(len(read)):
        o, e = _against(read[:place] + read[place + 1 :])
        without.append((o - e) / (1 - e))
    count, middle = len(read), math.fsum(without) / len(read)
    variance = (count - 1) / count * math.fsum((one - middle) ** 2 for one in without)
    low, high = _interval(kappa, variance)
    few = _STILL_FEW if count < FEW else None
    return Agreement(kappa, low, high, observed, expected, count, raters, few)


def _against(read: Sequence[tuple[Hashable, Mapping[Hashable, int]]]) -> tuple[float, float]:
    """The share of answers that are the reference's, and the share that chance would give."""
    total = sum(sum(answers.values()) for _, answers in read)
    if not total:
        return 0.0, 0.0
    given: Counter[Hashable] = Counter()
    known: Counter[Hashable] = Counter()
    agreed = 0
    for reference, answers in read:
        given.update(answers)
        known[reference] += sum(answers.values())
        agreed += answers.get(reference, 0)
    return agreed / total, math.fsum(known[k] * given[k] for k in known) / total**2


def fleiss(stories: Sequence[Mapping[Hashable, int]]) -> Agreement:
    """Agreement of several readers: for each story, how many gave each answer.

    Not everybody needs to have read every story; one that fewer than two read counts for the
    shares of answers and not for agreement. Raises ``BadInput`` for a negative count.
    """
    if any(number < 0 for story in stories for number in story.values()):
        raise bad_input("a_number_of_answers_is_below_zero", where="stories")
    read = [story for story in stories if sum(story.values()) > 0]
    both = [story for story in read if sum(story.values()) > 1]
    raters = max((sum(story.values()) for story in read), default=0)
    if len(both) < 2:
        return _nothing(0.0, 0.0, len(both), raters, _NO_STORIES)
    answers = {answer for story in read for answer in story}
    share = {
        answer: math.fsum(story.get(answer, 0) / sum(story.values()) for story in read) / len(read)
        for answer in answers
    }
    expected = math.fsum(one**2 for one in share.values())
    alike = [_alike(story) for story in both]
    observed = math.fsum(alike) / len(both)
    if math.isclose(expected, 1.0):
        return _nothing(observed, expected, len(both), raters, _NO_VARIETY)
    kappa = (observed - expected) / (1 - expected)
    variance = _spread(read, both, share, expected, kappa)
    low, high = _interval(kappa, variance)
    few = _STILL_FEW if len(both) < FEW else None
    return Agreement(kappa, low, high, observed, expected, len(both), raters, few)


def _alike(story: Mapping[Hashable, int]) -> float:
    """The share of pairs of readers of one story who gave the same answer."""
    readers = sum(story.values())
    return sum(number * (number - 1) for number in story.values()) / (readers * (readers - 1))


def _spread(
    read: Sequence[Mapping[Hashable, int]],
    both: Sequence[Mapping[Hashable, int]],
    share: Mapping[Hashable, float],
    expected: float,
    kappa: float,
) -> float:
    """Gwet (2021): the variance between stories of what each adds to kappa."""
    total, pairs = len(read), len(both)
    parts = []
    for story in read:
        readers = sum(story.values())
        chance = math.fsum(share[answer] * number / readers for answer, number in story.items())
        own = (total / pairs) * (_alike(story) - expected) / (1 - expected) if readers > 1 else 0.0
        parts.append(own - 2 * (1 - kappa) * (chance - expected) / (1 - expected))
    return math.fsum((part - kappa) ** 2 for part in parts) / (total * (total - 1))
