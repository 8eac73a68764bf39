"""Every page of a case, as it is and as it breaks: no line of the log has a name, a telephone or a folio."""

from __future__ import annotations

import io
import json
import logging

import pytest
from django.db import transaction
from django.template.base import Template
from django.test import Client
from django.utils import timezone

from cauce.cases import actions
from cauce.site.logs import Lines
from cauce.staff.offices.models import User
from tests.architecture.asking import Asking, read_once
from tests.architecture.matrix import PRINTED, WALKED, allowed
from tests.architecture.walking import PLACE, filled
from tests.casework.conftest import consent, open_case

pytestmark = pytest.mark.django_db
NAME, TELEPHONE, TOLD = "Xilonen Tlamacazqui", "+1 713 555 0142", "Vivía junto al molino."


@pytest.fixture
def lines():
    """What a server would write, at a level that says more than a server does; beside it, plain."""
    ours, plain = io.StringIO(), io.StringIO()
    handlers = [logging.StreamHandler(ours), logging.StreamHandler(plain)]
    handlers[0].setFormatter(Lines())
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.INFO)
    for one in handlers:
        root.addHandler(one)
    yield ours, plain
    for one in handlers:
        root.removeHandler(one)
    root.setLevel(level)


@pytest.fixture
def case(cast):
    ines, now = cast.ines.actor, timezone.now()
    case = open_case(cast)
    consent(cast, case, "keeping", way=f"oral; {NAME}")
    actions.save_identity(
        actor=ines, case=case, seen_version=0, fields={"given_names": NAME, "phone": TELEPHONE}, at=now
    )
    actions.save_section(actor=ines, case=case, kind="narrative", content=f"{NAME}: {TOLD}", seen=0)
    return case


def walked(case, *methods: str) -> int:
    """Ask for every page of the case («get»), or send a name to it; how many were opened or broke."""
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(username="ines"))
    ask = Asking(client, {"q": NAME, "text": f"{NAME} {TELEPHONE}", "version": TOLD})
    found = 0
    with read_once():
        for route, address in WALKED:
            here = {name for _, name in PLACE.findall(address)}
            if here != {"case_id"} or route in PRINTED or not allowed(route, "ines", "houston"):
                continue
            for method in methods:
                with transaction.atomic():
                    answer = ask(method, filled(address, {"case_id": case.id}))
                    transaction.set_rollback(True)
                found += answer.status_code in (200, 422, 500)
    return found


def of_people(case) -> list[str]:
    staff = User.objects.values_list("username", "display_name")
    words = {
        NAME,
        *NAME.split(),
        TELEPHONE,
        TELEPHONE[-8:],
        TOLD,
        case.folio,
        str(case.folio).rsplit("-", 1)[0],
    }
    return sorted(words | {word for row in staff for word in row if len(word) > 3})


def test_no_line_of_the_log_has_a_name_a_telephone_or_a_folio(case, lines, monkeypatch):
    ours, plain = lines
    draw = Template.render

    def breaks(template: Template, context):
        # Not that of the error itself, nor of the parts of which every page is made.
        if (template.name or "ui/").startswith(("site/", "ui/")):
            return draw(template, context)
        raise ValueError(f"{NAME} {TELEPHONE} {case.folio} {TOLD}")

    assert walked(case, "get") > 40
    with monkeypatch.context() as patch:
        patch.setattr(Template, "render", breaks)
        assert walked(case, "get", "post") > 40
    written = ours.getvalue()
    assert [word for word in of_people(case) if word in written] == []
    entries = [json.loads(line) for line in written.splitlines()]
    assert sum(entry.get("error") == ["ValueError"] for entry in entries) > 30
    assert NAME in plain.getvalue() and case.folio in plain.getvalue(), "as Django writes it, it does"
