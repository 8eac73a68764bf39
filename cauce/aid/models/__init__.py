"""Tables of economic aid, one noun a file."""

from .kind import AidKind, Budget
from .request import AidLine, AidRequest

__all__ = ["AidKind", "AidLine", "AidRequest", "Budget"]
