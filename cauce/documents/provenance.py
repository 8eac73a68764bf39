"""Where a statement comes from, said in words and by a shape: the same everywhere in the document."""

from __future__ import annotations

from cauce.rules.content.model import Text

# What the reader must never have to guess: whether this is official, and who says so.
SHORT = {
    "real": Text(es="Programa público", en="Public programme"),
    "law": Text(es="Ley", en="Law"),
    "derived": Text(es="Deducción", en="Derived"),
    "proposed": Text(es="Propuesta", en="Proposal"),
}
LONG = {
    "real": Text(
        es="se apoya en una fuente pública del programa o de la Secretaría; la redacción es nuestra",
        en="it rests on a public source of the programme or the ministry; the wording is ours",
    ),
    "law": Text(
        es="lo dice una ley, una norma o la autoridad que la aplica",
        en="a law, a rule or the authority that applies it says so",
    ),
    "derived": Text(
        es="se deduce de las fuentes; nadie lo dice con estas palabras",
        en="it follows from the sources; nobody says it in these words",
    ),
    "proposed": Text(
        es="es propuesta de esta edición, no es texto oficial: falta que la Secretaría la confirme",
        en="it is a proposal of this edition and not official text: the ministry has yet to confirm it",
    ),
}
ORDER = ("real", "law", "derived", "proposed")

# The signs, drawn in a square of 10; full, square, half and hollow are told apart without colour.
SIGNS = {
    "real": '<circle cx="5" cy="5" r="4" fill="#16232b"/>',
    "law": '<rect x="1.2" y="1.2" width="7.6" height="7.6" fill="#0a4d68"/>',
    "derived": (
        '<circle cx="5" cy="5" r="3.7" fill="#ffffff" stroke="#16232b" stroke-width="1"/>'
        '<path d="M5 1.3a3.7 3.7 0 0 1 0 7.4z" fill="#16232b"/>'
    ),
    "proposed": (
        '<path d="M5 0.8 9.4 9.2H0.6z" fill="#ffffff" stroke="#16232b" stroke-width="1.1" '
        'stroke-dasharray="2 1.1"/>'
    ),
}

# How far a source was read (``Source.mark``).
MARKS = {
    "S": Text(es="leída en una copia pública", en="read in a public copy"),
    "S-toc": Text(
        es="solo se leyó su título o su índice", en="only its title or contents page was read"
    ),
    "K": Text(
        es="conocimiento general, por comprobar", en="general knowledge, still to be checked"
    ),
    "I": Text(es="inferencia", en="inference"),
    "P": Text(es="propuesta nuestra", en="our proposal"),
}
KINDS = {
    "law": Text(es="Leyes", en="Laws"),
    "treaty": Text(es="Tratados", en="Treaties"),
    "rule": Text(es="Normas y lineamientos", en="Rules and guidelines"),
    "agency": Text(es="Páginas de autoridades", en="Pages of authorities"),
    "programme": Text(es="El programa y su Caja de Herramientas", en="The programme and its Toolbox"),
    "research": Text(es="Investigación", en="Research"),
    "press": Text(es="Prensa", en="Press"),
    "proposal": Text(es="Propuestas de esta edición", en="Proposals of this edition"),
}
