"""May somebody set out, and what is still missing?

A return is chosen, prepared and received, or it is not made.

P4-13 of the Protocol: a free decision, every form before travel, reception confirmed before departure. What
must be open is this house's proposal; each gate says what is missing, who does it and with which tool.
Contacts after the return are in ``after_return``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from cauce.content.model import Text, both

from .age import AgeOnDay
from .chain import Handover, chain_gaps
from .words import (
    ADVICE,
    CLINICIAN,
    ESCORTS,
    EXPLAINED,
    FIT,
    LEVELS,
    OFFICER,
    RECEIVER,
    SECOND,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a return. Everything None or empty: not known, not done.

    ``wish`` is the fact of the case; ``told`` None: no declaration T15; ``unheard``: it bears no signature
    of the person and names nobody else who heard it; ``fit`` "": no T16;
    ``first_leg`` None: T17 names no day; ``travel``: T17 is finished; ``money``: "receipt" (T19 counted
    and equal), "none" (nothing was given), "" (neither).
    """

    age: AgeOnDay
    wish: bool | None = None
    told: frozenset[str] | None = None
    unheard: bool = False
    advice: str = ""
    risk: str = ""
    agreed: bool = False
    fit: str = ""
    fit_until: dt.date | None = None
    company: bool = False  # T16: somebody has to go along
    travel: bool = False
    first_leg: dt.date | None = None
    chain: tuple[Handover, ...] = ()
    money: str = ""
    departs_on: dt.date | None = None
    reception: bool = False
    escort: str = ""
    contact: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """One thing that must be open before anybody departs. ``missing`` empty: it is open."""

    id: str
    title: Text
    who: Text
    tool: str = ""  # T15 … T19; "": none
    missing: tuple[Text, ...] = field(default_factory=tuple)
    note: Text | None = None  # why it is asked, or is open, here

    @property
    def open(self) -> bool:
        return not self.missing


def gates(known: Evidence) -> tuple[Gate, ...]:
    """Every gate in the order of the work, open or with what is missing. T18 only for a child."""
    found = [
        Gate("wish", both("Lo quiere y lo declaró", "Wanted and declared"), OFFICER, "T15", _wish(known)),
        Gate(
            "advice",
            both("Sabe qué pierde y qué conserva", "Understands what they lose and keep"),
            OFFICER,
            "",
            _advice(known),
        ),
        Gate(
            "risk",
            both("Se valoró el riesgo allá", "The risk there was assessed"),
            SECOND if known.risk == "high" else OFFICER,
            "",
            _risk(known),
        ),
        Gate("fitness", both("Puede viajar", "Fit to travel"), CLINICIAN, "T16", _fitness(known)),
        Gate(
            "travel",
            both("El viaje está organizado", "The journey is arranged"),
            OFFICER,
            "T17",
            _travel(known),
        ),
        Gate(
            "escort",
            both("Va con el acompañamiento necesario", "Has the escort needed"),
            OFFICER,
            "",
            _escort(known),
            known.age.why,
        ),
    ]
    if known.age.child:
        found.append(
            Gate(
                "handover",
                both("Cadena de entregas", "Chain of handovers"),
                OFFICER,
                "T18",
                _handover(known),
                known.age.why,
            )
        )
    return (
        *found,
        Gate("money", both("El dinero cuadra", "The money adds up"), OFFICER, "T19", _money(known)),
        Gate(
            "reception",
            both("Alguien confirmó que recibe", "Somebody confirmed the reception"),
            RECEIVER,
            "",
            _reception(known),
        ),
        Gate(
            "contact",
            both("Cómo se le contactará después", "How to keep in touch afterwards"),
            OFFICER,
            "",
            _contact(known),
        ),
    )


def closed(all_gates: tuple[Gate, ...], *only: str) -> tuple[Gate, ...]:
    """The gates that are not open; ``only`` these when given."""
    return tuple(one for one in all_gates if not one.open and (not only or one.id in only))


