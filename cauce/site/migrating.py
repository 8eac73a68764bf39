"""A migration and the word that it was done are one transaction, wherever it is cut.

Django writes down that a migration was done after its transaction when statements were put off to
its end (an index, a foreign key), and always on the way back. Cut between the two, the next run
does it a second time and fails: the table is there already.
"""

from __future__ import annotations

from typing import Any

from django.db.migrations.executor import MigrationExecutor


class WholeExecutor(MigrationExecutor):
    """Django's, which has put nothing off when it looks whether it may write down inside."""

    def apply_migration(self, state: Any, migration: Any, *args: Any, **given: Any) -> Any:
        apply = migration.apply

        def whole(before: Any, editor: Any, collect_sql: bool = False) -> Any:
            after = apply(before, editor, collect_sql)
            while editor.deferred_sql:
                editor.execute(editor.deferred_sql.pop(0))
            return after

        migration.apply = whole
        try:
            return super().apply_migration(state, migration, *args, **given)
        finally:
            del migration.apply

    def unapply_migration(self, state: Any, migration: Any, *args: Any, **given: Any) -> Any:
        unapply = migration.unapply

        def whole(after: Any, editor: Any, collect_sql: bool = False) -> Any:
            before = unapply(after, editor, collect_sql)
            self.recorder.record_unapplied(migration.app_label, migration.name)
            return before

        migration.unapply = whole
        try:
            return super().unapply_migration(state, migration, *args, **given)
        finally:
            del migration.unapply
