"""The same person at two posts: what two officers may say of it, and what follows from both.

Each speaks with the person and with the other officer, outside this program; neither sees what the
other wrote down before both did. Ours to propose: the Protocol only says that posts coordinate.
"""

from __future__ import annotations

from collections.abc import Sequence

from cauce.content.model import Text

SAME, NOT_SAME, CANNOT_TELL = "same", "not_same", "cannot_tell"
ANSWERS: dict[str, Text] = {
    SAME: Text(es="Es la misma persona", en="It is the same person"),
    NOT_SAME: Text(es="No es la misma persona", en="It is not the same person"),
    CANNOT_TELL: Text(es="No se puede determinar", en="It cannot be determined"),
}
# Where a possible coincidence stands. unlike: a machine put two side by side, and they were not alike.
FOUND, UNSURE, UNLIKE = "found", "unsure", "unlike"
STATES = (FOUND, SAME, NOT_SAME, UNSURE, UNLIKE)
# Why a joint file was parted.
WHYS: dict[str, Text] = {
    "two_people": Text(es="Eran dos personas", en="They were two people"),
    "asked": Text(es="La persona lo pide", en="The person asks for it"),
    "not_needed": Text(es="Ya no hace falta", en="It is no longer needed"),
}
OVER = "over"  # a yes, or one of the two files, ended: parted by the loop
SHOWN_WHYS = WHYS | {
    OVER: Text(
        es="Terminó un permiso de la persona, o uno de los dos expedientes",
        en="A yes of the person ended, or one of the two files did",
    )
}


def outcome(answers: Sequence[str]) -> str:
    """Where two officers' answers leave it: any «not the same» ends it, and only two «same» carry on.

    '' in ``answers``: somebody did not answer yet, and nothing follows.
    """
    if "" in answers or len(answers) < 2:
        return FOUND
    if NOT_SAME in answers:
        return NOT_SAME
    return SAME if set(answers) == {SAME} else UNSURE
