"""What came over the network is unpacked and parsed by a small process of its own, never here.

The border: a file that somebody sent (a sheet, a zip, an image, a form of a telephone, a text of content)
goes through ``ask``. What lies on the server because its operator put it there (the repository's own
``content/``, the demonstration, what we made ourselves) is read where it is needed.

The child (``readers/child.py``) has its own address space, processor time and clock; it imports neither
Django nor the program, opens no file and no connection, and starts nothing. What it says is not believed
either: it is read up to a bound and must have the shape that was asked for.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import BoundedSemaphore, Lock, Timer
from typing import IO, Any, TypeVar

from cauce.content.errors import BadInput

MEMORY = 288_000_000  # bytes of address space of the child
SECONDS = 4  # of processor: what any file that keeps it busy is stopped at
PATIENCE = 15.0  # seconds by the clock: a server with much to do is no reason to refuse a good file
ANSWER = 48 * 1024 * 1024  # bytes of what it says
THING = 4 * 1024 * 1024  # bytes of one thing that it says: as objects here they may be twenty times that
SEATS = 2  # children at a time in one process of the server: the others wait
WAIT = 10.0  # seconds for a seat
CHILD = Path(__file__).resolve().parent / "readers" / "child.py"
LIBRARIES = {"image": "PIL", "content": "ruamel.yaml"}  # of the readers that need more than Python
_seats = BoundedSemaphore(SEATS)
# Who sent what is read now: an account or a telephone, "" where nobody is told apart. The doors set it.
sender: ContextVar[str] = ContextVar("cauce_sender", default="")
_seated: set[str] = set()
_seating = Lock()
T = TypeVar("T")
AGAIN = (
    "Espere un momento y mándelo otra vez. No se guardó nada de este archivo.",
    "Wait a moment and send it again. Nothing of this file was kept.",
)
SMALLER = (
    "Divídalo o redúzcalo, y mándelo otra vez. No se guardó nada de este archivo.",
    "Divide it or make it smaller, and send it again. Nothing of this file was kept.",
)
ANEW = (
    "Guárdelo de nuevo desde el programa en que se hizo. No se guardó nada de este archivo.",
    "Save it anew from the program that made it. Nothing of this file was kept.",
)
# What ends the reading of any file or of any zip; other codes have the words of whoever asked.
WORDS = {
    "memory": (
        "El archivo pide más memoria de la que se le da.",
        "The file asks for more memory than it is given.",
        SMALLER,
    ),
    "time": ("Leer el archivo toma demasiado tiempo.", "Reading the file takes too long.", SMALLER),
    "slow": (
        "El archivo no se terminó de leer a tiempo.",
        "The file was not read to its end in time.",
        AGAIN,
    ),
    "answer": (
        "El archivo dice más de lo que se toma de uno.",
        "The file says more than is taken of one.",
        SMALLER,
    ),
    "busy": ("En este momento se leen otros archivos.", "Other files are being read at this moment.", AGAIN),
    "start": (
        "El servidor no tiene lugar para leer el archivo en este momento.",
        "The server has no room to read the file at this moment.",
        AGAIN,
    ),
    "name": ("Un nombre sale de su carpeta.", "A name leaves its folder.", ANEW),
    "link": ("Trae un enlace a otro archivo.", "It holds a link.", ANEW),
    "locked": (
        "Tiene contraseña.",
        "It has a password.",
        ("Quítele la contraseña y mándelo otra vez.", "Take the password off and send it again."),
    ),
    "method": (
        "Está comprimido de una manera que no se lee.",
        "It is packed in a way that is not read.",
        ANEW,
    ),
    "bomb": ("Se desdobla demasiado.", "It unfolds too far.", SMALLER),
    "nested": ("Trae otro archivo comprimido.", "It holds another archive.", ANEW),
    "files": ("Trae demasiados archivos.", "It holds too many files.", SMALLER),
    "broken": ("El archivo no se puede leer.", "The file cannot be read.", ANEW),
}


NOW = ("slow", "busy", "start")  # of the server and not of the file: sent again it may be read


class Unread(BadInput):
    """A file that was not read; ``reason`` is a code of ``WORDS``, or one of its reader."""

    id = "unread"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        es, en, cure = WORDS.get(reason, WORDS["broken"])
        super().__init__(es, en, where="file", cure_es=cure[0], cure_en=cure[1])

    @property
    def of_now(self) -> bool:
        """Whether the server could not read it now; nothing is known of the file."""
        return self.reason in NOW


@cache
def _libraries(reader: str) -> list[str]:
    """The folder in which the reader's library lies; it is found, not imported."""
    name = LIBRARIES.get(reader)
    found = find_spec(name) if name else None
    if found is None or found.origin is None:
        return []
    return [str(Path(found.origin).parents[1 + (name or "").count(".")])]


