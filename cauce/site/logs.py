"""Nothing secret in a log: the address of a telephone, a calendar or a link is the secret that opens it."""

from __future__ import annotations

import logging
import re
from typing import Any

from gunicorn.glogging import Logger

# An address under one of these is itself the secret that opens it.
_SECRET = re.compile(r"(/(?:campo|calendario|respuesta|fichas/e)/)[^/\s?\"']+")


# One line stays one line: whatever could begin another, or speak to a terminal, is written out.
_CONTROL = {n: f"\\x{n:02x}" for n in (*range(32), *range(127, 160), 0x2028, 0x2029)}


def hidden(text: str) -> str:
    """The text with the secret of every telephone's address taken out."""
    return _SECRET.sub(r"\1…", text)


class Hidden(logging.Filter):
    """Takes secrets out of every line, and keeps a line one line, whoever writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = hidden(record.getMessage()).translate(_CONTROL), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            # What an error says may hold a new line: each of its lines stands in, so that none passes for
            # another entry.
            lines = hidden(record.exc_text).split("\n")
            record.exc_text = "\n".join("  " + line.translate(_CONTROL) for line in lines)
        return True


class WebLogger(Logger):
    """The log of the web server: the access log, if somebody turns it on, without secrets."""

    def atoms(self, *args: Any) -> dict[str, Any]:
        found = super().atoms(*args)
        return {key: hidden(one) if isinstance(one, str) else one for key, one in found.items()}

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.addFilter(Hidden())
