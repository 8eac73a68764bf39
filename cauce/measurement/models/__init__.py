"""The tables of measurement, one noun a file."""

from .partner_total import PartnerTotal

__all__ = ["PartnerTotal"]
