"""Re-planning cases in memory, and deciding their conditions next to other engines.

    python bench/bench_plan.py [--cases 100000] [--edition 2026.1] [--quick]

``--edition``: one that came before, opened as a case that follows it opens it. What a planner remembers
is compared with what a new one says, and the verdicts of every engine with each other. Times are
seconds of the processor: all of it is one thread. The other engines come with
``requirements/bench.txt``.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
from typing import Any

from measure import options, processor
from plan_baselines import BASELINES, Engine

from cauce.content.conditions import Condition
from cauce.content.earlier_editions import edition_before
from cauce.content.errors import NotInForce
from cauce.content.loader import Edition, load_edition
from cauce.rules.pathway import Act, planner_for
from cauce.rules.pathway.planner import Planner
from cauce.rules.pathway.step_state import what_facts_say

AT = dt.datetime(2026, 11, 24, 18, tzinfo=dt.UTC)


def random_value(fact: Any, rng: random.Random) -> Any:
    match fact.type:
        case "boolean":
            return rng.random() < 0.4
        case "integer":
            return rng.randint(8, 70)
        case "choice":
            return rng.choice(fact.values)
    moment = AT - dt.timedelta(minutes=rng.randint(0, 500_000))
    return moment if fact.type == "instant" else moment.date()


def random_facts(edition: Any, rng: random.Random, known: float) -> dict[str, Any]:
    """The facts of one case; each is known with that chance."""
    return {
        fact.id: random_value(fact, rng)
        for fact in edition.facts.values()
        if fact.scope == "case" and rng.random() < known
    }


def random_acts(edition: Any, rng: random.Random) -> list[Act]:
    """A contact, and up to fourteen acts after it, at instants of their own."""
    names = [act.id for act in edition.acts.values() if act.scope == "case"]
    start = AT - dt.timedelta(seconds=rng.randint(0, 90 * 86400))
    acts = [Act("contact_started", start)] if "contact_started" in edition.acts else []
    for name in rng.sample(names, rng.randint(3, 14)):
        acts.append(Act(name, start + dt.timedelta(seconds=rng.randint(0, 20 * 86400))))
    return acts


def bench_plans(edition: Any, count: int) -> None:
    rng = random.Random(7)
    posts = [str(row["code"]) for row in edition.catalogues["posts"]]
    cases = [
        (random_facts(edition, rng, 0.6), random_acts(edition, rng), rng.choice(posts)) for _ in range(count)
    ]
    planner = Planner(edition)
    actions = len(planner.steps("case"))

    def run() -> None:
        for facts, acts, post in cases:
            planner.plan(facts, acts, AT, post)

    cold, warm = processor(run), processor(run)
    remembered_is_right(edition, planner, cases[:100])
    held = f"{edition.info.id}, {actions} actions each"
    print(f"Re-planning {count:,} invented cases of edition {held}, with reasons and due")
    print(f"{'':44}{'seconds':>9}{'µs/case':>9}{'s/100,000':>11}")
    for name, total in (("first time (nothing remembered)", cold), ("again", warm)):
        each = total / count
        print(f"  {name:42}{total:9.2f}{each * 1e6:9.1f}{each * 1e5:11.2f}")


def remembered_is_right(edition: Any, planner: Planner, cases: list[Any]) -> None:
    """Stop unless a planner that remembers says what one that remembers nothing says."""
    for facts, acts, post in cases:
        said = planner.plan(facts, acts, AT, post)
        if said != Planner(edition).plan(facts, acts, AT, post):
            raise SystemExit(f"What is remembered differs from the first time: {facts}, {post}.")
    print(f"{len(cases)} plans that are remembered compared with new ones, all equal")


def repeated(engine: Engine, cases: list[dict[str, Any]], least: float) -> float:
    """Seconds per case, over at least that long."""
    rounds, total = 0, 0.0
    while not rounds or total < least:
        total += processor(lambda: [engine(case) for case in cases])
        rounds += 1
    return total / rounds / len(cases)


def engines_for(edition: Any, conditions: list[Condition], actions: list[str]) -> dict[str, Engine]:
    """Cauce two ways, and every baseline."""
    planner = planner_for(edition)
    places = {step.id: step.place for step in planner.steps("case")}
    chosen = [places[action] for action in actions]
    engines: dict[str, Engine] = {
        "Cauce, closures": lambda f: [c.decide(f).value is True for c in conditions],
        "Cauce, as in a plan (remembered, reasons)": lambda f: as_in_a_plan(planner, chosen, f),
    }
    engines |= {name: build(conditions, edition.facts) for name, build in BASELINES.items()}
    return engines


def as_in_a_plan(planner: Planner, places: list[int], facts: dict[str, Any]) -> list[bool]:
    """The facts checked at the door, and each action by what is remembered of it."""
    said, _, _ = what_facts_say(planner.sequence("case"), planner.see(facts), facts)
    return [said[place].value is True for place in places]


def bench_conditions(edition: Any, count: int, compared: int, least: float) -> None:
    rng = random.Random(11)
    actions = [a for a in edition.actions.values() if a.scope == "case" and a.when]
    conditions = [Condition(action.when, edition.facts) for action in actions]
    cases = [random_facts(edition, rng, 1.0) for _ in range(count)]
    rows = sum(len(condition.rows) for condition in conditions)
    print(f"\nThe same {len(conditions)} conditions ({rows} rows) alone, every fact known")
    engines = engines_for(edition, conditions, [action.id for action in actions])
    expected = None
    for name, engine in engines.items():
        found = [engine(case) for case in cases[:compared]]
        expected = expected or found
        if found != expected:
            raise SystemExit(f"{name} does not give the same verdicts: nothing was timed.")
    print(f"  verdicts compared: {compared * len(conditions):,} per engine, all equal")
    mine = "Cauce, closures"
    samples = {name: cases[:100] if name.startswith("Spiff") else cases for name in engines}
    rounds = [
        {name: repeated(engine, samples[name], least) for name, engine in engines.items()}
        for _ in range(3 if least else 1)
    ]
    each = {name: statistics.median(one[name] for one in rounds) for name in engines}
    print(f"{'':44}{'µs/case':>9}{'time, Cauce = 1':>17}")
    for name, value in each.items():
        print(f"  {name:42}{value * 1e6:9.1f}{value / each[mine]:17.2f}")


def edition_called(id: str) -> Edition:
    """The edition of that id; '': the present one."""
    now = load_edition()
    try:
        return now if id in ("", now.info.id) else edition_before(id)
    except NotInForce as problem:
        raise SystemExit(str(problem)) from None


def main() -> None:
    chosen = options(__doc__, cases=20_000, edition="")
    edition = edition_called(chosen.edition)
    if chosen.quick:
        bench_plans(edition, 200)
        bench_conditions(edition, count=50, compared=50, least=0)
    else:
        bench_plans(edition, chosen.cases)
        bench_conditions(edition, count=2_000, compared=200, least=0.5)


if __name__ == "__main__":
    main()
