"""The only writes of learning; a demonstration's own are in ``bulk``."""

from .learning import answer, certify, finish_lesson, finish_play

__all__ = ["answer", "certify", "finish_lesson", "finish_play"]
