"""Why nothing suitable was found: each reason has its words."""

from __future__ import annotations

from cauce.sharing.referrals.rules.unmet import REASONS


def test_each_reason_has_words():
    assert all(text.es and text.en for text in REASONS.values()) and "men" in REASONS
