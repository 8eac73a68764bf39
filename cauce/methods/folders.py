"""Where the program finds its content and keeps its data: in a clone beside the package, installed elsewhere.

It stands on the lowest floor because the libraries of statistics read catalogues of the content too.
"""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
PACKED = PACKAGE / "_content"  # where a wheel has the content (pyproject.toml)
INSTALLED = PACKED.is_dir()
# Resolved once: every look at the edition asks for it, many times on a page.
CONTENT = PACKED if INSTALLED else PACKAGE.parent / "content"


def content_folder() -> Path:
    """The content that is read: what ``CAUCE_CONTENT`` names, else what came with the program."""
    named = os.environ.get("CAUCE_CONTENT")
    return Path(named).resolve() if named else CONTENT


def data_folder() -> Path:
    """Where data and keys lie: ``CAUCE_VAR``; else ``var/`` of a clone, or the account's data folder."""
    named = os.environ.get("CAUCE_VAR")
    if named:
        return Path(named)
    if not INSTALLED:
        return PACKAGE.parent / "var"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "cauce"
