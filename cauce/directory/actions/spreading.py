"""Seals what an import brought, and what would give a sealed place away elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cauce.custody.journal.door import effect

from ..models import Location, Phone, Service, ServiceAtLocation
from ..sealing import phone_key, says_confidential, spot_key, street_key
from ._chunks import chunks


@effect
def seal_after_import(written: Iterable[Any]) -> None:
    """Raise services that now must be sealed, then their places, telephones, and equal values.

    The same street or spot under another entry is sealed too, or it would tell what the first one
    keeps. A telephone is sealed only when no open entry uses the same number: a switchboard is no
    secret, and somebody has to be called to ask for the address.
    """
    must = [row.id for row in written if row.confidential]
    for part in chunks(must):
        closed = Service.objects.filter(id__in=part, confidential=False)
        closed.filter(visibility="public").update(visibility="network")
        Service.objects.filter(id__in=part, confidential=False).update(confidential=True)
    _seal(Location, _places_to_seal())
    _seal(Phone, _phones_to_seal())


def _seal(model: Any, ids: list[UUID]) -> None:
    for part in chunks(ids):
        model.objects.filter(id__in=part).update(confidential=True)


def _places_to_seal() -> list[UUID]:
    linked = set(
        ServiceAtLocation.objects.filter(service__confidential=True).values_list("location_id", flat=True)
    )
    rows = list(
        Location.objects.values_list("id", "address_1", "city", "latitude", "longitude", "confidential")
    )
    sealed = {row[0] for row in rows if row[5] or row[0] in linked or says_confidential(row[1])}
    streets = {street_key(row[1], row[2]) for row in rows if row[0] in sealed} - {""}
    spots = {spot_key(row[3], row[4]) for row in rows if row[0] in sealed} - {""}
    return [
        row[0]
        for row in rows
        if not row[5]
        and (row[0] in sealed or street_key(row[1], row[2]) in streets or spot_key(row[3], row[4]) in spots)
    ]


def _phones_to_seal() -> list[UUID]:
    rows = list(
        Phone.objects.values_list(
            "id", "number", "confidential", "service__confidential", "location__confidential"
        )
    )
    open_numbers = {
        phone_key(number)
        for _, number, sealed, of_service, of_place in rows
        if not sealed and not (of_service or (of_service is None and of_place))
    }
    return [
        id
        for id, number, sealed, of_service, of_place in rows
        if not sealed
        and (of_service or (of_service is None and of_place))
        and phone_key(number) not in open_numbers
    ]
