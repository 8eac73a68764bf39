"""May somebody set out, and what is still missing? A return is chosen, prepared and received, or it is not made.

P4-13 of the Protocol: a free decision, every form before travel, reception confirmed before departure. What
must be open is this house's proposal; each gate says what is missing, who does it and with which tool.
Contacts after the return are in ``after_return``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from .content.model import Text, both
from .errors import BadInput

PREPARING, DEPARTED, RECEIVED, ENDED, STOPPED = (
    "preparing", "departed", "received", "accompanied", "stopped",
)  # fmt: skip
STATES = (PREPARING, DEPARTED, RECEIVED, ENDED, STOPPED)
LABELS = {
    PREPARING: both("En preparación", "Being prepared"),
    DEPARTED: both("En camino", "On the way"),
    RECEIVED: both("Con quien le recibe", "With whoever receives"),
    ENDED: both("Acompañamiento concluido", "Followed up to the end"),
    STOPPED: both("Cancelado", "Cancelled"),
}
NEXT = {PREPARING: (DEPARTED, STOPPED), DEPARTED: (RECEIVED,), RECEIVED: (ENDED,)}
STOPS = {
    "changed_mind": both("La persona cambió de opinión", "The person changed their mind"),
    "not_safe": both("Allá no estaría segura", "It would not be safe there"),
    "health": both("Por su salud, ahora no", "Not now, for their health"),
    "no_reception": both("No hay quien reciba", "Nobody can receive"),
    "record": both("El caso terminó o no se guarda", "The case ended, or is not kept"),
}
LEVELS = ("low", "medium", "high")
LEVEL_LABELS = {
    "low": both("Bajo", "Low"),
    "medium": both("Medio", "Medium"),
    "high": both("Alto", "High"),
}
ADVICE = {
    "taken": both("La habló con una abogada o un abogado", "Discussed it with a lawyer"),
    "declined": both(
        "Se le ofreció y no quiso, por escrito", "It was offered and declined, in writing"
    ),
}
ESCORTS = {
    "alone": both("Viaja sin acompañante", "Travels unescorted"),
    "goes": both("Alguien le acompaña", "Somebody goes along"),
}
# What the declaration must show as explained: without these it is no free decision.
EXPLAINED = {
    "stay": both("que puede quedarse", "that the person may stay"),
    "lawyer": both(
        "que puede hablar antes con una abogada o un abogado",
        "that a lawyer may be consulted first",
    ),
    "change": both(
        "que puede arrepentirse hasta salir", "that it may be taken back until departure"
    ),
    "safety": both("qué peligro puede haber al llegar", "what danger there may be on arrival"),
}
OFFICER = both("Quien lleva el caso", "The officer in charge of the case")
CLINICIAN = both("Quien ejerce la medicina o la enfermería", "A clinician")
RECEIVER = both("Quien recibe en México", "Whoever receives in Mexico")
SECOND = both("Otra persona de protección", "Another person of protection")
FIT = ("yes_fit", "with_care")
ON_THE_WAY = ("escort", "post")  # a child in these hands has not arrived yet


@dataclass(frozen=True, slots=True)
class AgeOnDay:
    """Whether the person is a child on a day, and why; in doubt, a child."""

    child: bool
    why: Text


def age_on_departure(
    *,
    said: int | None,
    said_on: dt.date | None,
    doubt: bool,
    adult_by_birth_date: bool | None,
    on: dt.date,
) -> AgeOnDay:
    """Child or adult on the day of departure. ``said`` None: no age is known; ``adult_by_birth_date``
    None: no birth date is kept. An age without a birth date counts only the years that surely passed."""
    if doubt:
        return AgeOnDay(True, both("Hay duda sobre su edad: cuenta la menor.",
                                   "The age is in doubt: the younger one counts."))  # fmt: skip
    if adult_by_birth_date is not None:
        if adult_by_birth_date:
            return AgeOnDay(False, both("Por su fecha de nacimiento, ese día ya tiene 18 años.",
                                        "By the birth date, 18 or older on that day."))  # fmt: skip
        return AgeOnDay(True, both("Por su fecha de nacimiento, ese día tiene menos de 18 años.",
                                   "By the birth date, under 18 on that day."))  # fmt: skip
    if said is None:
        return AgeOnDay(True, both("No se sabe su edad: se prepara como para menor de 18.",
                                   "The age is not known: prepared as for a child."))  # fmt: skip
    least = said + (_years(said_on, on) if said_on else 0)
    if least >= 18:
        return AgeOnDay(False, both(f"Dijo {said} años: ese día tiene al menos {least}.",
                                    f"Said {said}: at least {least} on that day."))  # fmt: skip
    return AgeOnDay(True, both(
        f"Dijo {said} años y no hay fecha de nacimiento: no consta que ese día tenga 18.",
        f"Said {said} and there is no birth date: not shown to be 18 on that day.",
    ))  # fmt: skip


def _years(since: dt.date, on: dt.date) -> int:
    return max(0, on.year - since.year - ((on.month, on.day) < (since.month, since.day)))


@dataclass(frozen=True, slots=True)
class Handover:
    """One sheet T18: who handed the child to whom, and when. ``checked``: the receiver's right was."""

    giver: str
    receiver: str
    capacity: str  # of the receiver
    at: dt.datetime
    place: str
    checked: bool


