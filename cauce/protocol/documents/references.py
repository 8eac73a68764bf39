"""What a reference shows from elsewhere in the edition: sources, catalogues, facts, questions, programmes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cauce.content.loader import Edition
from cauce.content.model import CatalogueEntry, Fact, Source, Text
from cauce.content.model_consent import RecipientKind, ShareableField
from cauce.content.model_guide import SafeContact
from cauce.content.model_routes import Point
from cauce.content.model_tools import Shown
from cauce.content.prose import CITED
from cauce.content.vocabulary import Vocabulary

from . import provenance, words

TYPES = {
    "boolean": Text(es="sí o no", en="yes or no"),
    "integer": Text(es="número", en="number"),
    "choice": Text(es="una de una lista", en="one of a list"),
    "date": Text(es="fecha", en="date"),
    "instant": Text(es="fecha y hora", en="date and time"),
}
TREATMENT = {
    "given": Text(es="se entrega", en="given"),
    "identity": Text(es="identidad: no se entrega", en="identity: not given"),
    "not_given": Text(es="no se entrega", en="not given"),
    "not_asked": Text(
        es="se entrega si el caso lo sabe; hoy no lo sabe",
        en="given if the case knows it; today it does not",
    ),
    "deprecated": Text(es="ya no se usa", en="no longer used"),
}


SHORT = 70  # letters of a name that may stand in a line with others


@dataclass(frozen=True, slots=True)
class Table:
    """A caption, its heads and its rows, all in one language."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def names(self) -> str:
        """The names alone, one after the other, where it is a list of short ones; else empty."""
        if len(self.heads) > 1 or not self.rows or any(len(row[0]) > SHORT for row in self.rows):
            return ""
        return "; ".join(row[0] for row in self.rows)


def tables_of(edition: Edition, shows: Shown, language: str) -> tuple[Table, ...]:
    """What the section shows; a directory shows nothing here: its entries are in the database."""
    return {
        "sources": _sources,
        "catalogue": _catalogues,
        "facts": _facts,
        "htcds": _htcds,
        "concepts": _concepts,
        "questions": _questions,
        "programmes": _programmes,
        "contacts": _contacts,
        "directory": lambda edition, names, language: (),
    }[shows.what](edition, shows.names, language)


def _heads(language: str, *pairs: tuple[str, str]) -> tuple[str, ...]:
    return tuple(en if language == "en" else es for es, en in pairs)


def _source(source: Source, language: str) -> tuple[str, ...]:
    title = source.title[language]
    return (
        f"{title} {words.pick(source.note, language)}".strip(),
        words.day(source.in_force_from, language) or "–",
        f"{'' if source.verified else '† '}{provenance.seen(source, language, short=True)}",
    )


def _sources(edition: Edition, names: list[str], language: str) -> tuple[Table, ...]:
    found = [s for s in edition.sources.values() if s.kind in names or s.id in names]
    heads = _heads(
        language,
        ("Texto", "Text"),
        ("Rige desde", "In force from"),
        ("Cotejo († sin confirmar por un área jurídica)", "Checked († not confirmed by counsel)"),
    )
    return (Table("", heads, tuple(_source(one, language) for one in found)),)


def _catalogues(edition: Edition, names: list[str], language: str) -> tuple[Table, ...]:
    heads = _heads(language, ("Nombre", "Name"), ("Qué conviene saber", "Worth knowing"))
    made = []
    for name in names:
        entries = [e for e in edition.catalogues[name] if isinstance(e, CatalogueEntry)]
        rows = tuple((e.title[language], words.pick(e.note, language) or "–") for e in entries)
        bare = all(row[1] == "–" for row in rows)
        made.append(Table("", heads[:1], tuple(row[:1] for row in rows)) if bare else Table("", heads, rows))
    return tuple(made)


def _fact(fact: Fact, language: str) -> tuple[str, ...]:
    label = fact.label[language]
    kind = TYPES[fact.type][language]
    if fact.values:
        kind = "; ".join(fact.value_labels[value][language] for value in fact.values)
    return label[:1].upper() + label[1:], kind, fact.sensitivity, fact.id


def _facts(edition: Edition, names: list[str], language: str) -> tuple[Table, ...]:
    heads = _heads(
        language, ("Dato", "Datum"), ("Valores", "Values"), ("Reserva", "Sensitivity"), ("Clave", "Key")
    )
    rows = [_fact(f, language) for f in edition.facts.values() if f.scope == "case"]
    return (Table("", heads, tuple(rows)),)


def _htcds(edition: Edition, names: list[str], language: str) -> tuple[Table, ...]:
    heads = _heads(
        language,
        ("Campo del estándar", "Field of the standard"),
        ("Nombre en el estándar", "Name in the standard"),
        ("Qué hace Cauce", "What Cauce does"),
        ("Por qué", "Why"),
    )
    why = {row.id: row.title[language] for row in edition.catalogues["crosswalk_reasons"]}
    rows = [
        (row["field"], row["label"], TREATMENT[row["treatment"]][language], why.get(row["reason"], "–"))
        for row in edition.catalogues["htcds_fields"]
    ]
    return (Table("", heads, tuple(rows)),)


def _concepts(edition: Edition, names: list[str], language: str) -> tuple[Table, ...]:
    heads = _heads(language, ("Lo que puede haber", "What there may be"))
    rows = [(c.text[language],) for c in edition.concepts.values() if c.group in names]
    return (Table("", heads, tuple(rows)),)


