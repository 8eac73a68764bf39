from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "cauce.rights.complaints"
    label = "complaints"

    def ready(self) -> None:
        from cauce.custody.journal.hidden import hide

        from .access import kept_from

        # Whoever may be of a place complained of learns from no page of the journal that there are any.
        hide("complaint", kept_from)
