"""What the seals of a file are bound to."""

from __future__ import annotations

from .models import Export


def file_context(export: Export) -> str:
    return f"exports.export|{export.id}|file|1"


def why_context(export: Export) -> str:
    return f"exports.export|{export.id}|why|1"