def chain_gaps(chain: tuple[Handover, ...]) -> tuple[Text, ...]:
    """What breaks the chain of custody, oldest first: each handover begins with who received."""
    found: list[Text] = []
    ordered = sorted(chain, key=lambda one: one.at)
    for number, one in enumerate(ordered, start=1):
        if not one.checked:
            found.append(both(f"Entrega {number}: falta comprobar el derecho de quien recibe.",
                              f"Handover {number}: the receiver's right was not checked."))  # fmt: skip
    for number, (before, after) in enumerate(zip(ordered, ordered[1:], strict=False), start=2):
        if _same(before.receiver) != _same(after.giver):
            found.append(both(
                f"Entrega {number}: empieza con «{after.giver}», y quien había recibido fue «{before.receiver}».",
                f"Handover {number}: it begins with '{after.giver}', but '{before.receiver}' had received.",
            ))  # fmt: skip
    return tuple(found)


def _same(name: str) -> str:
    return " ".join(name.casefold().split())


def chain_arrived(chain: tuple[Handover, ...]) -> bool:
    """Whether the last hands are those of somebody there, not of an escort or the post."""
    last = max(chain, key=lambda one: one.at, default=None)
    return last is not None and last.capacity not in ON_THE_WAY


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
        Gate("advice", both("Sabe qué pierde y qué conserva", "Understands what they lose and keep"), OFFICER, "",
             _advice(known)),
        Gate("risk", both("Se valoró el riesgo allá", "The risk there was assessed"),
             SECOND if known.risk == "high" else OFFICER, "", _risk(known)),
        Gate("fitness", both("Puede viajar", "Fit to travel"), CLINICIAN, "T16", _fitness(known)),
        Gate("travel", both("El viaje está organizado", "The journey is arranged"), OFFICER, "T17", _travel(known)),
        Gate("escort", both("Va con el acompañamiento necesario", "Has the escort needed"), OFFICER, "", _escort(known),
             known.age.why),
    ]  # fmt: skip
    if known.age.child:
        found.append(Gate(
            "handover", both("Cadena de entregas", "Chain of handovers"), OFFICER, "T18",
            _handover(known), known.age.why,
        ))  # fmt: skip
    return (
        *found,
        Gate("money", both("El dinero cuadra", "The money adds up"), OFFICER, "T19", _money(known)),
        Gate("reception", both("Alguien confirmó que recibe", "Somebody confirmed the reception"), RECEIVER, "",
             _reception(known)),
        Gate("contact", both("Cómo se le contactará después", "How to keep in touch afterwards"), OFFICER, "",
             _contact(known)),
    )  # fmt: skip


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
        return (both(
            "Su declaración no lleva su firma ni dice quién más la oyó: no basta la palabra de quien lleva el caso. Llene otra.",
            "The declaration bears no signature of the person and names nobody else who heard it: the officer's word alone is not enough. Fill another.",
        ),)  # fmt: skip
    left = [text for id, text in EXPLAINED.items() if id not in known.told]
    if not left:
        return ()
    return (both(
        "En su declaración falta que se le explicó " + "; ".join(text.es for text in left) + ". Llene otra.",
        "The declaration does not show it was explained " + "; ".join(text.en for text in left) + ". Fill another.",
    ),)  # fmt: skip


