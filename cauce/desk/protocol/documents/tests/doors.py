"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import EVERYBODY, Door, lists, things

DOORS: dict[str, Door] = {
    # the manual
    "protocol:contents": lists(*EVERYBODY),
    "protocol:part": things(*EVERYBODY),
    "protocol:step": things(*EVERYBODY),
    "protocol:tool": things(*EVERYBODY),
    # Walked with a language that the manual has not (walking.py), which opens for nobody; who may have
    # the PDF is held by the reader's own tests, because printing it takes half a minute.
    "protocol:download": things(),
}
