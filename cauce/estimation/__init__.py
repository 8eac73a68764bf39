"""How many are not seen: multiple systems estimation, pure NumPy, SciPy and numba.

Usable without the rest of Cauce: it knows no Django, no database, no network and no clock.

    from cauce import estimation
    table, notes = estimation.read("UKdat.csv")
    found = estimation.analyse(table, methods=["stepwise"], notes=notes)
    estimation.document(found)["headline"]

One function answers each question: ``fit`` and ``stepwise`` a model, ``rank`` every model by BIC,
``resampled`` and ``intervals`` how sure, ``latent_class`` the Bayesian model, ``floor`` Chao's lower
bound, ``sensitivity`` what moves the answer, ``carry`` linkage error, ``analyse`` all of it with the
rules that refuse. The figures of published sets lie in ``data/``.
"""

from __future__ import annotations

from pathlib import Path

from cauce.estimation.analysis import METHODS, Analysis, Result, analyse
from cauce.estimation.bootstrap import intervals, resampled, share_of
from cauce.estimation.chao import floor
from cauce.estimation.document import document
from cauce.estimation.exhaustive import rank
from cauce.estimation.existence import status
from cauce.estimation.latent import latent_class
from cauce.estimation.linked import Links, carry, carry_links
from cauce.estimation.loglinear import Fit, all_pairs, fit, main_effects
from cauce.estimation.messages import Note, Unusable
from cauce.estimation.reading import parse, read
from cauce.estimation.refusals import Circumstances
from cauce.estimation.report import html
from cauce.estimation.selection import stepwise
from cauce.estimation.table import Table, table
from cauce.estimation.variation import sensitivity

DATA = Path(__file__).parent / "data"

__all__ = [
    "DATA",
    "METHODS",
    "Analysis",
    "Circumstances",
    "Fit",
    "Links",
    "Note",
    "Result",
    "Table",
    "Unusable",
    "all_pairs",
    "analyse",
    "carry",
    "carry_links",
    "document",
    "fit",
    "floor",
    "html",
    "intervals",
    "latent_class",
    "main_effects",
    "parse",
    "rank",
    "read",
    "resampled",
    "sensitivity",
    "share_of",
    "status",
    "stepwise",
    "table",
]
