"""What the database itself refuses, as an operation of a migration: the same rule on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import migrations


def triggers(
    *,
    sqlite: Sequence[str],
    postgres: Sequence[str],
    sqlite_off: Sequence[str],
    postgres_off: Sequence[str],
) -> migrations.RunPython:
    """Puts triggers in going forwards and takes them out going back; each a list of statements."""

    def run(on_sqlite: Sequence[str], on_postgres: Sequence[str]):
        def carry_out(apps: Any, schema_editor: Any) -> None:
            vendor = schema_editor.connection.vendor
            for line in on_postgres if vendor == "postgresql" else on_sqlite:
                schema_editor.execute(line)

        return carry_out

    return migrations.RunPython(run(sqlite, postgres), run(sqlite_off, postgres_off))
