"""Linking invented lists: precision and recall by group, time and peak memory of each run.

    python bench/bench_linkage.py [--quick] [--size 100000] [--long 1000000] [--short 10000] [--seed 11]

Each run is a process of its own, so that its peak memory is its own (``getrusage``); inventing the
people is neither timed nor counted where it can be told apart: the lists are invented first, and the
peak before linking is shown beside the peak after. Aims: the first pair precision ≥ .99 and recall
≥ .88 one-to-one; the long list against the short one with the frozen model ≤ 30 s and ≤ 2 GB.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time

from measure import options

from cauce.methods.linkage import generator, link, quality_against_truth

PRECISION, RECALL = 0.99, 0.88


def peak() -> float:
    """The most memory this process has held so far, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def run(left: int, right: int, both: int, seed: int) -> dict[str, object]:
    """One pair of lists, linked with the frozen model at its own threshold."""
    invented = generator.pair(left, right, both, seed)
    before = peak()
    began, used = time.perf_counter(), time.process_time()
    linked = link(invented.lists, expected=both)
    seconds, processor = time.perf_counter() - began, time.process_time() - used
    found = quality_against_truth(linked, invented.truth, invented.groups)
    return {
        "candidates": linked.candidates,
        "threshold": linked.threshold,
        "seconds": seconds,
        "processor": processor,
        "before": before,
        "peak": peak(),
        "rows": [
            (
                name,
                *(getattr(one.precision, k) for k in ("value", "lower", "upper")),
                *(getattr(one.recall, k) for k in ("value", "lower", "upper")),
            )
            for name, one in [
                ("everybody", found.overall),
                *(
                    (f"{dimension} {value}", one)
                    for (dimension, value), one in found.groups.items()
                    if dimension != "state"
                ),
            ]
        ],
        "gaps": [
            (d, g.measure, g.difference, g.lower, g.upper, g.best, g.worst)
            for d, gs in found.gaps.items()
            for g in gs
        ],
    }


def child(*numbers: int) -> dict[str, object]:
    """``run`` in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "child", *map(str, numbers)], capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def show(title: str, told: dict) -> None:
    print(f"\n{title}")
    print(
        f"  {told['candidates']:,} candidate pairs; threshold {told['threshold']}; "
        f"{told['seconds']:.1f} s ({told['processor']:.1f} s of processor); "
        f"peak {told['peak']:.2f} GB (with the invented lists alone {told['before']:.2f} GB)"
    )
    print(f"  {'group':24}{'precision (95 %)':>26}{'recall (95 %)':>26}")
    for name, *shares in told["rows"]:
        said = [
            f"{v:.4f} ({lo:.4f}-{hi:.4f})" if v is not None else "-" for v, lo, hi in (shares[:3], shares[3:])
        ]
        print(f"  {name:24}{said[0]:>26}{said[1]:>26}")
    for dimension, measure, difference, lower, upper, best, worst in told["gaps"]:
        print(
            f"  gap in {measure} by {dimension}: {difference:.4f} ({lower:.4f} to {upper:.4f}; "
            f"{best} less {worst})"
        )


def main() -> None:
    asked = options(__doc__, size=100_000, long=1_000_000, short=10_000, seed=11)
    if asked.quick:  # in this process: its memory is not looked at
        quick = run(1000, 1000, 300, asked.seed)
        show("1,000 x 1,000", quick)
        return found_enough(quick)
    size, long, short = asked.size, asked.long, asked.short
    square = child(size, size, round(0.3 * size), asked.seed)
    show(f"{size:,} x {size:,}", square)
    show(f"{long:,} x {short:,}", child(long, short, round(0.298 * short), asked.seed + 1))
    found_enough(square)


def found_enough(told: dict) -> None:
    """Stop unless precision and recall of everybody are what is aimed at."""
    precision, recall = told["rows"][0][1], told["rows"][0][4]
    if precision < PRECISION or recall < RECALL:
        raise SystemExit(f"precision {precision:.3f}, recall {recall:.3f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        print(json.dumps(run(*map(int, sys.argv[2:]))))
    else:
        main()
