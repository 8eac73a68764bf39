"""Making the frozen model: trained without labels, its threshold chosen by a review, then kept.

    python -m cauce.methods.linkage.training OUT.json [--size 100000] [--seed 20261127]

The u of each level is counted among random pairs, the m found by expectation and maximisation, each
blocked on what it does not learn; the same seed gives the same file. A ministry that has a reviewed
pair of its own lists makes its own model with ``train`` and its own threshold.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from . import generator
from .engines import linker
from .installed import need
from .linking import link
from .model import Model, save
from .prepare import prepare
from .records import Record, check_lists, pairs_possible
from .results import LEVELS
from .review import quality_against_truth, sample_for_review, threshold_from_review
from .settings import TRAINING_BLOCKS

SEED = 20261127
RANDOM_PAIRS = 5_000_000
# What was seen in no pair is rare, not impossible; invented lists make fewer slips than real ones.
RAREST = {"m_probability": 0.002, "u_probability": 1e-6}
REVIEWED = 2_000
PRECISION = 0.995


def train(
    records: Mapping[str, Iterable[Record]],
    *,
    expected: int,
    name: str,
    seed: int = SEED,
    memory: str = "3GB",
    random_pairs: int = RANDOM_PAIRS,
) -> Model:
    """m and u of every level from two lists of about one size; ``expected`` matches set the prior;
    u is counted among ``random_pairs``.

    The threshold is .5 until a review has chosen another (``threshold_from_review``).
    """
    check_lists(records)
    lists = prepare(records)
    prior = expected / pairs_possible({one.name: len(one.of) for one in lists})
    with linker(lists, prior, "duckdb", memory=memory, threads=1) as (made, _):
        made.training.estimate_u_using_random_sampling(
            max_pairs=random_pairs, seed=seed, min_count_per_level=None, num_chunks=1
        )
        for rule in TRAINING_BLOCKS:
            made.training.estimate_parameters_using_expectation_maximisation(
                rule, estimate_without_term_frequencies=True
            )
        told = made.misc.save_model_to_json()
    return Model(name, _read(told, "m_probability"), _read(told, "u_probability"), 0.5, {})


def _read(told: Mapping[str, Any], what: str) -> dict[str, dict[str, float]]:
    """The probabilities of each level, at least ``RAREST``; each comparison sums to 1."""
    found = {}
    for one in told["comparisons"]:
        name = one["output_column_name"]
        held = {}
        for level, kept in zip(LEVELS[name], one["comparison_levels"], strict=True):
            if level != "missing":
                value = kept.get(what)
                held[level] = max(value, RAREST[what]) if isinstance(value, float) else RAREST[what]
        total = sum(held.values())
        found[name] = {level: float(f"{value / total:.5g}") for level, value in held.items()}
    return found


def made(size: int, seed: int) -> Model:
    """The model that stands in ``frozen/``, from invented people."""
    both = round(0.3 * size)
    lists = generator.pair(size, size, both, seed)
    trained = train(lists.lists, expected=both, name="2026-11")
    other = generator.pair(size, size, both, seed + 1)
    linked = link(other.lists, expected=both, model=trained, threshold=0.5, memory="3GB")
    sample = sample_for_review(linked, REVIEWED, seed=seed, groups=other.groups["indigenous"])
    answers = {
        (one.pair.left, one.pair.right): (one.pair.left, one.pair.right) in other.truth for one in sample
    }
    threshold = threshold_from_review(sample, answers, PRECISION)
    found = quality_against_truth(linked, other.truth).overall
    note = {
        "made_by": f"python -m cauce.methods.linkage.training --size {size} --seed {seed}",
        "splink": need("importlib.metadata", "duckdb").version("splink"),
        "trained_on": f"two invented lists of {size} records with {both} people on both, without labels",
        "reviewed_by": f"no person: the generator's truth answered for {len(sample)} pairs of another "
        "seed, drawn by band of probability and by group. Review it on real pairs before real use.",
        "threshold_chosen_for": f"precision of at least {PRECISION} among the reviewed pairs",
        "at_0.5": {"precision": _round(found.precision.value), "recall": _round(found.recall.value)},
        "proposed": True,
    }
    return Model(trained.name, trained.m, trained.u, round(threshold or 0.99, 3), note)


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def main(given: Sequence[str] | None = None) -> None:
    """Make the model and write it where asked."""
    parser = argparse.ArgumentParser(prog="python -m cauce.methods.linkage.training")
    parser.add_argument("out", type=Path, metavar="OUT.json")
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args(given)
    save(made(asked.size, asked.seed), asked.out)


if __name__ == "__main__":
    main()
