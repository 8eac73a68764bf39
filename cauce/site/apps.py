from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "cauce.site"
    label = "site"

    def ready(self) -> None:
        from django.core.management.commands import migrate
        from django.db.migrations.state import ProjectState

        from cauce.operations.migrating import WholeExecutor, add_new_field, add_new_model, draw_again

        # Django's command has no other way to be given them.
        migrate.MigrationExecutor = WholeExecutor  # type: ignore[misc]
        ProjectState.add_model = add_new_model  # type: ignore[method-assign]
        ProjectState.add_field = add_new_field  # type: ignore[method-assign]
        ProjectState.reload_model = draw_again  # type: ignore[method-assign]
