"""The only writes of referrals, one idea a file."""

from .answering import acknowledge, answer, inform
from .chasing import chase, expire
from .sending import LookAgain, NoConsent, confirm_given, send
from .taking_back import lapse, record_consent_everywhere, withdraw, withdraw_consent_everywhere

__all__ = [
    "LookAgain", "NoConsent", "acknowledge", "answer", "chase", "confirm_given", "expire", "inform", "lapse",
    "record_consent_everywhere", "send", "withdraw",
    "withdraw_consent_everywhere",
]  # fmt: skip