def _wish(known: Evidence) -> tuple[Text, ...]:
    if known.wish is not True:
        return (
            both(
                "La persona no ha dicho que quiere volver.",
                "The person has not said they want to go back.",
            ),
        )
    if known.told is None:
        return (both("Falta su declaración.", "The declaration is missing."),)
    if known.unheard:
        return (
            both(
                (
                    "Su declaración no lleva su firma ni dice quién más la oyó: no basta la palabra de quien "
                    "lleva el caso. Llene otra."
                ),
                (
                    "The declaration bears no signature of the person and names nobody else who heard it: "
                    "the officer's word alone is not enough. Fill another."
                ),
            ),
        )
    left = [text for id, text in EXPLAINED.items() if id not in known.told]
    if not left:
        return ()
    return (
        both(
            "En su declaración falta que se le explicó "
            + "; ".join(text.es for text in left)
            + ". Llene otra.",
            "The declaration does not show it was explained "
            + "; ".join(text.en for text in left)
            + ". Fill another.",
        ),
    )


def _advice(known: Evidence) -> tuple[Text, ...]:
    if known.advice in ADVICE:
        return ()
    return (
        both(
            (
                "Falta ofrecer asesoría legal independiente sobre lo que cuesta salir, y anotar "
                "si la tomó o no la quiso."
            ),
            "Independent legal advice on what leaving costs must be offered, and taken or declined.",
        ),
    )


def _risk(known: Evidence) -> tuple[Text, ...]:
    if known.risk not in LEVELS:
        return (
            both(
                "Falta valorar el riesgo en el lugar al que va.",
                "The risk where the person goes is not assessed.",
            ),
        )
    if known.risk == "high" and not known.agreed:
        return (
            both(
                "El riesgo es alto: falta que otra persona esté de acuerdo.",
                "The risk is high: a second person must agree.",
            ),
        )
    return ()


def _fitness(known: Evidence) -> tuple[Text, ...]:
    if not known.fit:
        return (both("Falta la constancia médica.", "The medical note is missing."),)
    if known.fit not in FIT:
        return (both("Quien revisó dijo que todavía no viaje.", "The clinician said not to travel yet."),)
    if known.fit_until and known.departs_on and known.fit_until < known.departs_on:
        return (
            both(
                f"La constancia médica vence antes de salir ({known.fit_until:%d/%m/%Y}).",
                f"The medical note ends before departure ({known.fit_until:%Y-%m-%d}).",
            ),
        )
    return ()


def _travel(known: Evidence) -> tuple[Text, ...]:
    found: list[Text] = []
    if known.departs_on is None:
        found.append(both("Falta la fecha de salida.", "The day of departure is missing."))
    if not known.travel:
        found.append(both("Falta el formato de viaje.", "The travel form is missing."))
    elif known.first_leg and known.departs_on and known.first_leg != known.departs_on:
        found.append(
            both(
                f"El formato de viaje sale otro día ({known.first_leg:%d/%m/%Y}).",
                f"The travel form leaves on another day ({known.first_leg:%Y-%m-%d}).",
            )
        )
    return tuple(found)


def _escort(known: Evidence) -> tuple[Text, ...]:
    if known.escort not in ESCORTS:
        return (both("Falta decir si alguien le acompaña.", "It is not said whether somebody goes along."),)
    if known.escort == "goes":
        return ()
    if known.age.child:
        return (both("Menor de 18 no viaja sin compañía.", "A child never travels alone."),)
    if known.company:
        return (
            both(
                "Su constancia médica requiere que alguien le acompañe.",
                "The medical note requires an escort.",
            ),
        )
    return ()


def _handover(known: Evidence) -> tuple[Text, ...]:
    if not known.chain:
        return (
            both(
                "Falta la hoja de la primera entrega.",
                "The sheet of the first handover is missing.",
            ),
        )
    return chain_gaps(known.chain)


def _money(known: Evidence) -> tuple[Text, ...]:
    if known.money in ("receipt", "none"):
        return ()
    return (
        both(
            "Falta el recibo y contar lo entregado, o anotar que no se entregó dinero.",
            "The receipt and the count are missing, or a note that no money was given.",
        ),
    )


def _reception(known: Evidence) -> tuple[Text, ...]:
    if known.reception:
        return ()
    return (
        both(
            "Nadie ha confirmado que le recibe ese día.",
            "Nobody has confirmed the reception on that day.",
        ),
    )


def _contact(known: Evidence) -> tuple[Text, ...]:
    if known.contact:
        return ()
    return (
        both(
            "Falta acordar el medio seguro de contacto posterior.",
            "The safe way to keep in touch afterwards is not agreed.",
        ),
    )
