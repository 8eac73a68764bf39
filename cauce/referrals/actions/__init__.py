"""The only writes of referrals, one idea a file."""

from .answering import acknowledge, answer, inform
from .chasing import chase, expire
from .desks import ask_desk, reassign_desk
from .missing import record_unmet
from .moving import (
    accept_transfer,
    ask_transfer,
    chase_transfer,
    decline_transfer,
    lapse_transfer,
    take_back_transfer,
)
from .sending import LookAgain, NoConsent, confirm_given, send
from .taking_back import lapse, record_consent_everywhere, withdraw, withdraw_consent_everywhere

__all__ = [
    "LookAgain", "NoConsent", "accept_transfer", "acknowledge", "answer", "ask_desk", "ask_transfer", "chase",
    "chase_transfer", "confirm_given", "decline_transfer", "expire", "inform", "lapse", "lapse_transfer",
    "reassign_desk", "record_consent_everywhere", "record_unmet", "send", "take_back_transfer", "withdraw",
    "withdraw_consent_everywhere",
]  # fmt: skip
