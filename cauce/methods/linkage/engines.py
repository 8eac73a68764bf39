"""The two engines, neither of which writes anything: DuckDB in memory, Spark's partitions in memory."""

from __future__ import annotations

import contextlib
import logging
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from cauce.methods.errors import BadInput, BadInputs

from .installed import missing_for_spark, need
from .model import Model
from .prepare import Prepared
from .settings import settings

bad_input = BadInputs(__file__)

BACKENDS = ("duckdb", "spark")
MEMORY = Path("/dev/shm")


def check_backend(backend: str) -> None:
    """Raises BadInput for an engine that is not known or cannot run here."""
    if backend not in BACKENDS:
        raise bad_input(
            "there_is_no_engine_backend", where="backend", backend=backend, backends=", ".join(BACKENDS)
        )
    need("splink", backend)
    if backend == "spark":
        if missing_for_spark():
            raise BadInput(
                "Spark necesita Java.",
                missing_for_spark(),
                where="backend",
                cure_es="Instale Java 17, o use el motor duckdb.",
                cure_en="Install Java 17, or use the engine duckdb.",
            )


@contextlib.contextmanager
def linker(
    lists: Sequence[Prepared],
    prior: float,
    backend: str,
    model: Model | None = None,
    *,
    memory: str = "1500MB",
    threads: int = 2,
) -> Iterator[tuple[Any, Any]]:
    """(Splink's linker, its database) over the lists; everything is gone when the block ends."""
    check_backend(backend)
    splink = need("splink", backend)
    # Splink says at INFO what it does with whose columns; a record's text is in none of it, but the
    # journal of the server is no place for it either.
    logging.getLogger("splink").setLevel(logging.ERROR)
    opened = _duckdb(memory, threads) if backend == "duckdb" else _spark(threads)
    with opened as database:
        tables = [
            database.register(_given(one, backend, database), dataset_display_name=one.name) for one in lists
        ]
        yield (
            splink.Linker(tables, settings(prior, backend, model), log_level=None, validate_settings=False),
            database,
        )


def _given(one: Prepared, backend: str, database: Any) -> Any:
    """The rows as the engine takes them: Spark makes its own frame, which pandas would spell wrongly."""
    return one.table if backend == "duckdb" else database.spark.createDataFrame(one.table)


@contextlib.contextmanager
def _duckdb(memory: str, threads: int) -> Iterator[Any]:
    """DuckDB in memory with no folder to spill into: too little memory is an error, not a file."""
    duckdb = need("duckdb", "duckdb")
    api = need("splink", "duckdb").DuckDBAPI
    held = duckdb.connect(":memory:", config={"memory_limit": memory, "threads": threads})
    # In this order: the last shuts every file, and the settings themselves.
    for setting in (
        "temp_directory = ''",
        "autoinstall_known_extensions = false",
        "autoload_known_extensions = false",
        "enable_external_access = false",
        "lock_configuration = true",
    ):
        held.execute(f"SET {setting}")
    try:
        yield api(held)
    except Exception as problem:  # Splink wraps DuckDB's own error into one of its kind
        if not isinstance(problem.__cause__ or problem, duckdb.OutOfMemoryException):
            raise
        raise bad_input("linkage_does_not_fit_into_memory", where="memory", memory=memory) from problem
    finally:
        held.close()


@contextlib.contextmanager
def _spark(threads: int) -> Iterator[Any]:
    sql = need("pyspark.sql", "spark")
    backend = need("splink.backends.spark", "spark")
    if not MEMORY.is_dir():
        raise bad_input("spark_writes_its_exchanges_and_there", where="backend")
    folder = tempfile.mkdtemp(prefix="cauce-", dir=MEMORY)
    session = (
        sql.SparkSession.builder.master(f"local[{threads}]")
        # What Spark exchanges between its stages goes through files: they live in memory, closed with
        # a key that dies with the session, in a folder that goes with it.
        .config("spark.local.dir", folder)
        .config("spark.driver.extraJavaOptions", f"-Djava.io.tmpdir={folder}")
        .config("spark.io.encryption.enabled", "true")
        .config("spark.sql.warehouse.dir", folder)
        .config("spark.sql.catalogImplementation", "in-memory")
        .config("spark.jars", backend.similarity_jar_location())
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", str(2 * threads))
        .config("spark.sql.execution.arrow.pyspark.enabled", "true")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield backend.SparkAPI(spark_session=session, break_lineage_method="persist")
    finally:
        session.stop()
        shutil.rmtree(folder, ignore_errors=True)
