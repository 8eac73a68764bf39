"""Django's ``migrate``, which can be cut at any instant and run again."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from cauce.site.migrating import WholeExecutor


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        plain = migrate.MigrationExecutor  # Django's command has no other way to be given one
        migrate.MigrationExecutor = WholeExecutor
        try:
            super().handle(*args, **options)
        finally:
            migrate.MigrationExecutor = plain
