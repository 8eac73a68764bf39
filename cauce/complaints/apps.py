from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "cauce.complaints"
    label = "complaints"

    def ready(self) -> None:
        from cauce.journal.hidden import hide

        from .access import worked_at_a_post
        from .columns import register_columns

        register_columns()
        # Whoever is, was or will be of a post learns from no page of the journal that there are any.
        hide("complaint", worked_at_a_post)
