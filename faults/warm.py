"""A process with Django and the program already imported, from which those of a harness are forked.

Started by ``faults.started`` with a socket as its standard input; each message on it asks for one
process. What is forked is a process of its own: it has its own settings and its own connections, and
``kill -9`` ends it as it ends any other. Only the reading of the program's files is spared.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import struct
import sys
from collections.abc import Callable
from typing import Any

MOST = 1 << 17  # bytes of one message
NUMBER = struct.Struct("i")
# What is read once for all; the rest is imported by whoever needs it.
READ = (
    "cauce.site.urls",
    "cauce.operations.loop.tick",
    "cauce.operations.backup.putting_back",
    "cauce.demo.network",
    "cauce.operations.management.commands.demo",
    "cauce.operations.management.commands.tick",
    "cauce.operations.management.commands.backup",
    "cauce.operations.management.commands.restore",
    "django.core.management.commands.migrate",
    "django.test.signals",
    "faults.chores",
    "faults.whole",
    "tests.cast",
    "gunicorn.app.wsgiapp",
    "gunicorn.workers.gthread",
)
# Settings are read from the environment of whoever is forked: these modules are read again.
AGAIN = ("faults.settings", "cauce.site.settings.run", "cauce.site.settings.base")


def _read() -> None:
    """Import the program and read its content and pages; no connection is opened."""
    import django

    django.setup()
    for name in READ:
        importlib.import_module(name)
    from django.urls import get_resolver

    from cauce.content.loader import load_edition
    from cauce.operations.loop.tick import steps

    load_edition()
    for step in steps():
        step.feature.read(step.round.do)
    for name in ("/mostrador/", "/entrar/", "/salud/viva/"):
        get_resolver().resolve(name)
    gc.collect()
    gc.freeze()  # what is shared stays shared: the collector writes on nothing of it


def _settle() -> None:
    """The settings of this environment, and nothing kept from those before."""
    from django.conf import Settings, settings
    from django.core.signals import setting_changed
    from django.db import connections

    before = settings._wrapped
    for name in (*AGAIN, os.environ["DJANGO_SETTINGS_MODULE"]):
        sys.modules.pop(name, None)
    settings._wrapped = after = Settings(os.environ["DJANGO_SETTINGS_MODULE"])
    for alias in list(connections):
        if hasattr(connections._connections, alias):
            del connections[alias]
    connections._settings = None
    connections.__dict__.pop("settings", None)
    for name in dir(after):
        if name.isupper() and name != "DATABASES":
            value = getattr(after, name)
            if value != getattr(before, name, None):
                setting_changed.send(Settings, setting=name, value=value, enter=True)


def _become(told: dict[str, Any], streams: list[int]) -> None:
    """Be the process that was asked for, to its end."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout = open(0, closefd=False), open(1, "w", closefd=False)  # noqa: SIM115
    if told["apart"]:
        os.setsid()
    os.environ.clear()
    os.environ.update(told["environment"])
    sys.argv = [told["run"], *told["words"]]
    sys.path[:0] = [one for one in os.environ.get("PYTHONPATH", "").split(":") if one]
    _settle()
    _runs(told["run"])()


def _runs(what: str) -> Callable[[], None]:
    from gunicorn.app.wsgiapp import run

    from . import child

    return {"cauce": child.cauce, "child": child.main, "server": run, "code": _code}[what]


def _code() -> None:
    """As ``python -c``: the first word is a program, and what follows it are its words."""
    program = compile(sys.argv.pop(1), "<given>", "exec")
    exec(program, {"__name__": "__main__"})  # noqa: S102


def _ends(told: dict[str, Any], streams: list[int]) -> None:
    """``_become``, and the exit status that it would have had."""
    status = 1
    try:
        _become(told, streams)
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        _close()
        sys.stdout.flush()
        os._exit(status)


def _close() -> None:
    """As the end of any process does: an SQLite that is closed leaves no log beside it."""
    from django.db import connections

    with contextlib.suppress(Exception):
        connections.close_all()


def _end(pid: int) -> None:
    """Kill it and whatever it started in a group of its own, if it came as far as having one."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError):
            kill(pid, signal.SIGKILL)


def _keep(told: dict[str, Any], reply: socket.socket, streams: list[int]) -> None:
    """Fork what was asked for, tell its number and then how it ended; it ends with its harness."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    pid = os.fork()
    if pid == 0:
        reply.close()
        _ends(told, streams)
    for stream in streams:
        os.close(stream)
    reply.sendall(NUMBER.pack(pid))
    here = os.pidfd_open(pid)
    ready, _, _ = select.select([here, reply], [], [])
    if here not in ready:  # the harness is gone
        _end(pid)
    _, status = os.waitpid(pid, 0)
    reply.sendall(NUMBER.pack(os.waitstatus_to_exitcode(status)))


def main() -> None:
    asked = socket.socket(fileno=os.dup(0))
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    _read()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the keepers
    asked.sendall(b"!")
    while True:
        message, given, _, _ = socket.recv_fds(asked, MOST, 4)
        if not message:
            return
        if os.fork() == 0:
            asked.close()
            _keep(json.loads(message), socket.socket(fileno=given[0]), given[1:])
            os._exit(0)
        for one in given:
            os.close(one)


if __name__ == "__main__":
    main()
