"""How many are not seen: multiple systems estimation, NumPy and SciPy; with numba a hundred times faster.

Usable without the rest of Cauce: it knows no Django, no database, no network and no clock.

    from cauce.methods import estimation
    given = estimation.read_given("UKdat.csv")
    found = estimation.analyse_given(given, methods=["stepwise"])
    estimation.document(found)["headline"]

One function answers each question: ``fit`` and ``stepwise`` a model, ``rank`` every model by BIC,
``resampled`` and ``intervals`` how sure, ``latent_class`` the Bayesian model, ``floor`` Chao's lower
bound, ``mth`` and ``curve`` people who are not equally easy to find, ``sensitivity`` what moves the answer,
``carry`` and ``link_error`` the errors of linkage, ``analyse`` all of it with the
rules that refuse. The figures of published sets lie in ``data/``.
"""

from __future__ import annotations

from pathlib import Path

from cauce.methods.estimation.analysis import METHODS, Analysis, analyse, analyse_given
from cauce.methods.estimation.bootstrap import intervals, resampled, share_of
from cauce.methods.estimation.chao import floor
from cauce.methods.estimation.document import document
from cauce.methods.estimation.exhaustive import rank
from cauce.methods.estimation.existence import status
from cauce.methods.estimation.given import Given, parse_given, read_given, with_said
from cauce.methods.estimation.heterogeneity import curve, mth
from cauce.methods.estimation.latent import latent_class
from cauce.methods.estimation.linked import Links, carry, carry_links
from cauce.methods.estimation.linkerror import Rates, link_error, redrawn
from cauce.methods.estimation.loglinear import Fit, all_pairs, fit, main_effects
from cauce.methods.estimation.messages import Note, Unusable
from cauce.methods.estimation.reading import parse, read
from cauce.methods.estimation.refusals import Circumstances
from cauce.methods.estimation.report import html
from cauce.methods.estimation.results import Result
from cauce.methods.estimation.running import Choices
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
    "Given",
    "Links",
    "Note",
    "Rates",
    "Result",
    "Table",
    "Unusable",
    "all_pairs",
    "analyse",
    "analyse_given",
    "carry",
    "carry_links",
    "curve",
    "document",
    "fit",
    "floor",
    "html",
    "intervals",
    "latent_class",
    "link_error",
    "main_effects",
    "mth",
    "parse",
    "parse_given",
    "rank",
    "read",
    "read_given",
    "redrawn",
    "resampled",
    "sensitivity",
    "share_of",
    "status",
    "stepwise",
    "table",
    "with_said",
]
