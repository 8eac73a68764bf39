"""Sentences of the journal about backups."""

from __future__ import annotations

from cauce.content.model import Text, both

READ: dict[str, Text] = {
    "backup.make": both("Se hizo una copia de respaldo", "A backup was made"),
}
