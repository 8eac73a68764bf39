"""A file from outside is read by a small process that knows nothing of the program, and may go no further."""

from __future__ import annotations

import errno
import functools
import os
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cauce.protocol.documents import unpacking
from cauce.protocol.documents.unpacking import NOW, WORDS, Unread, ask

ROOT = Path(__file__).resolve().parents[4]
# A reader that does what a file which has taken over its reader would do; bounds["do"] says which.
PROBE = """
import os, resource, signal, socket, sys, time, ctypes
from readers import content, image, markup, packed, workbook
from readers.refused import Refused

def tried(do):
    try:
        do()
    except OSError:
        return "refused"
    return "done"

def read(file, bounds):
    do = bounds["do"]
    if do == "tell":
        yield {
            "modules": sorted(sys.modules), "environment": sorted(os.environ), "folder": os.getcwd(),
            "file": tried(lambda: open("/proc/self/status")), "socket": tried(socket.socket),
            "processes": resource.getrlimit(resource.RLIMIT_NPROC),
            "privileges": ctypes.CDLL(None).prctl(39, 0, 0, 0, 0),
            "written": resource.getrlimit(resource.RLIMIT_FSIZE),
        }
    elif do == "eat":
        yield len(bytearray(400_000_000))
    elif do == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif do == "fall":
        os.abort()
    elif do == "think":
        while True:
            pass
    elif do == "sleep":
        time.sleep(60)
    elif do == "echo":
        sys.stdout.buffer.write(file.read())
        sys.stdout.flush()
        os._exit(0)
    elif do == "refuse":
        raise Refused("a code of its own")
    elif do == "say":
        sys.stdout.write(bounds["what"])
        sys.stdout.flush()
        os._exit(0)
    elif do == "shout":
        while True:
            yield "x" * 1000
"""


@pytest.fixture
def probe(tmp_path, monkeypatch):
    """Asks the real child with one reader more, which does what it is told."""
    readers = tmp_path / "readers"
    readers.mkdir()
    for file in unpacking.CHILD.parent.glob("*.py"):
        if file == unpacking.CHILD:
            shutil.copy(file, readers)
        else:
            (readers / file.name).symlink_to(file)
    (readers / "probe.py").write_text(PROBE)
    monkeypatch.setattr(unpacking, "CHILD", readers / "child.py")
    monkeypatch.setitem(unpacking.LIBRARIES, "probe", "PIL")

    def asked(do: str, **more):
        return ask("probe", b"x" * 300_000, lambda told: told, do=do, **more)

    return asked


def a_second_of_processor(monkeypatch) -> None:
    """And a clock that waits for it, whatever else the machine has to do."""
    monkeypatch.setattr(unpacking, "SECONDS", 1)
    monkeypatch.setattr(unpacking, "PATIENCE", 120.0)


def refused(call, *given, **more) -> Unread:
    with pytest.raises(Unread) as problem:
        call(*given, **more)
    return problem.value


def test_the_child_imports_neither_django_nor_the_program_whatever_it_reads(probe):
    (told,) = probe("tell")
    assert {"readers.workbook", "readers.content", "PIL.Image", "ruamel.yaml"} <= set(told["modules"])
    assert [name for name in told["modules"] if re.match(r"(cauce|django|openpyxl|numpy)\b", name)] == []


def test_the_child_opens_nothing_starts_nothing_and_knows_no_environment(probe):
    (told,) = probe("tell")
    assert (told["file"], told["socket"]) == ("refused", "refused")
    assert told["processes"] == told["written"] == [0, 0]
    assert told["privileges"] == 1 or sys.platform != "linux"
    assert set(told["environment"]) <= {"LC_CTYPE"} and told["folder"] == "/"


def test_a_file_that_asks_for_more_memory_than_it_is_given_is_told_so(probe):
    assert refused(probe, "eat").reason == "memory"


def test_a_child_that_the_kernel_kills_is_a_file_that_asks_for_too_much(probe):
    assert refused(probe, "die").reason == "memory"


def test_a_child_that_falls_over_is_a_file_that_cannot_be_read(probe):
    assert refused(probe, "fall").reason == "broken"


def test_a_file_that_keeps_the_processor_busy_is_stopped_and_told_so(probe, monkeypatch):
    a_second_of_processor(monkeypatch)
    assert refused(probe, "think").reason == "time"


def test_a_child_that_does_nothing_at_all_is_ended_by_the_clock_and_the_file_may_come_again(
    probe, monkeypatch
):
    monkeypatch.setattr(unpacking, "PATIENCE", 0.6)
    problem = refused(probe, "sleep")
    assert problem.reason == "slow" and problem.of_now and "otra vez" in problem.cure_es


def test_the_readers_own_reason_reaches_whoever_asked(probe):
    assert refused(probe, "refuse").reason == "a code of its own"


@pytest.mark.parametrize(
    "what",
    [
        "",
        "no es JSON\n",
        "\x00\xff",
        '{"done": 5}\n',
        "[1]\n",
        "[1, 2]\n",
        '"done"\n',
        "null\n",
        '{"refused": ["x"]}\n',
        "[" * 100_000 + "\n",
        '{"done": 0',
        '[]\n{"done": 1}\n',
    ],
)
def test_a_child_that_answers_rubbish_is_a_file_that_cannot_be_read(probe, what):
    assert refused(probe, "say", what=what).reason == "broken"


def test_a_number_without_end_is_no_place_in_a_sheet(probe):
    asked = functools.partial(ask, "probe", b"x", int, do="say", what="[1e999]\n")
    assert refused(asked).reason == "broken"


def test_a_child_that_says_more_than_is_taken_is_stopped(probe):
    assert refused(probe, "shout", answer=200_000).reason == "answer"


@pytest.mark.parametrize("left", [errno.ENOMEM, errno.EAGAIN])
def test_without_memory_to_start_a_child_the_file_may_come_again(monkeypatch, left):
    def none(*given, **more):
        raise OSError(left, os.strerror(left))

    monkeypatch.setattr(subprocess, "Popen", none)
    problem = refused(ask, "markup", b"<a/>", str, elements=1, depth=1)
    assert problem.reason == "start" and problem.of_now


def test_without_a_descriptor_left_the_file_may_come_again():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))
    try:
        problem = refused(ask, "markup", b"<a/>", str, elements=1, depth=1)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert problem.reason == "start"
    assert ask("markup", b"<a/>", lambda told: told, elements=1, depth=1) == [["a", {}], None]


def test_more_files_than_there_are_seats_wait_and_then_are_told_to_come_again(monkeypatch):
    monkeypatch.setattr(unpacking, "WAIT", 0.01)
    for _ in range(unpacking.SEATS):
        assert unpacking._seats.acquire(timeout=1)
    try:
        assert refused(ask, "markup", b"<a/>", str, elements=1, depth=1).reason == "busy"
    finally:
        for _ in range(unpacking.SEATS):
            unpacking._seats.release()


@pytest.mark.parametrize("reason", [*WORDS, "another"])
def test_every_reason_says_what_and_the_cure_in_both_languages(reason):
    problem = Unread(reason)
    assert problem.es.endswith(".") and problem.en.endswith(".") and problem.es != problem.en
    assert problem.cure_es.endswith(".") and problem.cure_en.endswith(".")
    assert problem.of_now == (reason in NOW)
