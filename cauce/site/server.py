"""How the pages are served: ``gunicorn --config python:cauce.site.server``; an option after it counts more.

The program and the content are read once, before the workers are made: they share what was read, and one
that ends is back at once.
"""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress
from typing import Any

from django.urls import get_resolver

from cauce.content.errors import CauceError
from cauce.content.loader import load_edition
from cauce.site.logs import WebLogger
from cauce.site.process import OBJECTS

# What is read at the start stays: it is looked through once, when all of it is there.
_COLLECTS = gc.get_threshold()
gc.set_threshold(OBJECTS)
_ARENA_MAX = -8  # of mallopt(3)
# Threads that take turns need no heap each: twenty megabytes of a worker lay between those of glibc.
with suppress(AttributeError):  # another library of C
    ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)

wsgi_app = "cauce.site.wsgi"
preload_app = True
workers, threads = 2, 4
control_socket_disable = True
loglevel = "warning"
logger_class = WebLogger
# A worker makes room for a new one about once an hour of much work, not all at the same time: what it holds
# grows by some 10 MB in each thousand pages, and a new one is made from what is read already.
max_requests, max_requests_jitter = 1800, 400


def when_ready(server: Any) -> None:
    """What was read by now is never looked through for garbage: that would write on every page that the
    workers share, and each would then have its own. What is wrong with the content is said by its pages."""
    with suppress(CauceError):
        load_edition()
    _ = get_resolver().url_patterns  # which parts there are: else each worker reads it at its first answer
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECTS)
