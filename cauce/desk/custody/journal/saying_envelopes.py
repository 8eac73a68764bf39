"""Sentences of the journal about sealed envelopes that go along with a referral."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "envelope.prepare": both(
        "Preparó un sobre con datos de identidad", "Prepared an envelope with data of identity"
    ),
    "envelope.sign": both("Firmó un sobre que acompaña", "Signed an envelope that goes along"),
    "envelope.refuse": both("No firmó un sobre", "Left an envelope unsigned"),
    "envelope.withdraw": both("Retiró un sobre", "Withdrew an envelope"),
    "envelope.read": both("Leyó el sobre que le dieron", "Read the envelope that was given"),
    "envelope.lapse": both(
        "Destruyó un sobre que el permiso ya no cubre",
        "Destroyed an envelope that consent no longer covers",
    ),
}
READ: dict[str, Text] = {
    "envelope.list": both("Vio qué sobres esperan firma", "Saw which envelopes wait"),
    "envelope.read_to_sign": both("Leyó un sobre antes de firmarlo", "Read an envelope before signing"),
    "envelope.open": both(
        "Abrió un sobre con datos de identidad", "Opened an envelope with data of identity"
    ),
}
WANTED: dict[str, Text] = {"envelope.sign": both("firmar un sobre", "sign an envelope")}
