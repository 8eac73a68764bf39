"""The only writes of keys, codes and sessions: who somebody is."""

from .factors import (
    add_app,
    add_key,
    change_password,
    print_codes,
    remove_app,
    remove_codes,
    remove_key,
    rename_key,
)
from .installation import name_installation
from .lifecycle import (
    FirstFactor,
    enroll,
    invite_first,
    print_invitation,
    reactivate,
    suspend,
    suspend_idle,
    watch,
)
from .outside import confirm_outside, link_outside, unlink_outside
from .sessions import (
    close_session,
    lapse_session,
    open_session,
    prove,
    revoke_others,
    revoke_session,
)
from .telling import ask_for_code, choose_notices, confirm_address, end_calendar, make_calendar
