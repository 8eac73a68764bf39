"""What a log holds: one line of JSON for each thing, with nothing secret and nobody in it.

The address of a telephone, a calendar or a link is the secret that opens it, so it is taken out. What an
error says may repeat a name that somebody typed, or the row that a database refused: of an error a line
has its kind and the places in the code, never its words.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
import sys
import traceback
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

from cauce.content.errors import BadInputs

bad_input = BadInputs(__file__)

# An address under one of these is itself the secret that opens it.
_SECRET = re.compile(r"(/(?:campo|calendario|respuesta|fichas/e)/)[^/\s?\"']+")
# One line stays one line: whatever could begin another, or speak to a terminal, is written out.
_CONTROL = {n: f"\\x{n:02x}" for n in (*range(32), *range(127, 160), 0x2028, 0x2029)}
# What a line may bear besides its words (``extra``): how a request was answered, what a round did.
MORE = ("route", "status", "seconds", "queries", "done")
HOUSE = Path(__file__).resolve().parents[2]


def hidden(text: str) -> str:
    """The text with the secret of every telephone's address taken out."""
    return _SECRET.sub(r"\1…", text)


class Lines(logging.Formatter):
    """One line of JSON: ``at`` (UTC), ``level``, ``logger``, ``message``, what ``MORE`` names, and of an
    error ``error`` (the kinds, the cause last) and ``places`` (innermost last)."""

    def format(self, record: logging.LogRecord) -> str:
        at = dt.datetime.fromtimestamp(record.created, dt.UTC)
        line: dict[str, Any] = {
            "at": at.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": hidden(record.getMessage()).translate(_CONTROL),
        }
        line |= {name: getattr(record, name) for name in MORE if hasattr(record, name)}
        if record.exc_info and record.exc_info[1]:
            line |= told(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def told(error: BaseException) -> dict[str, list[str]]:
    """The kinds of an error and of what caused it, and where it happened: no word of either."""
    kinds, one = list[str](), error
    while one is not None and len(kinds) < 5:
        kinds.append(type(one).__name__)
        one = one.__cause__ or one.__context__
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return {"error": kinds, "places": places[-12:]}


def _short(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(HOUSE)) if path.is_relative_to(HOUSE) else "/".join(path.parts[-3:])


IN_USE = "Connection in use"


class WebLogger(Logger):
    """The log of the web server: the same lines; the access log, if somebody turns it on, without secrets."""

    def atoms(self, *args: Any) -> dict[str, Any]:
        found = super().atoms(*args)
        return {key: hidden(one) if isinstance(one, str) else one for key, one in found.items()}

    def setup(self, cfg: Any) -> None:
        self._said = set[str]()
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Lines())

    def error(self, msg: str, *args: Any, **kwargs: Any) -> None:
        if msg.startswith(IN_USE):
            self._taken(str(args[0]))
        super().error(msg, *args, **kwargs)

    def _taken(self, address: str) -> None:
        """It is tried five times and said once."""
        if address not in self._said:
            self._said.add(address)
            problem = bad_input("the_address_is_taken", where=address)
            print(problem.text("es"), problem.text("en"), sep="\n", file=sys.stderr, flush=True)
