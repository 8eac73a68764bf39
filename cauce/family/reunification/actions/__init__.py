"""The only writes of journeys, one idea a file."""

from .family import (
    end_families,
    end_family,
    forget_refused,
    forget_words,
    open_family,
    reopen_family,
    tell_family,
)
from .family_blockers import HeldUp, chase_family, open_blocker, resolve_blocker
from .family_relatives import (
    Told,
    add_relative,
    change_relative,
    drop_relative,
    mark_step,
    note_custody,
    note_papers,
    take_back_step,
)
from .family_sharing import FamilyShared, answer_family, share_family, stop_sharing
from .returning import (
    ReturnPlan,
    agree_contact,
    agree_risk,
    assess_destination,
    count_money,
    mark_ready,
    note_advice,
    plan_return,
    start_return,
)
from .returning_after import ReturnAttempt, erase_returns, hide_returns, note_contact, tell_late, tell_silence
from .returning_going import (
    confirm_reception,
    depart_return,
    end_returns,
    lapse_return,
    note_received,
    note_reception,
    receive_return,
    share_return,
    stop_return,
    unshare_return,
)
