"""The process that reads one file from outside: little memory, little time, nothing to open or to start.

Run by its path with a bare interpreter (``python -I -S -B child.py READER LIMITS BOUNDS``), the file on
standard input. It answers in lines of JSON: ``[item]`` for each thing that was read, and last of all an
object, ``{"done": n}`` or ``{"refused": code}``. Whatever else comes out, or does not, is a refusal.
"""

from __future__ import annotations

import codecs
import ctypes
import importlib
import io
import json
import os
import resource
import sys

TYPE_CHECKING = False  # ``typing`` is not imported for it: each file waits for what is imported here
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, BinaryIO

NO_NEW_PRIVILEGES = 38  # prctl(2)
ALPHABETS = (
    "ascii",
    "cp437",
    "latin_1",
    "utf_8_sig",
    "utf_16",
    "utf_32",
)  # of names in a zip and of images


def shut_in(memory: int, seconds: int) -> None:
    """From here on: so much address space and processor, no file written, no process, no core dump."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    # The first ends it with a signal of its own, so that the parent knows why; the second is the kernel's.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)


def no_more_descriptors() -> None:
    """Neither a file nor a socket can be opened any more: what is needed has been imported."""
    for name in ALPHABETS:
        codecs.lookup(name)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def given() -> BinaryIO:
    """The file: as it is when it can be read at any place, else held in memory."""
    if sys.stdin.buffer.seekable():
        return sys.stdin.buffer
    return io.BytesIO(sys.stdin.buffer.read())


def answer(reading: Iterator[Any], refused: type[Any]) -> dict[str, Any]:
    """Write each thing that is read as a line; what the last line says. ``refused``: a reader's own error."""
    count = 0
    try:
        for item in reading:
            sys.stdout.write(json.dumps([item]) + "\n")
            count += 1
        return {"done": count}
    except refused as problem:
        return {"refused": problem.reason}
    except MemoryError:
        reading = iter(())  # lets go of what filled it
        return {"refused": "memory"}
    except RecursionError:
        return {"refused": "deep"}
    except Exception:  # a decoder on hostile bytes may raise anything; all of it refuses
        return {"refused": "damaged"}


def main() -> None:
    """Read one file and say what is in it."""
    name, limits, bounds = sys.argv[1], json.loads(sys.argv[2]), json.loads(sys.argv[3])
    shut_in(limits["memory"], limits["seconds"])
    # The readers' own folder, and that of the library which one of them needs; nothing else is found.
    sys.path += [os.path.dirname(os.path.dirname(os.path.realpath(__file__))), *limits["libraries"]]
    reader = importlib.import_module(f"readers.{name}")
    refused = importlib.import_module("readers.refused").Refused
    no_more_descriptors()
    end = answer(reader.read(given(), bounds), refused)
    sys.stdout.write(json.dumps(end) + "\n")
    sys.stdout.flush()
    os._exit(0)  # nothing is tidied up: the process is the tidying


if __name__ == "__main__":
    main()