def ask(
    reader: str,
    file: bytes | IO[bytes],
    shape: Callable[[Any], T],
    *,
    answer: int = ANSWER,
    **bounds: Any,
) -> list[T]:
    """What a reader finds in a file, each thing through ``shape``, which raises for what is none.

    ``answer``: bytes of what the child may say; ``bounds``: see ``read`` in ``readers/READER.py``. Raises
    ``Unread`` with the reason: of ``WORDS``, or the reader's own code.
    """
    with _one_each(sender.get()):
        if not _seats.acquire(timeout=WAIT):
            raise Unread("busy")
        try:
            return _asked(reader, file, shape, answer, bounds)
        finally:
            _seats.release()


@contextmanager
def _one_each(who: str) -> Iterator[None]:
    """Nobody has two files read at a time: neither two seats nor a thread that waits for one, which the
    others would lack. Raises ``Unread``."""
    if not who:
        yield
        return
    with _seating:
        if who in _seated:
            raise Unread("busy")
        _seated.add(who)
    try:
        yield
    finally:
        with _seating:
            _seated.discard(who)


def _asked(
    reader: str,
    file: bytes | IO[bytes],
    shape: Callable[[Any], T],
    answer: int,
    bounds: dict[str, Any],
) -> list[T]:
    limits = {"memory": MEMORY, "seconds": SECONDS, "libraries": _libraries(reader)}
    try:
        child = subprocess.Popen(
            [sys.executable, "-I", "-S", "-B", str(CHILD), reader, json.dumps(limits), json.dumps(bounds)],
            stdin=subprocess.PIPE if isinstance(file, bytes) else file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
        )
    except OSError as problem:  # no memory, no process, no descriptor left
        raise Unread("start") from problem
    late: list[bool] = []
    timer = Timer(PATIENCE, lambda: (late.append(True), child.kill()))
    try:
        timer.start()
        if isinstance(file, bytes):
            _hand_over(child, file)
        return _told(child, shape, answer)
    except Unread as problem:
        raise _why(child, problem, bool(late)) from problem.__cause__
    except RuntimeError as problem:  # no thread to keep the time
        raise Unread("start") from problem
    finally:
        timer.cancel()
        child.kill()
        child.wait()
        for end in (child.stdin, child.stdout):
            if end is not None and not end.closed:
                end.close()


def _hand_over(child: subprocess.Popen[bytes], file: bytes) -> None:
    assert child.stdin is not None
    try:
        child.stdin.write(file)
        child.stdin.close()
    except OSError:  # it ended before it had read everything; it says why, or its end does
        pass


# What reading or shaping an answer raises that is not one.
WRONG = (ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError, MemoryError)


def _told(child: subprocess.Popen[bytes], shape: Callable[[Any], T], left: int) -> list[T]:
    """The things that the child read, once it said that there are no more. Raises ``Unread``."""
    assert child.stdout is not None
    found: list[T] = []
    while line := child.stdout.readline(min(left, THING)):
        left -= len(line)
        if left <= 0 or len(line) == THING:
            raise Unread("answer")
        try:
            told = json.loads(line)
            if isinstance(told, list):
                found.append(shape(*told))
                continue
        except WRONG as problem:
            raise Unread("broken") from problem
        if told == {"done": len(found)}:
            return found
        refused = told.get("refused") if isinstance(told, dict) else None
        raise Unread(refused if isinstance(refused, str) else "broken")
    raise Unread("")  # it ended without a last line: how it ended says why


def _why(child: subprocess.Popen[bytes], problem: Unread, late: bool) -> Unread:
    """The reason of a child that said none, by how it ended."""
    if problem.reason and not late:
        return problem
    if late:
        return Unread("slow")
    ended = child.wait()
    return Unread({-signal.SIGXCPU: "time", -signal.SIGKILL: "memory"}.get(ended, "broken"))
