"""The only writes of referrals, one idea a file."""

from ._shared import answer_by
from .answering import acknowledge, answer, inform, record_answer
from .chasing import chase, chase_round, expire
from .correcting import correct_recipient, correct_shared
from .desks import HandOver, ask_desk, reassign_desk
from .enveloping import (
    lapse_envelope,
    note_read,
    prepare_envelope,
    refuse_envelope,
    sign_envelope,
    withdraw_envelope,
)
from .inviting import close_links, invite, look, try_code
from .missing import record_unmet
from .moving import (
    accept_transfer,
    ask_transfer,
    chase_transfer,
    decline_transfer,
    end_transfers,
    lapse_transfer,
    take_back_transfer,
)
from .sending import Asked, LookAgain, NoConsent, Sought, confirm_given, send
from .taking_back import (
    end_referrals,
    forget_shared,
    lapse,
    record_consent_everywhere,
    withdraw,
    withdraw_consent_everywhere,
)
from .together import OneOf, send_group, send_several
