"""Our own kinds of help as an HSDS taxonomy. The terms of a source (AIRS, 211) are never passed on."""

from __future__ import annotations

from uuid import UUID, uuid5

from cauce.protocol.editions.access import current_edition

from .feed import Document, without_empty
from .identity import NAMESPACE

TAXONOMY = uuid5(NAMESPACE, "taxonomy/services")


def term_id(kind: str) -> UUID:
    return uuid5(NAMESPACE, f"term/services/{kind}")


def taxonomy() -> Document:
    return {
        "id": str(TAXONOMY),
        "name": "Clases de servicio",
        "description": "Clases de servicio del directorio consular / Kinds of service of the consular "
        "directory",
        "version": current_edition().info.id,
    }


def terms() -> list[Document]:
    """Every kind of service as a term, in the order of the catalogue; none has a parent."""
    return [
        without_empty(
            id=str(term_id(one.id)),
            code=one.id,
            name=one.title.es,
            description=f"{one.title.es} / {one.title.en}",
            taxonomy=taxonomy()["name"],
            language="spa",
            taxonomy_id=str(TAXONOMY),
        )
        for one in current_edition().catalogues["services"]
    ]


def kinds_of(term: UUID | None, of: UUID | None) -> frozenset[str] | None:
    """The kinds that a term, and a taxonomy, stand for; None: neither was asked. Unknown: none."""
    if term is None and of is None:
        return None
    found = {one.id for one in current_edition().catalogues["services"]}
    if of is not None and of != TAXONOMY:
        return frozenset()
    return frozenset(kind for kind in found if term is None or term_id(kind) == term)


def attributes(service: UUID, kinds: tuple[str, ...]) -> list[Document]:
    """What ties a service to its terms."""
    return [
        {
            "id": str(uuid5(NAMESPACE, f"attribute/{service}/{kind}")),
            "link_id": str(service),
            "taxonomy_term_id": str(term_id(kind)),
            "link_entity": "service",
        }
        for kind in kinds
    ]
