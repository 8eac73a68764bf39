"""What the network warns itself of: the kinds, and what the seal of a note is bound to. Pure."""

from __future__ import annotations

DO_NOT_REFER, CONFLICT = "do_not_refer", "conflict"
KINDS = (DO_NOT_REFER, CONFLICT)
