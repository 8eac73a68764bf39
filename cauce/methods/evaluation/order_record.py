"""A draw as a public record in words, and as a table for the evaluation."""

from __future__ import annotations

import csv
import io
import shlex
from typing import Any

from cauce.methods.cells import harmless
from cauce.methods.evaluation.order import ADVISED, Draw, month_after
from cauce.methods.evaluation.report import Say


def begins(draw: Draw, wave: int, first: str | None, step: int) -> str:
    """The month of a wave; '' where the month of the first is not known yet."""
    return month_after(first, (wave - 1) * step) if first else ""


def as_document(draw: Draw, first: str | None, step: int) -> dict[str, Any]:
    return {
        "seed": draw.seed,
        "waves": draw.waves,
        "strata": list(draw.strata),
        "list_sha256": draw.listed,
        "order": [
            {
                "post": place.post,
                "stratum": place.stratum,
                "wave": place.wave,
                "treated_from": begins(draw, place.wave, first, step) or None,
                "sha256": place.digest,
            }
            for place in draw.places
        ],
    }


def _how(draw: Draw, say: Say) -> list[str]:
    one = draw.places[0]
    return [
        say(
            "Cómo repetirlo: SHA-256 de «semilla|consulado»; dentro de cada estrato, de menor a mayor; "
            "luego una por oleada, sin volver a empezar al cambiar de estrato.",
            (
                "How to repeat it: SHA-256 of 'seed|post'; within each stratum, from the lowest up; then one "
                "for each wave, without starting again when the stratum changes."
            ),
        ),
        say("Por ejemplo: ", "For instance: ")
        + f"printf '%s' {shlex.quote(f'{draw.seed}|{one.post}')} | sha256sum → {one.digest[:16]}…",
        say(
            f"Huella de la lista (publíquela antes de sortear la semilla): {draw.listed}",
            f"Digest of the list (make it public before the seed is drawn): {draw.listed}",
        ),
    ]


def as_lines(draw: Draw, first: str | None, step: int, language: str) -> list[str]:
    """The public record in one language."""
    say = Say(language)
    lines = [
        say("Orden de comienzo, sorteado por estratos", "Order of beginning, drawn within strata"),
        say(
            f"Semilla: {draw.seed} · {draw.waves} oleadas · {len(draw.strata)} estratos · "
            f"{len(draw.places)} consulados",
            f"Seed: {draw.seed} · {draw.waves} waves · {len(draw.strata)} strata · {len(draw.places)} posts",
        ),
        say(
            "Solo se sortean las fechas de capacitación y de programa. Ningún consulado espera para "
            "cuidar la seguridad de las personas.",
            "Only the dates of training and software are drawn. No post waits for what keeps people safe.",
        ),
        *_how(draw, say),
    ]
    if draw.waves not in ADVISED:
        lines.append(say("Se aconsejan de 5 a 10 oleadas.", "From 5 to 10 waves are advised."))
    for wave in range(1, draw.waves + 1):
        month = begins(draw, wave, first, step)
        lines.append(say(f"Oleada {wave}", f"Wave {wave}") + (f" · {month}" if month else ""))
        lines += [
            f"  {place.post} ({say('estrato', 'stratum')} {place.stratum})"
            for place in draw.places
            if place.wave == wave
        ]
    return lines


def as_table(draw: Draw, first: str | None, step: int) -> str:
    """CSV: post, stratum, wave, and treated_from where the first month is known."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # else a lone carriage return begins a row
    writer.writerow(["post", "stratum", "wave"] + (["treated_from"] if first else []))
    for place in draw.places:
        month = begins(draw, place.wave, first, step)
        names = [harmless(place.post), harmless(place.stratum)]
        writer.writerow([*names, place.wave] + ([month] if first else []))
    return out.getvalue()
