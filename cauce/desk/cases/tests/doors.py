"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, EVERYBODY, PROTECTION, Door, lists, things

DOORS: dict[str, Door] = {
    "protection:tools": lists(*PROTECTION),
    "protection:card": lists(*PROTECTION),
    "protection:tool": lists(*PROTECTION),
    "protection:tool_sheet": lists(*PROTECTION),
    "protection:self_care": lists(*EVERYBODY),
    # protection: one case
    "protection:forms": CASE,
    "protection:form": CASE,
    "protection:form_sheet": CASE,
    "protection:case_tool": CASE,
    "protection:case": CASE,
    "protection:find_out": CASE,
    "protection:short": CASE,
    "protection:message": CASE,
    "protection:circumstances": CASE,
    "protection:history": CASE,
    "protection:seen": CASE,
    "protection:safety": CASE,
    "protection:tongue": CASE,
    "protection:custody": CASE,
    "protection:voice": things(),
    "protection:rights": CASE,
    "protection:consent": CASE,
    "protection:withdraw": CASE,
    "protection:told": CASE,
    "protection:reserved": CASE,
    "protection:acts": CASE,
    "protection:record": CASE,
    "protection:depart": CASE,
    "protection:identity": CASE,
    "protection:screening": CASE,
    "protection:sitting": CASE,
    "protection:sitting_result": CASE,
    "protection:interview": CASE,
    "protection:account": CASE,
    "protection:assess": CASE,
    "protection:contest": CASE,
    "protection:risk": CASE,
    "protection:plan": CASE,
    "protection:export": things("mateo"),
    # a second person signs: who leads protection, or the head of post
    "protection:signatures": lists("mateo", "aurora"),
    "protection:sign": things("mateo", "aurora"),
}
