"""The only writes of what is asked of Mexico, one idea a file."""

from .answering import answer_petition, receive_petition
from .asking import PetitionAsked, ask_petition, leave_unsigned, sign_petition, withdraw_petition
from .chasing import chase_petition, lapse_petition, remind_office
from .closing import close_case_there, end_petitions
from .following import forget_petitions, record_consent_there, withdraw_consent_there

__all__ = [
    "PetitionAsked",
    "answer_petition",
    "ask_petition",
    "chase_petition",
    "close_case_there",
    "end_petitions",
    "forget_petitions",
    "lapse_petition",
    "leave_unsigned",
    "receive_petition",
    "record_consent_there",
    "remind_office",
    "sign_petition",
    "withdraw_consent_there",
    "withdraw_petition",
]
