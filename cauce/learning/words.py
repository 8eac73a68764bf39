"""Names of readings and verdicts as an exercise says them: of a story, never of a person."""

from __future__ import annotations

from cauce.content.model import Text

READINGS = {
    "trafficking_sex": Text(
        es="Reúne los elementos, con fines sexuales", en="Has the elements, for sexual purposes"
    ),
    "trafficking_labour": Text(
        es="Reúne los elementos, con fines de trabajo", en="Has the elements, for labour"
    ),
    "trafficking_both": Text(
        es="Reúne los elementos, con ambos fines", en="Has the elements, for both purposes"
    ),
    "not_trafficking_other_violation": Text(
        es="No los reúne, y hay otra falta que se atiende",
        en="Has not, and there is another wrong to be attended to",
    ),
    "not_trafficking_no_indication": Text(
        es="No los reúne, ni se ve otra falta", en="Has not, and no other wrong is seen"
    ),
    "inconclusive_follow_up": Text(
        es="Todavía no se sabe: hay que seguir", en="Not known yet: to be followed up"
    ),
}
VERDICTS = {
    "met": Text(es="Se reúnen", en="Met"),
    "not_met": Text(es="No se reúnen", en="Not met"),
    "unclear": Text(es="Falta saber", en="Still to find out"),
}
