"""YAML as content writes it: a text that unfolds into something enormous is refused before it does.

A few lines of aliases of aliases become gigabytes, and thousands of brackets exhaust the stack; both
would stop a server for whoever may write a draft or an annex.
"""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer, ComposerError
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import AliasEvent

ALIASES = 8  # of one file: nested as deep as they can be, it stays some twenty times itself
DEEPEST = 40  # levels


class _Bounded(Composer):
    def __init__(self, loader: Any = None) -> None:
        super().__init__(loader)
        self.aliases = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.parser.check_event(AliasEvent):
            self.aliases += 1
            if self.aliases > ALIASES:
                mark = self.parser.peek_event().start_mark
                raise ComposerError(None, None, f"more than {ALIASES} aliases (*)", mark)
        return super().compose_node(parent, index)


class _Reader(YAML):
    def load(self, stream: Any) -> Any:
        try:
            return super().load(stream)
        except (LookupError, TypeError, AttributeError, RecursionError) as problem:
            # The library falls over a value that its tag does not allow (``!!bool x``).
            raise YAMLError(f"a value that cannot be read ({problem})") from problem


def reader(*, lines: bool = False) -> YAML:
    """A reader of one file of content; ``lines``: what it reads remembers where it stood.

    ``load`` raises ``YAMLError`` for too many aliases, for too many levels, and for a value that is none.
    """
    made = _Reader() if lines else _Reader(typ="safe", pure=True)
    made.Composer = _Bounded
    made.max_depth = DEEPEST
    return made
