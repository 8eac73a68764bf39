"""One command serves the demonstration: it says so when a port is taken, and leaves nothing running."""

from __future__ import annotations

import io
import os
import signal
import socket
import sys
import time
from pathlib import Path

import pytest

from cauce.content.errors import BadInput
from cauce.operations import serving
from cauce.operations.console import Answer
from cauce.operations.management.commands.demo import Command

SLEEPS = (sys.executable, "-S", "-c", "import time; time.sleep(60)")
# Slow to listen at 127.0.0.1:PORT, as whoever reads the content first.
LATE = """
import socket, sys, time
time.sleep(0.3)
one = socket.create_server(("127.0.0.1", int(sys.argv[1].rpartition(":")[2])))
time.sleep(60)
"""


def test_a_port_that_is_taken_is_said_with_its_cure():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(BadInput) as told:
            serving.check_free(port)
    assert str(port) in told.value.es and "--port 8001" in told.value.cure_en
    serving.check_free(port)


@pytest.fixture
def steps(monkeypatch):
    """What the command does, in order; its processes do nothing but wait."""
    done: list[str] = []
    monkeypatch.setattr(serving, "AHEAD", (sys.executable, "-S", "-c", ""))
    monkeypatch.setattr(serving, "LOOP", SLEEPS)
    monkeypatch.setattr(serving, "PAGES", (sys.executable, "-S", "-c", LATE))
    return done


@pytest.fixture
def port() -> int:
    """One that nobody has."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def began() -> set[int]:
    """The processes of this one that are still there."""
    return {int(one) for one in Path("/proc/self/task", str(os.getpid()), "children").read_text().split()}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_told_to_stop_it_ends_what_it_began_and_says_that_all_is_well(steps, port, number):
    before, handler, began_at = began(), signal.getsignal(number), time.monotonic()

    def told() -> None:
        steps.append("told")
        assert len(began() - before) >= 2  # the loop and the pages
        with socket.create_connection(("127.0.0.1", port), 1):  # what it prints can be opened at once
            pass
        os.kill(os.getpid(), number)

    add = steps.append
    assert serving.demonstration(port, lambda: add("migrated"), lambda: add("loaded"), told) == 0
    assert steps == ["migrated", "loaded", "told"]
    assert began() <= before and signal.getsignal(number) is handler
    assert time.monotonic() - began_at < serving.PATIENCE


def test_pages_that_end_by_themselves_end_all_of_it_with_their_status(steps, port, monkeypatch):
    before = began()
    monkeypatch.setattr(serving, "PAGES", (sys.executable, "-S", "-c", "raise SystemExit(3)"))
    told = steps.append
    assert serving.demonstration(port, lambda: None, lambda: None, lambda: told("told")) == 3
    assert began() <= before and steps == []


def test_what_fails_on_the_way_leaves_nothing_running(steps, port):
    before = began()
    with pytest.raises(ZeroDivisionError):
        serving.demonstration(port, lambda: None, lambda: 1 // 0, lambda: None)
    assert began() <= before
    assert serving.demonstration(None, lambda: None, lambda: None, lambda: steps.append("told")) == 0
    assert steps == []


def test_whoever_reads_a_pipe_has_the_address_while_it_is_served(monkeypatch, settings):
    settings.DEMO = True
    read, wrote = io.BytesIO(), []

    def served(port, migrate, load, told) -> int:
        told()
        wrote.append(read.getvalue().decode())
        return 0

    monkeypatch.setattr(serving, "demonstration", served)
    monkeypatch.setattr(Command, "_sign_ins", lambda self, address: Answer({}, lines=[address]))
    command = Command(stdout=io.TextIOWrapper(read, "utf-8"))
    command.answer(sign_ins=False, serve=True, prepare=False, port=8001, cases=60)
    assert wrote == ["http://localhost:8001\n"]
