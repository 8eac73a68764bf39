"""The forms of one telephone as it downloads them: with its own key, under neutral names."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

from cauce.content.loader import Edition
from cauce.custody.journal.door import Absent
from cauce.intake.collection.models import Device
from cauce.protocol.editions.access import current_edition
from cauce.rules.field_form import codes, title_of, version_of
from cauce.standards.xlsform import sheets, xform

# Stand where the telephone's own key and address go, so that a form is built once for everybody.
_KEY, _ADDRESS = "THE-KEY-OF-THE-TELEPHONE", "https://the.address/of-the-telephone"


@dataclass(frozen=True, slots=True)
class Form:
    """One form as a telephone gets it."""

    code: str
    title: str
    version: str
    xml: bytes
    media: Mapping[str, Path]

    @property
    def md5(self) -> str:
        return md5(self.xml)


def md5(data: bytes) -> str:
    """The hash by which OpenRosa tells whether a file changed (no safety hangs on it)."""
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


@lru_cache(maxsize=64)
def _built(edition: Edition, code: str) -> tuple[str, str, Mapping[str, Path]]:
    instrument = edition.instruments[codes(edition)[code]]
    made = sheets(edition, instrument, public_key=_KEY, submission_url=_ADDRESS)
    return version_of(edition, instrument), xform(made), made.media


def codes_of(device: Device) -> list[str]:
    """The codes of the forms that a telephone may fetch, in the order of the catalogue."""
    return [one for one in codes(current_edition()) if not device.forms or one in device.forms]


def form_of(device: Device, code: str, address: str) -> Form:
    """One form for this telephone, which sends to ``address``. Raises ``Absent``."""
    if code not in codes_of(device):
        raise Absent()
    version, text, media = _built(current_edition(), code)
    text = text.replace(_KEY, device.public_key).replace(_ADDRESS, escape(address))
    return Form(code, title_of(code).es, version, text.encode(), media)
