"""What a page says once, after a form was sent: kept in the language in which it was said."""

from __future__ import annotations

from django.contrib.messages.storage.session import SessionStorage


class Told(SessionStorage):
    """Messages in the session. Their words are chosen when they are said: they are written down after the
    reader's language was put away, and would all be in Spanish."""

    def add(self, level: int, message: object, extra_tags: str = "") -> None:
        super().add(level, str(message), extra_tags)
