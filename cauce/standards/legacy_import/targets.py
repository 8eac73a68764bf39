"""What a column of an old spreadsheet may be, and what its heading suggests. A person decides.

Free text has two ways only: sealed as a note of its case, or left out. It is never a fact.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from cauce.cases.legacy_case import may_come
from cauce.content.loader import Edition
from cauce.content.model import Text, both

SKIP, NOTE, AGE = "skip", "note", "person.age"
IDENTITY = ("given_names", "first_surname", "second_surname", "known_as", "birth_date", "phone")
DAYS = ("began", "closed", "birth_date")
STATUS: dict[str, Text] = {"open": both("abierto", "open"), "closed": both("cerrado", "closed")}
YES_NO: dict[str, Text] = {"yes": both("sí", "yes"), "no": both("no", "no")}
TITLES: dict[str, Text] = {
    SKIP: both("No traerla", "Leave it out"),
    NOTE: both("Nota del caso, con clave", "Note of the case, under lock"),
    "number": both("Número en el registro anterior", "Number in the earlier register"),
    "began": both("Cuándo empezó", "When it began"),
    "closed": both("Cuándo se cerró", "When it was closed"),
    "status": both("Si está abierto o cerrado", "Whether it is open or closed"),
    "given_names": both("Nombre, o nombre completo", "Given name, or whole name"),
    "first_surname": both("Primer apellido", "First surname"),
    "second_surname": both("Segundo apellido", "Second surname"),
    "known_as": both("Cómo le dicen", "What they are called"),
    "birth_date": both("Fecha de nacimiento", "Birth date"),
    "phone": both("Teléfono", "Telephone"),
    AGE: both("Edad cuando empezó el caso", "Age when the case began"),
}
FACTS = (
    "contact.channel",
    "person.nationality",
    "person.indigenous_language",
    "person.needs_interpreter",
    "person.detained",
    "person.pregnant",
    "person.with_children",
    "danger.immediate",
    "danger.family",
    "risk.level",
    "need.shelter",
    "need.medical",
    "need.psychological",
    "need.legal",
    "need.economic",
    "need.documents",
    "need.food",
)
HEADS: dict[str, str] = {
    # what a file of refused rows adds: desk/standards/legacy_import/views_refused.py
    SKIP: "mark renglon_antes que_corregir",
    ("number"): (
        "folio numero num no expediente caso clave id registro num_caso no_caso no_expediente consecutivo"
    ),
    ("began"): (
        "fecha fecha_inicio inicio fecha_de_inicio fecha_apertura apertura ingreso fecha_ingreso "
        "fecha_contacto fecha_de_atencion fecha_atencion date opened"
    ),
    "closed": "fecha_cierre cierre fecha_de_cierre cerrado_el closed fecha_conclusion conclusion",
    "status": "estatus estado_del_caso situacion status estado_caso",
    ("given_names"): (
        "nombre nombres nombre_s nombre_completo nombre_y_apellidos name persona usuaria usuario given_names"
    ),
    ("first_surname"): (
        "primer_apellido apellido_paterno paterno ap_paterno apellido apellidos apellido_1 surname"
    ),
    "second_surname": "segundo_apellido apellido_materno materno ap_materno apellido_2",
    "known_as": "alias apodo conocida_como conocido_como le_dicen",
    "birth_date": "fecha_nacimiento fecha_de_nacimiento nacimiento f_nac fnac fecha_nac dob birth_date",
    "phone": "telefono tel celular cel telefono_celular contacto_telefonico phone whatsapp",
    AGE: "edad age anos",
    "contact.channel": "canal via como_llego via_de_contacto medio canal_de_contacto channel",
    "person.nationality": "nacionalidad nationality",
    "person.indigenous_language": "lengua_indigena habla_lengua_indigena indigena",
    "person.needs_interpreter": "interprete necesita_interprete",
    "person.detained": "detenida detenido detencion en_detencion detained",
    "person.with_children": "hijos con_hijos hijas_e_hijos con_ninos",
    "danger.immediate": "peligro peligro_inmediato riesgo_inmediato danger",
    "risk.level": "riesgo nivel_de_riesgo nivel_riesgo risk",
    "need.shelter": "albergue refugio alojamiento shelter",
    "need.medical": "salud atencion_medica medico medica",
    "need.psychological": "psicologica apoyo_psicologico atencion_psicologica psicologia",
    "need.legal": "legal asesoria_legal apoyo_legal juridico",
    "need.economic": "apoyo_economico economico",
    "need.documents": "documentos pasaporte_o_acta",
}
_LINKS = re.compile(r"_(?:de|del|la|el|en)(?=_)")
_BY_HEAD = {_LINKS.sub("", head): target for target, heads in HEADS.items() for head in heads.split()}
# Headings under which people write what they were told.
FREE = re.compile(
    r"obs|observ|nota|notes?$|coment|relato|narra|descri|resumen|hechos|seguim|historia|remark|detalle"
)
YES = ("si", "s", "yes", "y", "x", "1", "verdadero", "true")
NO = ("no", "n", "0", "falso", "false", "ninguno", "ninguna")
OPEN = (
    "abierto",
    "abierta",
    "activo",
    "activa",
    "en_proceso",
    "en_seguimiento",
    "seguimiento",
    "vigente",
    "pendiente",
    "open",
    "active",
)
ENDED = (
    "cerrado",
    "cerrada",
    "concluido",
    "concluida",
    "archivado",
    "archivada",
    "terminado",
    "terminada",
    "baja",
    "closed",
)
LEVELS = {
    "bajo": "low",
    "baja": "low",
    "medio": "medium",
    "media": "medium",
    "alto": "high",
    "alta": "high",
}
NATIONS = {"mexicana": "mx", "mexicano": "mx", "mexico": "mx", "mx": "mx", "mex": "mx"}
UNKNOWN = "-"  # the word says nothing that may be kept: the datum stays not known


def plain(text: str) -> str:
    """A heading or a word without accents, signs and capitals: «Núm. Caso» → num_caso."""
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", text).strip("_")


def offered(edition: Edition) -> dict[str, Text]:
    """Every way a column may go, in order. Facts that wait for consent are not among them."""
    facts = {id: _begun(edition.facts[id].label) for id in FACTS if id in edition.facts and may_come(id)}
    return TITLES | facts


def is_free(head: str, filled: Sequence[str]) -> bool:
    """Whether a column is free text: by its heading, or because what stands in it is long."""
    if FREE.search(plain(head)):
        return True
    return bool(filled) and sum(map(len, filled)) / len(filled) > 60


def target_of(head: str, filled: Sequence[str]) -> str:
    """What a heading suggests; '': whoever brings it must say."""
    way = _BY_HEAD.get(_LINKS.sub("", plain(re.sub(r"\s\([A-Z]+\)$", "", head))), "")
    return "" if way != SKIP and is_free(head, filled) else way


def choices_of(edition: Edition, target: str) -> dict[str, Text]:
    """The values that the words of a column may stand for; empty: its cells are not words of a list."""
    if target == "status":
        return STATUS
    if target not in FACTS:
        return {}
    fact = edition.facts[target]
    if fact.type == "boolean":
        return YES_NO
    return {value: fact.value_labels.get(value, both(value, value)) for value in fact.values}


def _begun(label: Text) -> Text:
    """As the first word of a line."""
    return both(*(text[:1].upper() + text[1:] for text in (label.es, label.en)))


def value_of(edition: Edition, target: str, word: str) -> str:
    """What a word suggests for this target; '': whoever brings it must say."""
    folded, choices = plain(word), choices_of(edition, target)
    if target == "status":
        return "open" if folded in OPEN else "closed" if folded in ENDED else ""
    if choices is YES_NO:
        return "yes" if folded in YES else "no" if folded in NO else ""
    known = {"risk.level": LEVELS, "person.nationality": NATIONS}.get(target, {})
    if folded in known:
        return known[folded]
    titles = {plain(text.es): value for value, text in choices.items()}
    titles |= {plain(text.en): value for value, text in choices.items()}
    titles |= {plain(value): value for value in choices}
    return titles.get(folded, "")
