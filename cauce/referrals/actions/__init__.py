"""The only writes of referrals, one idea a file."""

from .answering import acknowledge, answer, inform
from .chasing import chase, expire
from .sending import NoConsent, confirm_given, send, withdraw, withdraw_consent_everywhere

__all__ = [
    "NoConsent", "acknowledge", "answer", "chase", "confirm_given", "expire", "inform", "send", "withdraw",
    "withdraw_consent_everywhere",
]  # fmt: skip
