"""Nothing here scores, labels, profiles or decides about a person; a human concludes and signs. (E6, E7)"""

from __future__ import annotations

import ast
import re

import pytest
from django.apps import apps
from django.utils import timezone

from cauce.cases import actions
from cauce.custody.journal.door import ACTS, Refused
from cauce.rules.permissions import SYSTEM
from cauce.rules.roles import ROLES
from tests.architecture.reading import ROOT, code, imports, nodes, short
from tests.casework.conftest import open_case

# A number or a label hung on somebody. A certificate's own result is the reader's, never a person's.
VERDICT = re.compile(r"(^|_)(score|rank|rating|probability|likelihood|is_victim|suspicion)(_|$)")
OWN_EXERCISES = "cauce/learning/course.py"
# What finds words in the Protocol's text.
OF_TEXTS = "cauce/protocol/documents/search.py"
BRAINS = re.compile(
    r"^(openai|anthropic|google-generativeai|cohere|litellm|langchain.*|transformers|"
    r"torch.*|tensorflow.*|keras|"
    r"scikit-learn|xgboost|lightgbm|face[-_]recognition|deepface|insightface|opencv-.*|mediapipe|"
    r"openai-whisper|faster-whisper|speechrecognition|vosk|speechbrain|spacy|"
    r"sentry-sdk|mixpanel|analytics-.*)$"
)
# Ways out of the machine. Each module that may use one is named with its reason.
WAYS_OUT = (
    "requests",
    "httpx",
    "aiohttp",
    "urllib.request",
    "http.client",
    "smtplib",
    "ftplib",
    "socket",
)
MAY_CALL = {
    "cauce/operations/doctor/proxy.py": "asks this very machine, through its own proxy, whether its pages "
    "answer, and under which certificate",
    "cauce/operations/serving.py": "looks whether the port of the demonstration is free on this machine, and "
    "closes it again: it calls nobody",
    "cauce/staff/accounts/oidc.py": "asks the ministry's own sign-in who somebody of the staff is, where an "
    "operator named its address; nothing of a case is in it",
    "cauce/standards/webhooks.py": "tells a partner's system, at the public address that the administration "
    "wrote down, that a request changed: ids and a state",
    "cauce/staff/notices/sending.py": "hands the operator's own mail server a count of what waits",
}


def fields(module: ast.Module):
    """Annotated names of classes: of tables, dataclasses and formats."""
    for node in nodes(module):
        if isinstance(node, ast.ClassDef):
            for one in node.body:
                target = getattr(one, "target", None) or (getattr(one, "targets", None) or [None])[0]
                if isinstance(target, ast.Name):
                    yield one.lineno, target.id


def verdicts(modules) -> list[str]:
    return [
        f"{short(path)}:{line} {name}"
        for path, module in modules
        for line, name in fields(module)
        if VERDICT.search(name) and short(path) not in (OWN_EXERCISES, OF_TEXTS)
    ]


def test_no_table_and_no_answer_holds_a_score_or_a_label_of_a_person():
    assert verdicts(code()) == []
    columns = [
        f"{table._meta.label}.{field.name}"
        for table in apps.get_models()
        for field in table._meta.get_fields()
    ]
    assert [one for one in columns if VERDICT.search(one.rsplit(".", 1)[1])] == []
    bad = ast.parse("class Result:\n    risk_score: int\n    note: str\n")
    assert verdicts([(ROOT / "cauce/cases/bad.py", bad)]) == ["cauce/cases/bad.py:2 risk_score"]


def test_the_program_itself_may_neither_conclude_nor_sign_nor_close():
    for permission in ("case.conclude", "case.sign"):
        assert "system" not in ROLES[permission]
    for act in ("assessment.conclude", "assessment.sign"):
        assert ACTS[act] in ("case.conclude", "case.sign"), act


@pytest.mark.django_db
def test_a_conclusion_by_the_program_is_refused(cast):
    case = open_case(cast)
    with pytest.raises(Refused):
        actions.conclude(
            actor=SYSTEM,
            case=case,
            conclusion="presumed",
            concepts={},
            verdicts={},
            reasons="Lo dijo un programa.",
            at=timezone.now(),
        )


def test_no_package_that_recognises_faces_voices_or_people_is_installed():
    wrong = []
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        names = re.findall(r"^([A-Za-z0-9._-]+)==", lock.read_text(), re.M)
        assert names
        wrong += [name for name in names if BRAINS.match(name.lower())]
    assert wrong == []
    assert BRAINS.match("openai") and BRAINS.match("opencv-python") and not BRAINS.match("django")


def ways_out(modules) -> list[str]:
    return [
        f"{short(path)}:{line} {name}"
        for path, module in modules
        for line, name in imports(module)
        if name.startswith(WAYS_OUT) and short(path) not in MAY_CALL
    ]


def modules_that_call():
    return [
        (short(path), name)
        for path, module in code()
        for _, name in imports(module)
        if name.startswith(WAYS_OUT)
    ]


def test_no_module_can_call_out_but_those_that_are_named():
    assert ways_out(code()) == []
    assert {where for where, _ in modules_that_call()} == set(MAY_CALL), "a reason for nothing"
    bad = ast.parse("import requests\nfrom urllib.request import urlopen\nimport csv\n")
    assert len(ways_out([(ROOT / "cauce/cases/bad.py", bad)])) == 2
