"""Does each case of law get from the law files what it says that they must answer?"""

from __future__ import annotations

from collections.abc import Iterator

from cauce.content.checks.report import Finding
from cauce.content.checks.world import World
from cauce.content.elements import Verdict, assess
from cauce.content.model_lawcases import LawAnswer


def _differences(wanted: LawAnswer, found: Verdict) -> Iterator[tuple[str, str, str]]:
    """Which key of the answer differs: its name, what the case says, what the law answers."""
    if wanted.verdict != found.verdict:
        yield "verdict", wanted.verdict, found.verdict
    state = found.elements[wanted.decides].state
    if wanted.state != state:
        yield "state", wanted.state, state
    of_form = dict(found.forms).get(wanted.form or "", "–")
    if wanted.form is not None and wanted.verdict != of_form:
        yield "form", f"{wanted.form}: {wanted.verdict}", of_form


def check_law_cases_agree(world: World) -> Iterator[Finding]:
    """Verdict, deciding element and article of each case, against ``law/``; the line of the first
    that differs."""
    laws, known = world.values("law"), world.ids("concepts")
    if not world.whole("law", "law_cases"):
        return
    for entry in world.of("law_cases"):
        case = entry.value
        if not case.concept_ids() <= known:
            continue  # said by the check of concepts
        for name, wanted in case.expect.items():
            if name not in laws:
                continue
            found = assess(laws[name], case.known(), case.not_known())
            for key, says, answers in _differences(wanted, found):
                yield entry.finding(
                    "law_case_contradicts",
                    ("expect", name, key),
                    id=case.id,
                    says=says,
                    name=name,
                    answers=answers,
                )
                break
