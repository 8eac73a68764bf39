"""The migrated empty database that every worker begins with: made once, then copied.

Migrating costs a worker some nine seconds, each time the same. What comes of it is kept by a hash of
all that it follows from (``key``): on SQLite as a file (``file``), on PostgreSQL as a database of the
cluster that the tests run in (``cluster``).
"""

from __future__ import annotations

import contextlib
import os
import warnings
from collections.abc import Callable, Iterator

from django.conf import settings
from django.db import connection, connections


def _done_by_a_child(work: Callable[[], object]) -> bool:
    """Whether a copy of this process did it to its end, which takes along whatever it needed for that: a
    worker that migrates keeps a hundred megabytes of what every table once looked like."""
    connections.close_all()  # nobody's connection is shared
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads of pytest's, which the copy needs not
        child = os.fork()
    if child == 0:
        done = 1
        try:
            work()
            connections.close_all()
            done = 0
        finally:
            os._exit(done)
    return os.waitpid(child, 0)[1] == 0


@contextlib.contextmanager
def used() -> Iterator[None]:
    """From here on a test database is made from the template.

    Not where pytest was told to keep a database or to run no migrations: then nothing is known of it.
    """
    from . import cluster, file

    creation = connection.creation
    migrate = creation.create_test_db
    make = cluster.make if connection.vendor == "postgresql" else file.make

    def create(*args, **given) -> str:
        if given.get("keepdb") or settings.MIGRATION_MODULES:
            return migrate(*args, **given)

        def migrated() -> None:
            if not _done_by_a_child(lambda: migrate(*args, **given)):
                migrate(*args, **given)  # says what is wrong, or has what the child had not
            connection.close()  # a database that is copied has nobody in it

        name = str(creation._get_test_db_name())
        make(migrated, name)
        connection.close()
        settings.DATABASES[connection.alias]["NAME"] = name
        connection.settings_dict["NAME"] = name
        connection.ensure_connection()
        return name

    creation.create_test_db = create
    try:
        yield
    finally:
        del creation.create_test_db
