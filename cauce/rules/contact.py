"""May the person be reached this way, in this language, at this moment? By default: no.

Source: A15 (``docs/security/abuse.csv``) and E9 (``ethics.csv``). A way is open only where the person
marked it safe, for these days and hours and this language, less than the validity ago,
and agreed to be contacted at all.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from cauce.content.errors import BadInputs
from cauce.content.model import Text

bad_input = BadInputs(__file__)

# Where she decides when: nobody goes after her. Needs no hour and is never «a way to reach her».
SHE_COMES = "comes_in"
NEVER = "none"
# Somebody goes where and when she said, or through whom she trusts: nothing is sent.
IN_PERSON, THROUGH = "in_person", "third_person"

NO_CONSENT = Text(es="No ha aceptado que se le contacte.", en="The person has not agreed to be contacted.")
# The same where nobody asked, or the answer is of another time: no «no» was said.
CONSENT_TO_ASK = Text(
    es="Falta preguntarle si acepta que se le contacte.",
    en="The person has yet to be asked whether they agree to be contacted.",
)
NO_RECORD = Text(
    es="No se le ha preguntado cómo contactarle sin riesgo.",
    en="The person has not been asked how to contact them safely.",
)
TOO_OLD = Text(
    es="Lo que se anotó ya venció: hay que confirmarlo con la persona.",
    en="What was recorded has expired: confirm it with the person.",
)
ASKED_NOT_TO = Text(es="Pidió que no se le contacte.", en="The person asked not to be contacted.")
NOT_THIS_WAY = Text(es="Ese medio no está marcado como seguro.", en="That channel is not marked as safe.")
NOT_THIS_LANGUAGE = Text(
    es="Por ese medio no es segura esa lengua.",
    en="That language is not safe through that channel.",
)
NO_LANGUAGE = Text(
    es="Falta saber en qué lengua hablarle por ese medio.",
    en="In which language to speak through that channel is not known yet.",
)
NOT_NOW = Text(es="A esta hora no es seguro.", en="It is not safe at this hour.")
DANGER = Text(
    es="Hay peligro inmediato o riesgo alto: no llame ni envíe nada. Vaya solo si la persona acordó dónde "
    "y cuándo.",
    en="There is immediate danger or high risk: do not call or send anything. Go only if the person agreed "
    "where and when.",
)


@dataclass(frozen=True, slots=True)
class SafeWay:
    """One way that the person marked as safe. ``days``: Monday is 0. ``start`` = ``end``: all day.
    ``languages`` empty: it is not known yet in which to speak, and until then it is not open."""

    way: str
    days: frozenset[int] = frozenset(range(7))
    start: dt.time = dt.time(0)
    end: dt.time = dt.time(0)
    languages: frozenset[str] = frozenset()

    @property
    def lacks_language(self) -> bool:
        """Whether the person may be reached this way once it is known in which language."""
        return self.way not in (NEVER, SHE_COMES) and not self.languages

    def open_at(self, local: dt.datetime) -> bool:
        """Whether this moment, on the clock of the person, falls into its days and hours."""
        now = local.time()
        if self.start == self.end:
            return local.weekday() in self.days
        if self.start < self.end:
            return local.weekday() in self.days and self.start <= now < self.end
        # Through midnight: the early hours belong to the evening before.
        evening = now >= self.start and local.weekday() in self.days
        return evening or (now < self.end and (local.weekday() - 1) % 7 in self.days)


@dataclass(frozen=True, slots=True)
class SafeRecord:
    """What the person last said about being contacted, and until when that holds."""

    confirmed_at: dt.datetime
    expires_at: dt.datetime
    zone: dt.tzinfo
    ways: tuple[SafeWay, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactVerdict:
    """May it be done, and every reason against it. ``reasons`` empty: nothing stands against it."""

    allowed: bool
    reasons: tuple[Text, ...] = field(default_factory=tuple)

    @property
    def in_person(self) -> bool:
        """Whether it must become a task for when the person is here."""
        return not self.allowed


def may_contact(
    record: SafeRecord | None,
    way: str,
    language: str,
    at: dt.datetime,
    *,
    agreed: bool,
    danger: bool = False,
) -> ContactVerdict:
    """Whether somebody may be reached this way, in this language, at this moment.

    ``agreed``: consent to contact stands at ``at``. ``record`` None: it was never asked.
    Raises ``BadInput`` for an instant without a time zone.
    """
    if at.tzinfo is None:
        raise bad_input("the_instant_has_no_time_zone", where="at")
    against: list[Text] = []
    if danger:
        against.append(DANGER)
    if not agreed:
        against.append(NO_CONSENT)
    against += _against(record, way, language, at)
    return ContactVerdict(not against, tuple(against))


def _against(record: SafeRecord | None, way: str, language: str, at: dt.datetime) -> list[Text]:
    if record is None:
        return [NO_RECORD]
    if not record.confirmed_at <= at < record.expires_at:
        return [TOO_OLD]
    if any(one.way == NEVER for one in record.ways):
        return [ASKED_NOT_TO]
    fit = [one for one in record.ways if one.way == way and way != SHE_COMES]
    if not fit:
        return [NOT_THIS_WAY]
    if all(one.lacks_language for one in fit):
        return [NO_LANGUAGE]
    speak = [one for one in fit if language in one.languages]
    if not speak:
        return [NOT_THIS_LANGUAGE]
    local = at.astimezone(record.zone)
    return [] if any(one.open_at(local) for one in speak) else [NOT_NOW]


def open_now(
    record: SafeRecord | None, at: dt.datetime, *, agreed: bool, danger: bool = False
) -> tuple[tuple[str, str], ...]:
    """The ways and languages that are safe at this moment, in the order of the record."""
    pairs = [(one.way, tongue) for one in (record.ways if record else ()) for tongue in sorted(one.languages)]
    return tuple(
        pair
        for pair in dict.fromkeys(pairs)
        if may_contact(record, *pair, at, agreed=agreed, danger=danger).allowed
    )


def elsewhere(
    record: SafeRecord | None, there: dt.tzinfo, renewed_at: dt.datetime | None, days: int
) -> SafeRecord | None:
    """What the person said about being reached, on the clock where they live now.

    Before leaving, the person may agree to later contacts: what was said then holds ``days`` from that
    agreement, or from the last contact made (``renewed_at``), where that is later than its own end.
    ``renewed_at`` None: it was not agreed, and nothing is prolonged.
    """
    if record is None:
        return None
    until = record.expires_at
    if renewed_at is not None and record.confirmed_at <= renewed_at:
        until = max(until, renewed_at + dt.timedelta(days=days))
    return replace(record, zone=there, expires_at=until)
