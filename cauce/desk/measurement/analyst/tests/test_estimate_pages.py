"""An analyst estimates from linked lists or a file, two people sign, and of a year without any it is said."""

from __future__ import annotations

import datetime as dt
import re
import time
import uuid

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cauce.desk.measurement.analyst import showing_estimates
from cauce.measurement import estimating
from cauce.measurement.models import YearEstimate
from cauce.methods import extras
from cauce.people.models import Linkage

LATER = dt.datetime(2027, 5, 3, 16, tzinfo=dt.UTC)
COUNTS = [0, 700, 800, 90, 900, 110, 120, 14, 1000, 120, 130, 16, 150, 18, 20, 3]
GOOD = "sipc,ciam,fiscalia,consulados,count\n" + "".join(
    f"{','.join(f'{mask:04b}')},{count}\n" for mask, count in enumerate(COUNTS) if mask
)
KNOWN = {"routes": "yes", "window": "yes", "population": "yes", "reviewed": "300", "recall": "95"}


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Two hundred resamples and no latent classes: the page is what is tried here."""
    from cauce.methods import estimation

    whole = estimation.analyse_given
    monkeypatch.setattr(estimating, "RESAMPLES", 200)
    monkeypatch.setattr(
        estimation,
        "analyse_given",
        lambda given, methods, choices: whole(given, methods=["stepwise"], choices=choices),
    )
    with time_machine.travel(LATER, tick=False):
        yield


def as_(client, member):
    client.force_login(member.user)
    session = client.session
    session["proved_at"] = int(time.time())
    session.save()
    return client


def asked(client, cast, text=GOOD, **more):
    given = {"year": "2026", "lists": "file", "once": str(uuid.uuid4()), **KNOWN, "precision": "99", **more}
    if text is not None:
        given["file"] = SimpleUploadedFile("listas.csv", text.encode(), "text/csv")
    return as_(client, cast.raul).post(reverse("analyst:new_estimate"), given, follow=True)


def decided(client, member, found, **given):
    return as_(client, member).post(
        reverse("analyst:decide_estimate", args=[found.id]),
        {"once": str(uuid.uuid4()), "seen": found.hash, **given},
        follow=True,
    )


def shown(answer) -> str:
    return answer.content.decode()


def test_a_file_becomes_a_range_with_its_reasons_and_two_people_sign_it(client, cast):
    page = shown(asked(client, cast))
    found = YearEstimate.objects.get()
    assert "2026: Borrador" in page and "Al menos" in page and "desviación 0.5" in page
    assert page.count('<svg class="chart') >= 2 and "Con los errores del enlace" in page
    assert "como mucho el" in page and "Sin la lista sipc" in page
    assert "Falta la firma de otra persona" in shown(decided(client, cast.raul, found, do="propose"))
    done = shown(decided(client, cast.sofia, found, do="sign"))
    assert "2026: Firmada por dos personas" in done and "Sofía Landeros" in done
    page = shown(as_(client, cast.elena).get(reverse("analyst:estimates"), {"anio": "2026"}))
    assert "al menos" in page and "Al menos" in page


def test_a_refusal_is_shown_with_its_reasons_and_nothing_that_may_be_quoted(client, cast):
    page = shown(asked(client, cast, window="no"))
    assert "Por qué no hay cifra" in page and "tiempos, personas o definiciones distintas" in page
    assert "no citable" in page and "como mucho el" not in page


def test_a_year_without_any_is_said_and_never_answered_by_another(client, cast):
    asked(client, cast)
    found = YearEstimate.objects.get()
    decided(client, cast.raul, found, do="propose")
    decided(client, cast.sofia, found, do="sign")
    page = shown(as_(client, cast.raul).get(reverse("analyst:estimates"), {"anio": "2025"}))
    assert "ninguna estimación de ese año está firmada" in page and "no vimos en 2025" in page
    assert "Escriba un año" in shown(client.get(reverse("analyst:estimates"), {"anio": "hoy"}))


def test_its_scale_has_two_numbers_or_more_however_near_the_methods_are():
    for values in ((4363, 5230), (4040, 4060), (4799, 6600), (90, 12_000)):
        assert 2 <= len(showing_estimates._scale(values)[1]) <= 4


def test_where_a_file_is_the_only_way_it_is_chosen_already(client, cast):
    page = shown(as_(client, cast.raul).get(reverse("analyst:new_estimate")))
    (only,) = re.findall(r'<input type="radio" name="lists"[^>]*>', page)
    assert 'value="file"' in only and " checked" in only


def test_one_person_who_signs_twice_reads_why_not(client, cast):
    asked(client, cast)
    found = YearEstimate.objects.get()
    decided(client, cast.raul, found, do="propose")
    YearEstimate.objects.filter(id=found.id).update(proposed_by=str(cast.sofia.user.id))
    answer = decided(client, cast.sofia, found, do="sign")
    assert answer.status_code == 422 and "una persona firma una sola vez" in shown(answer)
    assert "la segunda firma es de otra persona" in shown(answer)
    found.refresh_from_db()
    assert found.state == "proposed"


@pytest.mark.parametrize(
    ("text", "more", "words"),
    [
        (GOOD.replace("1,1,1,1,3", "2,1,1,1,3"), {}, "hay personas más de una vez en esa lista"),
        (None, {}, "Elija el archivo."),
        (GOOD, {"year": "2027"}, "no es un año que haya terminado"),
        (GOOD, {"year": "pronto"}, "Escriba un año"),
        (GOOD, {"recall": "950"}, "De 1 a 100."),
        ("a;b\n", {}, "falta la columna"),
        ("{}", {"lists": "file"}, "no es lo que entrega una comparación"),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field_and_what_was_typed_stays(
    client, cast, text, more, words
):
    answer = asked(client, cast, text, **more)
    assert answer.status_code == 422 and words.lower() in shown(answer).lower()
    assert 'value="300"' in shown(answer) and not YearEstimate.objects.exists()


def test_linked_lists_bring_their_counts_and_their_quality(client, cast):
    now = LATER - dt.timedelta(days=30)
    linked = Linkage.objects.create(
        terms={"lists": ["sipc", "ciam"], "since": "2026-01-01", "until": "2027-01-01"},
        state="ended",
        asked_by="a",
        agreed_by="b",
        agreed_at=now,
        ran_at=now,
        ends_on=now.date(),
        key_id=uuid.uuid4(),
        histories={"csv": GOOD, "unknown": 4, "notes": []},
        quality={
            "enough": True,
            "reviewed": 240,
            "overall": {"recall": {"value": 0.85}, "precision": {"value": 0.99}},
            "groups": [{"dimension": "indigenous", "value": "yes", "recall": {"value": 0.8, "of": 40}}],
        },
    )
    page = shown(as_(client, cast.raul).get(reverse("analyst:new_estimate")))
    assert str(linked.id) in page and "1 de enero de 2026 – 1 de enero de 2027" in page
    blank = dict.fromkeys(KNOWN, "") | {"precision": ""}
    other = asked(client, cast, None, lists=str(linked.id), **blank | {"year": "2025"})
    assert other.status_code == 422 and "no son las de 2025" in shown(other)
    assert not YearEstimate.objects.exists(), "another year never answers"
    page = shown(asked(client, cast, None, lists=str(linked.id), **blank))
    found = YearEstimate.objects.get()
    assert found.linkage_id == linked.id and found.document["headline"] is None
    assert "linkage-poor" in {one["id"] for one in found.document["refused"]}
    assert "indigenous: yes (80%)" in page
    assert "routes-unknown" in {one["id"] for one in found.document["warnings"]}


def test_whoever_does_not_work_on_figures_finds_nothing(client, cast):
    asked(client, cast)
    found = YearEstimate.objects.get()
    for member in (cast.ines, cast.aurora, cast.bruno):
        as_(client, member)
        assert client.get(reverse("analyst:estimates")).status_code == 404
        assert client.get(reverse("analyst:estimate", args=[found.id])).status_code == 404
    assert as_(client, cast.sofia).get(reverse("analyst:new_estimate")).status_code == 404


@pytest.mark.parametrize("page", ["analyst:new_estimate", "reports:draws"])
def test_without_the_extra_the_page_says_what_to_install_and_asks_for_nothing(
    client, cast, monkeypatch, page
):
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    told = shown(as_(client, cast.raul).get(reverse(page)))
    assert "cauce[statistics]" in told and 'name="year"' not in told and 'name="epsilon"' not in told
    assert YearEstimate.objects.count() == 0 and "cauce[statistics]" in shown(asked(client, cast))
