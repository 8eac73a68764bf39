"""How many are not seen: multiple systems estimation, pure NumPy, SciPy and numba.

Usable without the rest of Cauce: it knows no Django, no database, no network and no clock.

    from cauce.methods import estimation
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

from cauce.methods.estimation.analysis import METHODS, Analysis, Choices, Result, analyse
from cauce.methods.estimation.bootstrap import intervals, resampled, share_of
from cauce.methods.estimation.chao import floor
from cauce.methods.estimation.document import document
from cauce.methods.estimation.exhaustive import rank
from cauce.methods.estimation.existence import status
from cauce.methods.estimation.latent import latent_class
from cauce.methods.estimation.linked import Links, carry, carry_links
from cauce.methods.estimation.loglinear import Fit, all_pairs, fit, main_effects
from cauce.methods.estimation.messages import Note, Unusable
from cauce.methods.estimation.reading import parse, read
from cauce.methods.estimation.refusals import Circumstances
from cauce.methods.estimation.report import html
from cauce.methods.estimation.selection import stepwise
from cauce.methods.estimation.table import Table, table
from cauce.methods.estimation.variation import sensitivity

DATA = Path(__file__).parent / "data"

__all__ = [
    "DATA",
    "METHODS",
    "Analysis",
    "Choices",
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
