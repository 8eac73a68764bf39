"""Who it is waits for a yes: nothing is kept before, and a no forgets it again."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cauce.cases import actions
from cauce.content.errors import BadInput
from cauce.people import access as people
from cauce.people.models import Identity

from .conftest import consent, open_case

pytestmark = pytest.mark.django_db


def name(cast, case):
    return actions.save_identity(
        actor=cast.ines.actor, case=case, seen_version=0, at=timezone.now(), fields={"given_names": "Ana"}
    )


def test_it_keeps_no_name_before_the_person_agrees(cast):
    case = open_case(cast)
    with pytest.raises(BadInput) as refused:
        name(cast, case)
    assert refused.value.where == "keeping"
    assert not Identity.objects.exists()


def test_it_forgets_the_name_when_she_takes_her_yes_back(cast):
    case = open_case(cast)
    given = consent(cast, case, "keeping")
    name(cast, case)
    actions.withdraw_consent(actor=cast.ines.actor, case=case, consent=given, at=timezone.now())
    assert people.identity(cast.ines.actor, case.person, reason="contact").name == ""
