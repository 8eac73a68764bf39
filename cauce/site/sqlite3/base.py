"""The connection to an embedded database that many threads and processes write.

Each page writes what was read to the journal, so writers follow one another all day. They wait as
``cauce.custody.keystore.waiting`` says; of one process one asks at a time and the others stand behind it.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from typing import Any

from django.db.backends.sqlite3 import base

from cauce.custody.keystore.waiting import LONGEST, check_begun, patiently

# By file: a thread that holds one database may begin on another.
_turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


class Cursor(base.SQLiteCursorWrapper):
    """A statement that finds the file busy is asked again."""

    def execute(self, query: str, params: Any = None) -> Any:
        def ask() -> Any:
            found = super(Cursor, self).execute(query, params)
            check_begun(self.connection, query)
            return found

        return patiently(ask)


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        made = super().get_new_connection(conn_params)
        made.execute("PRAGMA busy_timeout=0")
        return made

    def create_cursor(self, name: str | None = None) -> Any:
        return self.connection.cursor(factory=Cursor)

    def _start_transaction_under_autocommit(self) -> None:
        turn = _turns[str(self.settings_dict["NAME"])]
        took = turn.acquire(timeout=LONGEST)  # not taken: asks beside the others, and may be told no
        try:
            super()._start_transaction_under_autocommit()
        finally:
            if took:
                turn.release()
