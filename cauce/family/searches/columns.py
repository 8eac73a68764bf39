"""The sealed columns of who asks for whom, for who renews a key, and whose post a key is of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from cauce.cases.columns import of_case
from cauce.custody.keystore.columns import Column

from . import contexts
from .models import Identification, Named, Passing, Request, Search, SearchStep


def _of_search(table):
    return lambda key_id: table.objects.filter(search_id=key_id)


COLUMNS = (
    Column(
        "searches.Request",
        "sealed",
        lambda key_id: Request.objects.filter(id=key_id),
        contexts.request_context,
    ),
    Column("searches.Passing", "sealed", of_case(Passing), contexts.passing_context),
    Column("searches.Passing", "words", of_case(Passing), contexts.words_context),
    Column("searches.Named", "sealed", of_case(Named), contexts.named_context),
    Column(
        "searches.Search",
        "sealed",
        lambda key_id: Search.objects.filter(id=key_id),
        contexts.search_context,
    ),
    Column(
        "searches.Search",
        "ending",
        lambda key_id: Search.objects.filter(id=key_id),
        contexts.ending_context,
    ),
    Column("searches.SearchStep", "sealed", _of_search(SearchStep), contexts.step_context),
    Column("searches.Identification", "sealed", _of_search(Identification), contexts.identification_context),
)


def posts_of_keys(key_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """The post of each message or search whose key this is."""
    wanted = list(key_ids)
    found = dict(Request.objects.filter(id__in=wanted).values_list("id", "post_id"))
    return found | dict(Search.objects.filter(id__in=wanted).values_list("id", "post_id"))
