"""The only writes of proposals that a second person decides, and of openings in an emergency."""

from .proposing import NotApproved, decide, propose, take, take_back

__all__ = ["NotApproved", "decide", "propose", "take", "take_back"]
