"""What is heavy and not of every network is an extra of the package (pyproject.toml): what of it is missing
here, and how it is installed."""

from __future__ import annotations

import sys
from importlib.util import find_spec

from cauce.methods.errors import BadInput, BadInputs

bad_input = BadInputs(__file__)

# Without numba the estimates are the same, a hundred times slower: it is installed and not needed.
EXTRAS = {
    "statistics": ("scipy", "opendp"),
    "linkage": ("scipy", "splink", "duckdb"),
    "spark": ("scipy", "splink", "pyspark"),
    "hsm": ("pkcs11",),
}

# Where the package for Debian puts the program, and which extras have a package beside it (scripts/deb.sh).
DEBIAN = "/usr/lib/cauce"
PACKAGED = ("statistics", "linkage", "hsm")


def lacking(extra: str) -> BadInput | None:
    """What is missing of an extra and the command that installs it. None: all of it is here."""
    missing = [name for name in EXTRAS[extra] if find_spec(name) is None]
    if not missing:
        return None
    names = ", ".join(missing)
    if sys.prefix == DEBIAN and extra in PACKAGED:
        return bad_input("an_extra_is_in_another_package", where=extra, extra=extra, missing=names)
    return bad_input("an_extra_is_not_installed", where=extra, extra=extra, missing=names)


def need(extra: str) -> None:
    """Raises ``BadInput``, with the command that installs it, where an extra is not here."""
    if problem := lacking(extra):
        raise problem
