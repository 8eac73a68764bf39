"""A whole analysis of one table: the methods asked for, the range, what refuses it, what moves it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cauce.methods.estimation import heterogeneity, judging, refusals
from cauce.methods.estimation.bootstrap import Interval, Resampled
from cauce.methods.estimation.cleaning import cleaned
from cauce.methods.estimation.exhaustive import Ranking
from cauce.methods.estimation.given import Given
from cauce.methods.estimation.linkerror import LinkError, link_error, rates
from cauce.methods.estimation.messages import Note
from cauce.methods.estimation.refusals import LISTS_RESAMPLED, Circumstances
from cauce.methods.estimation.results import Result
from cauce.methods.estimation.running import Choices, Run, Told
from cauce.methods.estimation.table import Table
from cauce.methods.estimation.variation import Sensitivity, sensitivity

METHODS = ("main", "stepwise", "bic", "mth", "latent-class")
NOT_KNOWN = Circumstances()


@dataclass(frozen=True)
class Analysis:
    """Everything; ``headline`` is (lower, upper), upper inf where not bounded, or None if refused.

    ``shares`` of each list, from–to over every method; empty where refused. ``unlike``: N̂ for each
    standard deviation of how easy people are to find. ``linkage``: the errors of linkage in the figure;
    None where there are none. ``replicates`` are those of ``chief``, the method that leads; both None
    where nothing could be fitted.
    """

    given: Table
    used: Table
    choices: Choices
    results: tuple[Result, ...] = ()
    headline: tuple[float, float] | None = None
    refused: tuple[Note, ...] = ()
    warnings: tuple[Note, ...] = ()
    sensitivity: Sensitivity | None = None
    shares: dict[str, Interval] = field(default_factory=dict)
    unlike: dict[float, float] = field(default_factory=dict)
    linkage: LinkError | None = None
    chief: Result | None = None
    replicates: Resampled | None = None

    def status(self, one: Result) -> str:
        """What a result may be called: ``refused`` where it has a figure that must not be quoted."""
        return "refused" if self.headline is None and one.status == "ok" else one.status


USUAL = Choices()


def analyse(
    given: Table,
    *,
    methods: Sequence[str] = METHODS,
    choices: Choices = USUAL,
    circumstances: Circumstances = NOT_KNOWN,
    notes: Sequence[Note] = (),
    drawn: Sequence[Table] = (),
    told: Told = lambda es, en, share: None,
) -> Analysis:
    """Estimate by the methods asked, judge, and try what moves the answer.

    ``notes`` are what reading the file already warned of; ``drawn``: ways in which the linkage may have
    been otherwise, as it drew them; ``told`` hears of long work, with the share of it that is done.
    Raises Unusable where its order cannot be fitted for that many lists, ValueError for an unknown method.
    """
    unknown = [one for one in methods if one not in METHODS]
    if unknown:
        raise ValueError(f"no method is called {unknown[0]!r}; there are: {', '.join(METHODS)}")
    clean = cleaned(given, unlawful=circumstances.unlawful)
    table = clean.table
    judged = _Judged([], [*notes, *clean.notes])
    judged.refused += refusals.of_table(table, clean.short)
    judged.hear(refusals.of_circumstances(circumstances))
    if table.n == 0 or not table.lists:
        return Analysis(given, table, choices, refused=tuple(judged.refused), warnings=tuple(judged.warned))
    many_lists = len(table.lists) > LISTS_RESAMPLED
    run = Run(table, replace(choices, resamples=0) if many_lists else choices, told)
    results = tuple(run.result(one) for one in methods)
    chief = _judge(judged, results, None if many_lists else run.ranking, choices.resamples)
    moved = None
    if 2 <= len(table.lists) <= LISTS_RESAMPLED:
        told("Sensibilidad…", "Sensitivity…", 1.0)
        moved = sensitivity(table, threshold=choices.threshold, ranking=run.ranking)
        if len(table.lists) > 2:
            judged.hear(refusals.of_sensitivity(moved, len(table.lists)))
    carried = None if many_lists else _linked(run, chief, circumstances, drawn)
    ends = judging.headline(results, carried.pooled.interval if carried else None)
    headline = None if judged.refused else ends
    terms = run.fits[chief.method].terms if chief.method in run.fits else ()
    return Analysis(
        given,
        table,
        choices,
        results,
        headline,
        tuple(judged.refused),
        tuple(judged.warned),
        moved,
        judging.shares(table, headline, run.made) if headline else {},
        {} if many_lists else heterogeneity.curve(table, [one for one in terms if one.bit_count() > 1]),
        carried,
        chief,
        run.made.get(chief.method),
    )


def analyse_given(
    given: Given,
    *,
    methods: Sequence[str] = METHODS,
    choices: Choices = USUAL,
    told: Told = lambda es, en, share: None,
) -> Analysis:
    """``analyse`` with all that a file or a linkage said of itself."""
    return analyse(
        given.table,
        methods=methods,
        choices=choices,
        circumstances=given.circumstances,
        notes=given.notes,
        drawn=given.drawn,
        told=told,
    )


@dataclass
class _Judged:
    """What was said against the estimate so far."""

    refused: list[Note]
    warned: list[Note]

    def hear(self, found: tuple[list[Note], list[Note]]) -> None:
        self.refused += found[0]
        self.warned += found[1]


def _judge(judged: _Judged, results: Sequence[Result], ranking: Ranking | None, resamples: int) -> Result:
    """The result that leads, and what it and the others have against them."""
    chief, *against = judging.chief_of(results, ranking)
    judged.hear((against[0], against[1]))
    latent = chief.method == "latent-class"
    judged.refused += judging.of_latent(chief) if latent else refusals.of_fit(chief.status)
    if chief.intervals is not None:
        judged.hear(refusals.of_intervals(chief.intervals))
    elif chief.status == "ok" and not latent and not resamples:
        judged.refused.append(judging.not_resampled())
    judged.warned += judging.of_others(results, chief, resamples)
    return chief


def _linked(run: Run, chief: Result, known: Circumstances, drawn: Sequence[Table]) -> LinkError | None:
    """The errors of linkage carried into the method that leads; None where it has no estimate, or no
    interval to widen."""
    if chief.method not in run.made or chief.estimate is None or not math.isfinite(chief.estimate):
        return None
    kept = [_same_lists(one, run.table) for one in drawn]
    return link_error(
        run.table,
        rates(known.recall, known.precision, known.reviewed_pairs),
        run.many[chief.method],
        drawn=[one for one in kept if one is not None],
        groups=dict(known.groups),
        seed=run.seed,
    )


def _same_lists(one: Table, used: Table) -> Table | None:
    """A configuration with the lists that are used and no other; None where it has them not."""
    if set(used.lists) - set(one.lists):
        return None
    left = one.without(*(name for name in one.lists if name not in used.lists))
    return left.permuted([left.lists.index(name) for name in used.lists])
