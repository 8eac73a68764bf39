"""What Schemathesis makes of the doors for systems: each value at its limits, beyond them, and by chance.

Bounded: every limit once, then a few by chance, the same ones in each run. ``make fuzz`` looks longer.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client

from cauce.api.fhir.tests import conftest as fhir
from cauce.api.fhir.tests import openapi
from cauce.directory.actions import import_batch
from cauce.directory.models import Service
from cauce.rules.permissions import SYSTEM
from cauce.standards.hsds.build import read_directory
from cauce.standards.hsds.tests.conftest import FIXTURES
from tests.profiles import examples

pytestmark = pytest.mark.django_db


case, given, referral, service = fhir.case, fhir.given, fhir.referral, fhir.service
FEW = 3
EXAMPLES = int(os.environ.get("EXAMPLES", FEW))
# Have every filter there is; the other lists, which share them, are asked at their limits by ``make fuzz``.
WIDE = ("/service_at_locations", "/Task", "/Task/{id}")


@contextlib.contextmanager
def staying_open():
    """The connection of the test is that of each request, as with Django's own client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


def measures_from_nowhere(asked) -> bool:
    """A distance without a postcode: OpenAPI cannot say that one parameter needs another; it is refused."""
    return "proximity" in (asked.query or {}) and "postcode" not in asked.query


def leaves_empty(asked) -> bool:
    """A parameter of FHIR without a value: the standard has it ignored, and OpenAPI cannot say so."""
    return "" in (asked.query or {}).values()


def tried(document: dict, left_out: Callable[..., bool], **headers: str) -> int:
    """How many requests were made; fails with the first finding, the request that shows it beside it."""
    import schemathesis
    from schemathesis.generation.hypothesis.builder import (
        HypothesisTestConfig,
        HypothesisTestMode,
        create_test,
    )

    schema = schemathesis.openapi.from_dict(document)
    schema.app = get_wsgi_application()
    made = 0

    def one(case):
        nonlocal made
        if not left_out(case):
            made += 1
            with staying_open():
                case.call_and_validate(headers=headers)

    for found in schema.get_all_operations():
        operation = found.ok()
        limits = [HypothesisTestMode.COVERAGE] if EXAMPLES > FEW or operation.path in WIDE else []
        create_test(
            operation=operation,
            test_func=one,
            config=HypothesisTestConfig(
                modes=[*limits, HypothesisTestMode.FUZZING],
                project=schema.config,
                settings=examples(EXAMPLES),
            ),
        )()
    return made


def test_it_finds_nothing_in_the_public_directory():
    import_batch(actor=SYSTEM, batch=read_directory(FIXTURES / "v3"))
    Service.objects.update(visibility="public")
    assert tried(Client().get("/api/hsds/openapi.json").json(), measures_from_nowhere) > 100


def test_it_finds_nothing_in_the_requests_of_a_partner(given, referral):
    known = fhir.Door(given.key).get(f"Task/{referral.id}")
    assert tried(openapi.described(known), leaves_empty, Authorization=f"Bearer {given.key}") > 100


def test_it_would_find_a_status_that_nobody_described():
    document = Client().get("/api/hsds/openapi.json").json()
    path = document["paths"]["/service_at_locations"]
    del path["get"]["responses"]["400"]
    with pytest.raises(BaseExceptionGroup, match="Received: 400"):
        tried(document | {"paths": {"/service_at_locations": path}}, measures_from_nowhere)
