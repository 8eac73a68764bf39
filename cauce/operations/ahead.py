"""``python -m cauce.operations.ahead content``, ``… pages``: on another core, what others would wait for.

What is read or made is kept where the next process finds it. What is wrong is said by whoever needs it.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from cauce.content.errors import CauceError
from cauce.methods.extras import lacking


def content() -> None:
    """Read every edition of the content."""
    from cauce.content.earlier_editions import earlier, edition_before
    from cauce.content.loader import load_edition

    load_edition()
    for one in earlier():
        edition_before(one.id)


def pages() -> None:
    """Lay out the files of the pages; then compile what estimates are computed with, where that is here."""
    import django

    django.setup()
    from cauce.operations.assets import lay_out

    lay_out()
    if not lacking("statistics"):
        os.nice(10)
        from cauce.methods.estimation.ready import ready

        ready()


if __name__ == "__main__":
    with suppress(CauceError):
        {"content": content, "pages": pages}[sys.argv[1]]()