def _advice(known: Evidence) -> tuple[Text, ...]:
    if known.advice in ADVICE:
        return ()
    return (both("Falta ofrecer asesoría legal independiente sobre lo que cuesta salir, y anotar si la tomó o no la quiso.",
                 "Independent legal advice on what leaving costs must be offered, and taken or declined."),)  # fmt: skip


def _risk(known: Evidence) -> tuple[Text, ...]:
    if known.risk not in LEVELS:
        return (
            both(
                "Falta valorar el riesgo en el lugar al que va.",
                "The risk where the person goes is not assessed.",
            ),
        )
    if known.risk == "high" and not known.agreed:
        return (both("El riesgo es alto: falta que otra persona esté de acuerdo.",
                     "The risk is high: a second person must agree."),)  # fmt: skip
    return ()


def _fitness(known: Evidence) -> tuple[Text, ...]:
    if not known.fit:
        return (both("Falta la constancia médica.", "The medical note is missing."),)
    if known.fit not in FIT:
        return (
            both(
                "Quien revisó dijo que todavía no viaje.", "The clinician said not to travel yet."
            ),
        )
    if known.fit_until and known.departs_on and known.fit_until < known.departs_on:
        return (both(f"La constancia médica vence antes de salir ({known.fit_until:%d/%m/%Y}).",
                     f"The medical note ends before departure ({known.fit_until:%Y-%m-%d})."),)  # fmt: skip
    return ()


def _travel(known: Evidence) -> tuple[Text, ...]:
    found: list[Text] = []
    if known.departs_on is None:
        found.append(both("Falta la fecha de salida.", "The day of departure is missing."))
    if not known.travel:
        found.append(both("Falta el formato de viaje.", "The travel form is missing."))
    elif known.first_leg and known.departs_on and known.first_leg != known.departs_on:
        found.append(both(
            f"El formato de viaje sale otro día ({known.first_leg:%d/%m/%Y}).",
            f"The travel form leaves on another day ({known.first_leg:%Y-%m-%d}).",
        ))  # fmt: skip
    return tuple(found)


def _escort(known: Evidence) -> tuple[Text, ...]:
    if known.escort not in ESCORTS:
        return (
            both(
                "Falta decir si alguien le acompaña.", "It is not said whether somebody goes along."
            ),
        )
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
    return (both("Falta el recibo y contar lo entregado, o anotar que no se entregó dinero.",
                 "The receipt and the count are missing, or a note that no money was given."),)  # fmt: skip


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
    return (both("Falta acordar el medio seguro de contacto posterior.",
                 "The safe way to keep in touch afterwards is not agreed."),)  # fmt: skip


def check_next(state: str, to: str) -> None:
    """Raise ``BadInput`` when a return in this state cannot come to that one."""
    if to in NEXT.get(state, ()):
        return
    raise BadInput(
        f"Este viaje está «{LABELS[state].es}».", f"This journey is '{LABELS[state].en}'.", where="state",
        cure_es="Vuelva a abrir la página: puede que alguien ya lo haya anotado.",
        cure_en="Open the page again: somebody may have noted it already.",
    )  # fmt: skip


def check_counted(lines: Decimal, counted: Decimal) -> None:
    """Raise ``BadInput``, naming the difference, when what was counted is not the sum of the lines."""
    if lines == counted:
        return
    gap, more = abs(lines - counted), counted > lines
    raise BadInput(
        f"No cuadra: los renglones suman {lines} y se contó {counted}; {'sobran' if more else 'faltan'} {gap}.",
        f"It does not add up: the lines make {lines} and {counted} was counted; {gap} {'too much' if more else 'missing'}.",
        where="counted",
        cure_es="Cuente otra vez o llene otro recibo; el anterior se conserva.",
        cure_en="Count again, or fill another receipt; the former is kept.",
    )  # fmt: skip
