"""The model as Splink reads it: comparisons, and which pairs are put side by side at all."""

from __future__ import annotations

from typing import Any

from .model import Model
from .results import LEVELS

# What the two engines call the same thing.
WORDS = {
    "duckdb": {"jw": "jaro_winkler_similarity", "any": "list_has_any"},
    "spark": {"jw": "jaro_winkler", "any": "arrays_overlap"},
}
# Read in this order; the first that holds is the pair's level. «other» is what is left.
CONDITIONS: dict[str, dict[str, str]] = {
    "given": {
        "missing": "given_n_l IS NULL OR given_n_r IS NULL",
        "same": "given_n_l = given_n_r",
        "shared": "{any}(given_may_l, given_may_r)",
        "close": "{jw}(given_n_l, given_n_r) >= 0.92",
        "alike": "{jw}(given_n_l, given_n_r) >= 0.85",
    },
    "surnames": {
        "missing": "s1_l IS NULL OR s1_r IS NULL",
        "same": "s1_l = s1_r AND s2_l = s2_r",
        "close": "{jw}(s1_l, s1_r) > 0.9 AND {jw}(s2_l, s2_r) > 0.9",
        "swapped": "{jw}(s1_l, s2_r) > 0.9 AND {jw}(s2_l, s1_r) > 0.9",
        "one": "s1_l = s1_r AND (s2_l IS NULL OR s2_r IS NULL)",
        "one_close": "{jw}(s1_l, s1_r) > 0.9 AND (s2_l IS NULL OR s2_r IS NULL)",
        "first": "{jw}(s1_l, s1_r) > 0.9",
        "crossed": "s1_l = s2_r OR s2_l = s1_r OR s2_l = s2_r",
    },
    "birth": {
        "missing": "born_l IS NULL OR born_r IS NULL",
        "default": "born_l = born_r AND (substr(born_l, 6) = '01-01' OR substr(born_l, 9) = '15')",
        "same": "born_l = born_r",
        "turned": "born_l = turned_r",
        "edit": "levenshtein(born_l, born_r) <= 1",
        "year": "year_l = year_r",
    },
    "sex": {
        # Somebody may be X on one list and not on another: that speaks neither for nor against.
        "missing": "sex_l IS NULL OR sex_r IS NULL OR (sex_l <> sex_r AND (sex_l = 'X' OR sex_r = 'X'))",
        "same": "sex_l = sex_r",
    },
    "state": {"missing": "state_l IS NULL OR state_r IS NULL", "same": "state_l = state_r"},
    "curp": {
        "missing": "curp_l IS NULL OR curp_r IS NULL",
        "same": "curp_l = curp_r",
        "edits": "levenshtein(curp_l, curp_r) <= 2",
    },
}
BLOCKS = (
    "l.curp16 = r.curp16",
    "l.born = r.born AND l.k_s1 = r.k_s1",
    "l.born = r.born AND l.k_given = r.k_given",
    "l.k_s1 = r.k_s1 AND l.k_s2 = r.k_s2 AND l.k_given = r.k_given",
    "l.k_s1 = r.k_s1 AND l.k_given = r.k_given AND l.year = r.year",
    "l.born = r.born AND l.k_s2 = r.k_s1",
    "l.born = r.born AND l.k_s1 = r.k_s2",
    # Without a birth date only the place is left to narrow a name down.
    "l.k_s1 = r.k_s1 AND l.k_given = r.k_given AND l.state = r.state AND (l.born IS NULL OR r.born IS NULL)",
)
# EM learns what it is not blocked on: names among those born on one day, birth dates among namesakes.
TRAINING_BLOCKS = (
    "l.born = r.born",
    "l.s1 = r.s1 AND l.s2 = r.s2 AND l.given_n = r.given_n",
)


def level_of(comparison: str, gamma: int) -> str:
    """The level that Splink's number stands for: −1 is missing, 0 other, the highest the first."""
    if gamma == -1:
        return "missing"
    order = [*LEVELS[comparison]][1:]
    return order[len(order) - 1 - gamma]


def comparison(name: str, engine: str, model: Model | None) -> dict[str, Any]:
    """One comparison; with a model, its m and u."""
    levels: list[dict[str, Any]] = []
    for level in LEVELS[name]:
        condition = CONDITIONS[name].get(level, "ELSE").format_map(WORDS[engine])
        one: dict[str, Any] = {"sql_condition": condition, "label_for_charts": level}
        if level == "missing":
            one["is_null_level"] = True
        elif model:
            one["m_probability"] = model.m[name][level]
            one["u_probability"] = model.u[name][level]
        levels.append(one)
    return {"output_column_name": name, "comparison_levels": levels}


def settings(prior: float, engine: str, model: Model | None = None) -> dict[str, Any]:
    """What a Splink linker is made with; ``prior`` is P(two records of different lists match)."""
    return {
        "link_type": "link_only",
        "probability_two_random_records_match": prior,
        "comparisons": [comparison(name, engine, model) for name in LEVELS],
        "blocking_rules_to_generate_predictions": [{"blocking_rule": rule} for rule in BLOCKS],
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": False,
        "linker_uid": "cauce",
    }
