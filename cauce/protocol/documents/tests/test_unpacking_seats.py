"""Nobody takes all the places in which files are read, nor the memory of whoever asked."""

from __future__ import annotations

import functools
import threading
import time

import pytest

from cauce.protocol.documents import unpacking
from cauce.protocol.documents.unpacking import ask

from .test_unpacking import probe as probe
from .test_unpacking import refused


def test_one_thing_of_as_many_objects_as_fit_in_its_bytes_is_not_taken(probe):
    """16 million empty lists are 48 MB of text and over a gigabyte here."""
    many = "[[" + "[]," * (unpacking.THING // 3) + "[]]]\n"
    assert refused(probe, "say", what=many[:100]).reason == "broken"
    asked = functools.partial(ask, "probe", many.encode(), list, do="echo")
    assert refused(asked).reason == "answer"


def test_nobody_has_two_files_read_at_a_time_so_that_the_others_find_a_seat(probe):
    """Four windows of one account would hold every seat and every thread that waits for one."""
    seen, held = [], threading.Event()

    def hostile_account() -> None:
        unpacking.sender.set("one")
        held.set()
        seen.append(refused(probe, "sleep").reason)

    busy = threading.Thread(target=hostile_account)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(unpacking, "PATIENCE", 2.0)
        busy.start()
        held.wait(5)
        while not unpacking._seated:
            time.sleep(0.01)
        token, began = unpacking.sender.set("one"), time.monotonic()
        try:
            assert refused(ask, "markup", b"<a/>", str, elements=1, depth=1).reason == "busy"
            assert time.monotonic() - began < 1, "it waits for no seat"
            unpacking.sender.set("another")
            assert len(ask("markup", b"<a/>", lambda told: told, elements=1, depth=1)) == 2
        finally:
            unpacking.sender.reset(token)
            busy.join()
    assert seen == ["slow"] and not unpacking._seated
