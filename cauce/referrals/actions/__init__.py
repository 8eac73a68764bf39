"""The only writes of referrals, one idea a file."""

from .answering import acknowledge, answer, inform, record_answer
from .chasing import chase, chase_round, expire
from .inviting import close_links, invite, look, try_code
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
from .together import Asked, OneOf, send_group, send_several

__all__ = [
    "Asked", "LookAgain", "NoConsent", "OneOf", "chase_round", "close_links", "invite", "look", "record_answer",
    "send_group", "send_several", "try_code", "accept_transfer", "acknowledge", "answer", "ask_transfer", "chase", "chase_transfer",
    "decline_transfer", "lapse_transfer", "take_back_transfer", "confirm_given", "expire", "inform", "lapse",
    "record_consent_everywhere", "send", "withdraw",
    "withdraw_consent_everywhere",
]  # fmt: skip
