"""The tables of who asks for whom, one noun a file."""

from .message import Named, Passing, Request
from .search import Identification, Search, SearchStep

__all__ = ["Identification", "Named", "Passing", "Request", "Search", "SearchStep"]
