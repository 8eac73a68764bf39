"""What each sealed part is bound to: a blob moved to another row does not open."""

from __future__ import annotations

from .models import Identification, Named, Passing, Request, Search, SearchStep


def request_context(row: Request) -> str:
    return f"searches.request|{row.id}|request|1"


def passing_context(row: Passing) -> str:
    return f"searches.passing|{row.id}|request|1"


def words_context(row: Passing) -> str:
    return f"searches.passing|{row.id}|words|1"


def named_context(row: Named) -> str:
    return f"searches.named|{row.id}|who|1"


def search_context(row: Search) -> str:
    return f"searches.search|{row.id}|who|1"


def ending_context(row: Search) -> str:
    return f"searches.search|{row.id}|ending|1"


def step_context(row: SearchStep) -> str:
    return f"searches.step|{row.id}|step|1"


def identification_context(row: Identification) -> str:
    return f"searches.identification|{row.id}|asked|1"
