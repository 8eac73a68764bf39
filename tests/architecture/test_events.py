"""The inventory of what the journal writes is complete, and nothing typed can forge a line of it."""

from __future__ import annotations

import ast
import json
import logging

import pytest
from django.utils import timezone

from cauce.custody.journal import integrity
from cauce.custody.journal.door import ACTS, record_refusal
from cauce.custody.journal.models import Entry
from cauce.desk.custody.journal import saying
from cauce.rules.permissions import Actor

from .events import calls, found, written


def test_every_name_an_entry_can_have_is_in_the_inventory():
    """When it is not: python -m tests.architecture.events"""
    assert written() == found()


def test_it_finds_a_name_wherever_it_is_written():
    module = ast.parse(
        'WHAT = "soup.taste"\ndoor.record_read(a, WHAT, about=b)\nrecord_refusal(a, "soup.cook")\n'
        'case_page(request, id, "soup", at)\nrecord_read(a, chosen, about=b)'
    )
    assert list(calls(module)) == [("read", "soup.taste"), ("refused", "soup.cook"), ("read", "case.soup")]


def test_every_read_and_act_has_its_sentence_for_the_auditor():
    names = found()
    unsaid = [n for n in names["read"] if n not in saying.READ and not n.startswith("case.")]
    assert unsaid == [] and set(names["act"]) <= set(saying.DID) and len(ACTS) > 60


@pytest.mark.django_db
def test_nothing_that_was_typed_can_forge_a_line(caplog):
    """Line breaks, escapes of a terminal and quotes stay inside their own entry."""
    typed = 'x"}\r\n{"kind": "act", "what": "case.close"}\n\x1b[2J\u2028\x00'.replace("\x00", "")
    with caplog.at_level(logging.DEBUG):
        record_refusal(Actor(typed[:40]), "session.open", about=("case", typed), reason=typed)
    [line] = list(integrity.exported())
    row = json.loads(line)
    assert row["about_id"] == typed and row["kind"] == "refused" and line.isascii()
    assert not any(mark in line for mark in "\r\n\x1b")
    assert Entry.objects.get().about_id == typed
    assert "case.close" not in caplog.text and timezone.now() >= Entry.objects.get().at
