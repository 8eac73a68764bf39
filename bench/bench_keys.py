"""What keys cost: changing those of 12,500 cases while others read, and their share of a page of a case.

    python bench/bench_keys.py [--cases 12500] [--demo 300] [--quick]

The rotation is that of ``cauce keys rotate``, on a keystore file with the settings of a running
server, alone and with four threads that seal and open meanwhile; baseline: the same rows written
with ``executemany`` and no cryptography. The share is measured on pages of the demonstration
network: the time inside the keystore's doors beside the time of the whole page.
"""

from __future__ import annotations

import importlib
import sqlite3
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from house import QUICK_CASES, demonstration
from measure import options, seconds, table

BASELINE = "executemany, no cryptography"
PAGES = ("case", "told", "history", "plan", "risk", "assess", "consent")
DOORS = ("seal", "unseal", "unseal_many")


def bare(folder: Path, count: int) -> float:
    """The least that writing so many rows can cost on this disk, in the batches of a rotation."""
    from cauce.custody.keystore.rotation import BATCH

    place = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    place.execute("PRAGMA journal_mode=WAL")
    place.execute("PRAGMA synchronous=FULL")
    place.execute("CREATE TABLE bare (id BLOB PRIMARY KEY, wrapped BLOB) WITHOUT ROWID")

    def run() -> None:
        for start in range(0, count, BATCH):
            rows = [(uuid.uuid4().bytes, b"x" * 60) for _ in range(min(BATCH, count - start))]
            place.execute("BEGIN IMMEDIATE")
            place.executemany("INSERT INTO bare VALUES (?, ?)", rows)
            place.execute("COMMIT")

    took = seconds(run)
    place.close()
    return took


def under_load(cases: list[uuid.UUID], post: str) -> tuple[float, int, int]:
    """A rotation while four threads seal and open: its time, what they did, and their errors."""
    from cauce.custody.keystore import seal, unseal
    from cauce.custody.keystore.rotation import rotate

    over, done, errors = threading.Event(), [0], [0]

    def work(part: int) -> None:
        while not over.is_set() or not done[0]:
            for case in cases[part::400]:
                try:
                    assert unseal(case, "here", seal(case, "here", str(case))) == str(case)
                    done[0] += 1
                except Exception:  # noqa: BLE001 - whatever it is, it is counted
                    errors[0] += 1

    threads = [threading.Thread(target=work, args=(part,)) for part in range(4)]
    for thread in threads:
        thread.start()
    took = seconds(lambda: rotate(post))
    over.set()
    for thread in threads:
        thread.join()
    return took, done[0], errors[0]


def rotation(folder: Path, count: int) -> None:
    from cauce.custody.keystore import create_keys
    from cauce.custody.keystore.rotation import rotate

    cases = [uuid.uuid4() for _ in range(count)]
    create_keys(cases, "HOU")
    rows = {BASELINE: bare(folder, count), "alone": seconds(lambda: rotate("HOU"))}
    took, done, errors = under_load(cases, "HOU")
    rows["while four threads seal and open"] = took
    notes = f"{done:,} times sealed and opened meanwhile, {errors} errors"
    if errors or not done:
        raise SystemExit(notes)
    table(f"Changing the key of a post with {count:,} cases", "s", rows, BASELINE, notes)


@contextmanager
def counted(spent: list[float]) -> Iterator[None]:
    """Wrap the doors of the keystore wherever they were imported, so that their time is added up."""
    from cauce.custody import keystore

    inside, wrapped = threading.local(), ExitStack()
    for name in DOORS:
        real = getattr(keystore, name)

        def timed(*given: Any, _real: Any = real, **named: Any) -> Any:
            if getattr(inside, "on", False):
                return _real(*given, **named)
            inside.on, began = True, time.perf_counter()
            try:
                return _real(*given, **named)
            finally:
                inside.on = False
                spent[0] += time.perf_counter() - began

        for module in list(sys.modules.values()):
            if getattr(module, "__name__", "").startswith("cauce.") and (vars(module).get(name) is real):
                wrapped.enter_context(mock.patch.object(module, name, timed))
    with wrapped:
        yield


def share(times: int) -> None:
    from django.urls import reverse

    from bench.pages_child import OFFICER, client_of, show
    from cauce.cases.models import Case
    from cauce.demo.network import SHOWN

    client = client_of(OFFICER)
    case = Case.objects.filter(post_id=SHOWN, keeping="given").first()
    show(client, reverse("protection:case", args=[case.id]))
    spent = [0.0]
    print("\nShare of the keystore in a page of a case (aim: under 10 %)")
    print(f"{'page':12}{'ms':>8}{'of it keys':>12}{'share':>8}")
    with counted(spent):
        for page in PAGES:
            address = reverse(f"protection:{page}", args=[case.id])
            show(client, address)
            spent[0], began = 0.0, time.perf_counter()
            for _ in range(times):
                show(client, address)
            whole = time.perf_counter() - began
            each, keys = whole / times * 1e3, spent[0] / times * 1e3
            print(f"{page:12}{each:8.1f}{keys:12.2f}{spent[0] / whole:8.1%}")


def main() -> None:
    given = options(__doc__, cases=12_500, demo=300)
    part = 100 if given.quick else 1
    with demonstration(QUICK_CASES if given.quick else given.demo) as folder:
        importlib.import_module("cauce.site.urls")  # every door is imported before it is timed

        share(200 // part)
        from django.test import override_settings

        url, root = f"sqlite:///{folder / 'rotation.sqlite3'}", folder / "rotation.root"
        with override_settings(KEYSTORE_URL=url, KEYSTORE_ROOT=root):
            rotation(folder, given.cases // part)


if __name__ == "__main__":
    main()
