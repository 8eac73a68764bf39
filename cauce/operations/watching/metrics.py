"""The numbers of a server in the text format that Prometheus reads (version 0.0.4).

By hand and not by ``prometheus_client``: the numbers are few and fixed, and what its workers need of it, to
add up several processes, is ``numbers``. Nothing in it names a person, a post, a case or an address.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import DatabaseError

from cauce.custody.journal import integrity
from cauce.staff.notices import access as notices

from . import health, numbers
from .health import Cause

TYPE = "text/plain; version=0.0.4; charset=utf-8"
Sample = tuple[str, float]


def text(at: dt.datetime, found: list[Cause]) -> str:
    """Every number at this instant; one that could not be asked for is left out."""
    lines: list[str] = []
    for name, kind, says, samples in _families(at, found):
        given = [f"cauce_{name}{labels} {value!r}" for labels, value in samples]
        if given:
            lines += [f"# HELP cauce_{name} {says}", f"# TYPE cauce_{name} {kind}", *given]
    return "\n".join([*lines, ""])


def _families(at: dt.datetime, found: list[Cause]) -> Iterator[tuple[str, str, str, Iterable[Sample]]]:
    told = numbers.told()
    by_class = [(f'{{class="{one}"}}', told[f"requests {one}"]) for one in numbers.CLASSES]
    yield "requests_total", "counter", "Requests answered, by class of status.", by_class
    yield "request_seconds", "histogram", "How long an answer took.", _histogram(told)
    yield "queries_total", "counter", "Statements sent to the database for requests.", _one(told["queries"])
    yield "loop_last_round_timestamp_seconds", "gauge", "End of the last round.", _one(told["round ended"])
    delay = at.timestamp() - told["round ended"] if told["round ended"] else None
    yield "loop_delay_seconds", "gauge", "How long ago the last round ended.", _one(delay)
    yield "loop_round_seconds", "gauge", "How long the last round took.", _one(told["round seconds"])
    yield "loop_broken_rounds_total", "counter", "Rounds that broke.", _one(told["rounds broken"])
    try:
        count, since = notices.queue(at)
        yield "queue_messages", "gauge", "Messages and e-mails that wait for the loop.", _one(count)
        yield "queue_oldest_seconds", "gauge", "Since when the oldest waits.", _one(_age(at, since) or 0)
        backup, anchor = integrity.last_read_at("backup.make"), integrity.remembered()[1]
        yield "backup_age_seconds", "gauge", "Age of the last backup.", _one(_age(at, backup))
        yield "anchor_age_seconds", "gauge", "Age of the last anchor of the journal.", _one(_age(at, anchor))
    except DatabaseError:  # that it does not answer is one of the causes
        pass
    usage = shutil.disk_usage(settings.VAR)
    yield "disk_free_bytes", "gauge", "Room left where the data lie.", _one(usage.free)
    yield "disk_size_bytes", "gauge", "Size of the disk where the data lie.", _one(usage.total)
    yield "ready", "gauge", "1: it can be worked with.", _one(int(health.is_ready(found)))
    wrong = {one.name for one in found}
    each = [(f'{{cause="{name}"}}', float(name in wrong)) for name in health.NAMES]
    yield "wrong", "gauge", "1: this is not as it should be.", each


def _one(value: float | None) -> list[Sample]:
    return [] if value is None else [("", float(value))]


def _age(at: dt.datetime, when: dt.datetime | None) -> float | None:
    return None if when is None else (at - when).total_seconds()


def _histogram(told: dict[str, float]) -> list[Sample]:
    samples, sum_ = list[Sample](), 0.0
    for bound in (*numbers.BOUNDS, "any"):
        sum_ += told[f"within {bound}"]
        samples.append((f'_bucket{{le="{"+Inf" if bound == "any" else bound}"}}', sum_))
    return [*samples, ("_sum", told["request seconds"]), ("_count", sum_)]
