"""``python -m cauce.site.press FOLDER…``: the process that prints (``cauce.protocol.documents.press``)."""

from __future__ import annotations

import sys
from pathlib import Path

from cauce.protocol.documents.press import work
from cauce.site.process import keep_memory_inside

if __name__ == "__main__":
    keep_memory_inside()
    work([Path(one) for one in sys.argv[1:]])
