"""After a restore: what was withdrawn since is withdrawn again, before anything is served."""

from __future__ import annotations

from cauce.rules.permissions import SYSTEM

from . import ledger, withdrawing
from .actions import replay


def catch_up(*, keys: bool = False, unsigned: bool = False, patience: float = 0) -> dict[str, int]:
    """Carry out every line that this database has not; how many ``lines``, and what was still ``open``.

    Each line in a transaction of its own: cut in the middle, the next time goes on. ``keys``: those of
    erasures again as well, where the keystore alone was put back. ``unsigned``: see ``to_replay``;
    ``patience``: see ``ledger.behind``.
    Raises ``LedgerBroken``, ``BadInput``.
    """
    if not keys and not ledger.behind(patience):
        return {"lines": 0, "open": 0}
    lines = withdrawing.to_replay(keys=keys, unsigned=unsigned)
    return {"lines": len(lines), "open": sum(replay(actor=SYSTEM, line=one) for one in lines)}
