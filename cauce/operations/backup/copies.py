"""A consistent copy of the database and what it holds, on either kind; and filling an empty one."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from psycopg import pq

from cauce.content.errors import BadInput, BadInputs

bad_input = BadInputs(__file__)

DATABASE = "database"


@dataclass
class Held:
    """What a copy holds: rows of each table, the head of each chain, the keys of its cases."""

    engine: str
    counts: dict[str, int] = field(default_factory=dict)
    heads: dict[str, list[Any]] = field(default_factory=dict)
    migrations: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def copy(folder: Path, *, rights: bool = False) -> tuple[Held, set[bytes]]:
    """Write ``database`` into the folder, the state of one instant; what it holds, and the keys it needs.

    ``rights``: with who owns each table and may do what, for a copy that goes back to this very server.
    """
    if connection.vendor == "sqlite":
        return _copy_sqlite(folder)
    return _copy_postgres(folder, rights)


def _copy_sqlite(folder: Path) -> tuple[Held, set[bytes]]:
    file = folder / DATABASE
    with contextlib.closing(sqlite3.connect(_file(), timeout=60)) as source:
        source.execute("VACUUM INTO ?", (str(file),))
    file.chmod(0o600)
    with contextlib.closing(sqlite3.connect(file)) as made:
        if (said := made.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            raise _damaged(said)
        names = [row[0] for row in made.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return _held("sqlite", names, lambda sql: made.execute(sql).fetchall())


def _file() -> str:
    return str(connection.settings_dict["NAME"])


def _held(engine: str, names: list[str], rows) -> tuple[Held, set[bytes]]:
    held = Held(engine)
    for name in sorted(n for n in names if not n.startswith("sqlite_")):
        # A name that the database itself told, quoted by its own rule.
        one = "SELECT count(*) FROM " + connection.ops.quote_name(name)  # noqa: S608
        held.counts[name] = rows(one)[0][0]
    if "django_migrations" in held.counts:
        held.migrations = sorted(
            f"{app}.{name}" for app, name in rows("SELECT app, name FROM django_migrations")
        )
    if "journal_chain" in held.counts:
        for name, length, seal in rows("SELECT name, length, seal FROM journal_chain"):
            held.heads[name] = [length, seal]
    keys = rows("SELECT key_id FROM cases_case") if "cases_case" in held.counts else []
    return held, {_bytes(row[0]) for row in keys}


def _bytes(key: Any) -> bytes:
    return bytes.fromhex(str(key).replace("-", ""))


def _damaged(said: str) -> BadInput:
    return bad_input("the_database_is_damaged", where=said[:80])


def _program(name: str) -> str:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: float(p.parts[-3]))
    program = str(found[-1]) if found else shutil.which(name)
    if program is None:
        raise bad_input("name_is_missing", name=name)
    return program


@contextlib.contextmanager
def _service() -> Iterator[dict[str, str]]:
    """The environment in which PostgreSQL's programs reach the database exactly as Django does.

    Everything that the connection says (certificates to check, socket, time limits) goes by a file
    that only this account reads, the password by the environment: neither is a word of a command.
    """
    given = dict(connection.get_connection_params())
    given.setdefault("dbname", connection.settings_dict["NAME"])
    password = given.pop("password", None)
    known = {one.keyword.decode() for one in pq.Conninfo.get_defaults()}
    lines = [f"{name}={value}" for name, value in given.items() if name in known and value != ""]
    with tempfile.NamedTemporaryFile("w", prefix="cauce-", suffix=".conf") as file:
        file.write("\n".join(["[cauce]", *lines, ""]))
        file.flush()
        asked = {"PGSERVICEFILE": file.name, "PGSERVICE": "cauce"}
        yield asked | ({"PGPASSWORD": str(password)} if password else {})


def _client(*words: str) -> None:
    """Run a program of PostgreSQL's client on the database in use. Raises ``BadInput``."""
    with _service() as asked:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        done = subprocess.run(words, env=kept | asked, capture_output=True, text=True)
    if done.returncode:
        raise bad_input(
            "postgresql_did_not_finish_the_copy",
            where=(done.stderr.strip().splitlines() or [words[0]])[-1][:120],
        )


@contextlib.contextmanager
def _instant() -> Iterator[str]:
    """A snapshot that the dump and our own counting share."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def _rows(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def _copy_postgres(folder: Path, rights: bool = False) -> tuple[Held, set[bytes]]:
    with _instant() as snapshot:
        _client(
            _program("pg_dump"),
            "--format=custom",
            *(() if rights else ("--no-owner", "--no-privileges")),
            f"--snapshot={snapshot}",
            f"--file={folder / DATABASE}",
        )
        (folder / DATABASE).chmod(0o600)
        return _held("postgresql", connection.introspection.table_names(), _rows)


def held_now() -> tuple[Held, set[bytes]]:
    """What the database in use holds."""
    return _held(connection.vendor, connection.introspection.table_names(), _rows)


def is_empty() -> bool:
    """Whether the database in use has no table at all."""
    if connection.vendor == "sqlite" and not Path(_file()).exists():
        return True
    try:
        return not connection.introspection.table_names()
    finally:
        connection.close()


def fill(database: Path, engine: str) -> None:
    """Fill the empty database in use from a copy of the same kind. Raises ``BadInput``."""
    if engine != connection.vendor:
        raise bad_input(
            "backup_is_of_engine_and_here_database",
            where="DATABASE_URL",
            engine=engine,
            vendor=connection.vendor,
        )
    connection.close()
    if engine == "sqlite":
        place = Path(_file())
        for left in (f"{place}-wal", f"{place}-shm"):
            Path(left).unlink(missing_ok=True)
        put(database, place)
        return
    _client(
        _program("pg_restore"),
        "--no-owner",
        "--no-privileges",
        "--exit-on-error",
        "--single-transaction",
        "--dbname=service=cauce",
        str(database),
    )


# Everything in the schema but what an extension brought: it comes back with the copy.
EMPTIED = """
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT c.oid::regclass AS name FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
  LOOP EXECUTE format('DROP TABLE IF EXISTS %s CASCADE', one.name); END LOOP;
  FOR one IN SELECT p.oid::regprocedure AS name FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  LOOP EXECUTE format('DROP ROUTINE IF EXISTS %s CASCADE', one.name); END LOOP;
END $$;
"""


def replace(database: Path) -> None:
    """The database in use becomes a copy of before, whole or not at all. Raises ``BadInput``.

    SQLite: its file takes the place of the other. PostgreSQL: one transaction empties and fills it.
    """
    if connection.vendor == "sqlite":
        fill(database, "sqlite")
        return
    connection.close()
    empty, words = database.with_name("empty.sql"), database.with_name("before.sql")
    empty.write_text(EMPTIED, encoding="utf-8")
    _client(_program("pg_restore"), f"--file={words}", str(database))
    stop = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction")
    _client(_program("psql"), *stop, f"--file={empty}", f"--file={words}")
    words.unlink()


def put(file: Path, place: Path) -> None:
    """Copy a file to its place for this account alone, whole before it has its name."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = place.with_name(f".{place.name}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with file.open("rb") as source, os.fdopen(descriptor, "wb") as target:
        shutil.copyfileobj(source, target, 1 << 20)
        target.flush()
        os.fsync(target.fileno())
    part.rename(place)
