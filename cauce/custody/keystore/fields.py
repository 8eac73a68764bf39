"""A column that holds something sealed, and declares all there is to say of it.

Which key seals a row, and what its seal is bound to: a blob moved to another row or column does not
open. From these follow how it is sealed and opened, and what is sealed again when a key is renewed.
The value of the attribute is the sealed blob; only ``open`` says what is inside. To the database and
to migrations it is a ``BinaryField``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.core import checks
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q
from django.db.models.query_utils import DeferredAttribute

from .aead import DataKey, is_sealed, seal_with
from .chunks import File, is_file, open_file, seal_file
from .envelope import Blob, seal, unseal
from .errors import KeyGone

_RAISE: Any = object()


class _Attribute(DeferredAttribute):
    """On a row the sealed blob; on the class the field: ``Section.sealed.open(row)``."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        return self.field if instance is None else super().__get__(instance, cls)


class _Named(dict):
    """The attributes of a row by their names, for ``bound``."""

    def __init__(self, row: models.Model) -> None:
        super().__init__()
        self.row = row

    def __missing__(self, name: str) -> Any:
        return getattr(self.row, name)


class SealedField(models.BinaryField):
    """``key``: the path from a row to its key, ``"case__key_id"``; of several, each with the rows that
    may lie under it. ``bound``: what the seal is bound to, ``"aid.request|{id}|words|1"``: what was
    sealed opens with exactly this, so it never changes.
    """

    descriptor_class = _Attribute

    def __init__(self, *args: Any, key: str | Mapping[str, Q], bound: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.key, self.bound = key, bound

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.BinaryField", args, kwargs

    def clone(self) -> SealedField:
        _, _, args, kwargs = self.deconstruct()
        return type(self)(*args, key=self.key, bound=self.bound, **kwargs)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value and not is_sealed(bytes(value)):
            raise ValueError(f"{self}: what is not sealed is not kept")  # and not said here either
        return super().get_db_prep_value(value, connection, prepared)

    def formfield(self, **kwargs: Any) -> None:
        """None: no form shows it or takes it."""

    @property
    def _paths(self) -> Mapping[str, Q]:
        return {self.key: Q()} if isinstance(self.key, str) else self.key

    def rows(self, key_id: UUID) -> models.QuerySet:
        """The rows that may be sealed under a key."""
        under = (Q((path, key_id)) & which for path, which in self._paths.items())
        return self.model._default_manager.filter(reduce(or_, under))

    def bound_to(self, row: models.Model) -> str:
        """What the seal of a row is bound to; it opens nothing."""
        return self.bound.format_map(_Named(row))

    def _key_of(self, row: models.Model) -> UUID:
        if not isinstance(self.key, str):
            raise TypeError(f"{self} lies under one of several keys: say under which")
        return reduce(getattr, self.key.split("__"), row)

    def seal(self, row: models.Model, data: Any, under: UUID | DataKey | None = None) -> bytes:
        """JSON data or a ``File``, sealed for a row; it is not yet in the row.

        ``under``: the key, or its data key, where it is in hand; None: the one the row leads to.
        Raises ``KeyGone`` or ``KeystoreDown``.
        """
        key, context = under or self._key_of(row), self.bound_to(row)
        if isinstance(key, DataKey):
            return seal_with(key, context, data)
        return seal_file(key, context, data) if isinstance(data, File) else seal(key, context, data)

    def open(
        self, row: models.Model, under: UUID | None = None, *, empty: Any = _RAISE, gone: Any = _RAISE
    ) -> Any:
        """What a row says. ``empty``: where nothing was sealed; ``gone``: where its key was destroyed.

        Without these raises ``Sealed`` and ``KeyGone``; always ``KeystoreDown``.
        """
        blob = bytes(getattr(row, self.attname) or b"")
        if not blob and empty is not _RAISE:
            return empty
        opener = open_file if is_file(blob) else unseal
        try:
            return opener(under or self._key_of(row), self.bound_to(row), blob)
        except KeyGone:
            if gone is _RAISE:
                raise
            return gone

    def blob(self, row: models.Model, under: UUID | None = None) -> Blob:
        """The sealed value of a row with what opens it, for ``unseal_many``."""
        sealed = bytes(getattr(row, self.attname) or b"")
        return Blob(under or self._key_of(row), self.bound_to(row), sealed)

    def check(self, **kwargs: Any) -> list[Any]:
        return [*super().check(**kwargs), *self._undeclared()]

    def _undeclared(self) -> Iterable[checks.Error]:
        if self.editable:
            yield checks.Error("A sealed field is never editable.", obj=self, id="keystore.E001")
        for path in self._paths:
            if not _leads_to_a_key(self.model, path):
                yield checks.Error(f"'{path}' leads to no key.", obj=self, id="keystore.E002")
        if not self.bound.startswith(f"{self.model._meta.app_label}."):
            yield checks.Error("A seal is bound to its application.", obj=self, id="keystore.E003")


def _leads_to_a_key(model: type[models.Model], path: str) -> bool:
    *through, last = path.split("__")
    try:
        for name in through:
            model = model._meta.get_field(name).related_model
        field = model._meta.get_field(last)
    except (FieldDoesNotExist, AttributeError):
        return False
    return isinstance(field.target_field if field.is_relation else field, models.UUIDField)
