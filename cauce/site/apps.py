from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "cauce.site"
    label = "site"

    def ready(self) -> None:
        from django.core.management.commands import migrate

        from .migrating import WholeExecutor

        # Django's command has no other way to be given one.
        migrate.MigrationExecutor = WholeExecutor  # type: ignore[misc]