def _said(points: list[Point], language: str) -> str:
    """Points as one cell; what nobody read in a source says so."""
    mark = {"es": "sin verificar", "en": "not verified"}[language]
    return " ".join(p[language] + (f" ({mark})" if p.mark == "K" else "") for p in points)


def _programmes(edition: Edition, names: list[str], language: str) -> tuple[Table, ...]:
    heads = _heads(
        language,
        ("Programa y autoridad", "Programme and authority"),
        ("Para quién", "For whom"),
        ("Qué da", "What it gives"),
        ("Dónde y con qué reglas", "Where and on which rules"),
    )
    found = sorted(
        (one for one in edition.programmes.values() if one.government in names),
        key=lambda one: one.order,
    )
    rows = tuple(
        (
            f"{one.title[language]} · {one.authority[language]}",
            _said(one.for_whom, language),
            _said(one.gives, language),
            _said([*one.asked_at, *one.rules], language),
        )
        for one in found
    )
    return (Table("", heads, rows),)


def _questions(edition: Edition, names: list[str], language: str) -> tuple[Table, ...]:
    heads = _heads(language, ("Pregunta", "Question"))
    made = []
    for name in names:
        instrument = edition.instruments[name]
        for section in instrument.sections:
            rows = [
                (item.text[language],)
                for item in instrument.items
                if item.section == section.id and item.kind in ("question", "free_account")
            ]
            if rows:
                made.append(Table(section.title[language], heads, tuple(rows)))
    return tuple(made)


def number_words(contact: SafeContact, language: str) -> str:
    """The number to call, and the one that takes text messages."""
    to = {"es": "o un mensaje de texto al", "en": "or a text message to"}[language]
    return f"{contact.phone} {to} {contact.text_to}" if contact.text_to else contact.phone


def origin_words(edition: Edition, contact: SafeContact, language: str) -> str:
    """Where a number was read, when, and whether a post rang it. «Universal» says that it is known to all."""
    if contact.universal:
        return {
            "es": "Lo fija la ley y lo conoce todo el mundo.",
            "en": "Fixed by law, and known to everybody.",
        }[language]
    day = words.day(contact.last_checked, language)
    held = [edition.sources[one].title[language] for one in contact.sources if one in edition.sources]
    said = {
        ("es", True): "Una oficina lo marcó y contestó.",
        ("en", True): "A post rang it and it answered.",
        ("es", False): "Sin confirmar por una oficina.",
        ("en", False): "Not confirmed by an office.",
    }[language, contact.verified]
    read = {"es": f"Leído el {day}", "en": f"Read on {day}"}[language]
    return f"{read}: {'; '.join(held)}. {said}"


def _contacts(edition: Edition, names: list[str], language: str) -> tuple[Table, ...]:
    """The telephones of ``guide/contacts.yaml``: there is no other place for one."""
    heads = _heads(
        language,
        ("A quién", "Whom"),
        ("Para qué, y qué se dice antes de darlo", "What for, and what is said before it is given"),
        ("Teléfono", "Telephone"),
        ("De dónde sale", "Where it is from"),
    )
    found = sorted(
        (one for one in edition.contacts.values() if one.place in names), key=lambda one: one.order
    )
    rows = tuple(
        (
            one.title[language],
            f"{one.what[language]} {words.pick(one.caution, language)}".strip(),
            number_words(one, language),
            origin_words(edition, one, language),
        )
        for one in found
    )
    return (Table("", heads, rows),)


def cited(edition: Edition, body: str, language: str) -> str:
    """Running text with the lists that it cites, each from its one place."""
    return CITED.sub(lambda found: _listed(edition, found["name"], language), body)


def _who_may_be_told(vocabulary: Vocabulary, language: str) -> str:
    """Each kind of recipient, by which permission it is told, and the data that are the most."""
    head = {
        "es": "| a quién | con qué permiso | a lo más |\n|---|---|---|",
        "en": "| whom | by which permission | at most |\n|---|---|---|",
    }[language]
    never = {"es": "**Nunca en una canalización", "en": "**Never in a referral"}[language]
    none = {"es": "ninguno", "en": "none"}[language]
    rows = [
        f"| {one.title[language]} | {_permission(vocabulary, one, language) or none} "
        f"| {_names(vocabulary.told(one.id), language)} |"
        for one in vocabulary.recipients.values()
    ]
    held = [one for id, one in vocabulary.fields.items() if id in vocabulary.forbidden]
    return "\n".join([head, *rows, "", f"{never}:** {_names(held, language)}."])


def _permission(vocabulary: Vocabulary, kind: RecipientKind, language: str) -> str:
    purpose = vocabulary.purposes.get(kind.purpose or "")
    return purpose.title[language] if purpose else ""


def _names(fields: Iterable[ShareableField], language: str) -> str:
    """The names of data in a line; a dash: there is none."""
    return "; ".join(one.label[language] for one in fields) or "–"


def _listed(edition: Edition, name: str, language: str) -> str:
    if name == "contacts":
        rows = sorted(edition.contacts.values(), key=lambda one: one.order)
        return "\n".join(
            f"- **{one.title[language]}.** {one.what[language]} {words.pick(one.caution, language)} "
            f"**{number_words(one, language)}.** {origin_words(edition, one, language)}"
            for one in rows
        )
    if name == "shareable_fields":
        return _who_may_be_told(edition.vocabulary, language)
    entries = [one for one in edition.catalogues.get(name, ()) if isinstance(one, CatalogueEntry)]
    return "\n".join(
        f"{n}. **{one.title[language]}.** {words.pick(one.note, language)}"
        for n, one in enumerate(entries, 1)
    )
