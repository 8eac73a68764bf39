"""The pages of aid: nothing configured is said, what was typed stays, and each sees only what is theirs."""

from __future__ import annotations

import datetime as dt
import time
import uuid
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cauce.aid.actions import lapse_aid
from cauce.aid.models import AidKind, AidRequest, Budget
from cauce.cases.actions import open_case
from cauce.rules.permissions import SYSTEM
from cauce.staff.oversight.models import Proposal
from tests.aid import ask, configure, fund, known, today
from tests.pages import post
from tests.transfers import moved

pytestmark = pytest.mark.django_db
WHY = "Para comer mientras entra al albergue."


@pytest.fixture
def case(cast):
    return known(
        cast,
        open_case(actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=timezone.now()),
    )


def page(client, who, address: str) -> str:
    client.force_login(who.user)
    answered = client.get(address)
    assert answered.status_code == 200, address
    return answered.content.decode()


def days(**more) -> dict[str, str]:
    on = today()
    return {
        f"{prefix}{part}": str(getattr(on, part))
        for prefix in more.pop("names")
        for part in ("day", "month", "year")
    } | more


def asked(**more):
    return days(names=("starts_on_", "ends_on_"), need="food", words=WHY, **more)


def test_where_nothing_is_configured_it_says_so_and_what_is_written_waits(client, cast, case):
    address = f"/casos/{case.id}/apoyos/"
    shown = page(client, cast.ines, address)
    assert "No hay montos configurados" in shown and "No prometa" in shown
    assert 'name="amount"' not in shown
    assert post(client, cast.ines, address, **asked()).status_code == 302
    row = AidRequest.objects.get()
    assert row.state == "waits"
    assert WHY in page(client, cast.ines, f"/apoyos/{row.id}/")


def test_an_age_that_is_not_known_is_asked_before_the_form(client, cast):
    case = known(
        cast,
        open_case(actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=timezone.now()),
        age=None,
    )
    shown = page(client, cast.ines, f"/casos/{case.id}/apoyos/")
    assert "Preguntar la edad" in shown and 'name="need"' not in shown


def test_above_the_ceiling_the_figures_are_named_and_what_was_typed_stays(client, cast, case):
    configure(cast)
    address = f"/casos/{case.id}/apoyos/"
    answered = post(client, cast.ines, address, **asked(kind="alimentos", amount="99.00"))
    said = answered.content.decode()
    assert "el tope es USD 20.00" in said and WHY in said and not AidRequest.objects.exists()
    for wrong in ("12,5", "veinte"):
        said = post(client, cast.ines, address, **asked(kind="alimentos", amount=wrong))
        assert "no se puede leer como dinero" in said.content.decode()
    said = post(client, cast.ines, address, **asked(kind="alimentos")).content.decode()
    assert "Diga cuánto" in said


def test_an_invented_type_is_said_to_be_one(client, cast, case):
    configure(cast)
    assert "Todo lo de esta página es ejemplo" in page(client, cast.ines, "/apoyos/")


def test_whoever_decides_without_the_case_reads_no_words_and_no_folio(client, cast, case):
    configure(cast, approver="head_of_post")
    fund(cast)
    row = ask(cast, case)
    assert "Esperan su decisión" in page(client, cast.aurora, "/apoyos/")
    shown = page(client, cast.aurora, f"/apoyos/{row.id}/")
    assert WHY not in shown and case.folio not in shown and "Aprobar" in shown
    assert post(client, cast.aurora, f"/apoyos/{row.id}/", do="approve").status_code == 302
    row.refresh_from_db()
    assert row.state == "approved"
    said = post(client, cast.aurora, f"/apoyos/{row.id}/", do="approve")
    assert "ya cambió" in client.get(said["Location"]).content.decode()


def test_an_approval_over_the_budget_says_the_figures(client, cast, case):
    configure(cast)
    fund(cast, "50.00")
    row = ask(cast, case)
    said = post(client, cast.mateo, f"/apoyos/{row.id}/", do="approve")
    shown = client.get(said["Location"]).content.decode()
    assert "se necesitan 60.00 y hay 50.00" in shown and "faltan 10.00" in shown


def test_the_way_from_hand_to_hand_until_it_adds_up(client, cast, case):
    configure(cast)
    fund(cast)
    row = ask(cast, case)
    here = f"/apoyos/{row.id}/"
    post(client, cast.mateo, here, do="approve")
    post(client, cast.ines, here, do="deliver", **days(names=("g-on_",), **{"g-amount": "60"}))
    receipt = days(
        names=("r-on_",),
        **{
            "r-number": "A-7",
            "r-currency": "USD",
            "r-what1": "Comida",
            "r-amount1": "40.00",
            "r-amount2": "15.00",
            "r-total": "56.00",
        },
    )
    said = post(client, cast.ines, here, do="receipt", **receipt).content.decode()
    assert "la diferencia es USD 1.00" in said and "A-7" in said
    receipt["r-total"] = "55.00"
    assert post(client, cast.ines, here, do="receipt", **receipt).status_code == 302
    said = client.get(post(client, cast.mateo, here, do="settle")["Location"]).content.decode()
    assert "Faltan por comprobar USD 5.00" in said
    post(client, cast.ines, here, do="return", **days(names=("b-on_",), **{"b-amount": "5"}))
    post(client, cast.mateo, here, do="settle")
    assert "Comprobado" in page(client, cast.ines, here)


def test_pressed_twice_it_is_asked_once(client, cast, case):
    form = asked(once=str(uuid.uuid4()))
    for _ in range(2):
        assert post(client, cast.ines, f"/casos/{case.id}/apoyos/", **form).status_code == 302
    assert AidRequest.objects.count() == 1


def test_headquarters_proposes_and_another_approves(client, cast):
    form = days(
        names=("valid_from_",),
        do="draft",
        code="ropa",
        name_es="Ropa",
        name_en="Clothes",
        population="minor",
        unit="once",
        ceiling="30.00",
        currency="USD",
        approver="headquarters",
        evidence=["bill"],
    )
    assert "No hay montos configurados" in page(client, cast.sofia, "/apoyos/tipos/")
    assert post(client, cast.sofia, "/apoyos/tipos/", **form).status_code == 302
    kind = AidKind.objects.get()
    post(client, cast.sofia, "/apoyos/tipos/", do="approve", kind=str(kind.id))
    assert "No lo aprueba quien lo escribió" in page(client, cast.sofia, "/apoyos/tipos/")
    post(client, cast.ximena, "/apoyos/tipos/", do="approve", kind=str(kind.id))
    assert "Rige hoy" in page(client, cast.ximena, "/apoyos/tipos/")


def fresh_page(client, who, address: str) -> str:
    """As somebody who proved a minute ago who they are."""
    client.force_login(who.user)
    session = client.session
    session["proved_at"] = int(time.time())
    session.save()
    return client.get(address).content.decode()


def decided(client, who, proposal, **form):
    fresh_page(client, who, f"/propuestas/{proposal.id}/")
    once = str(uuid.uuid4())
    return client.post(f"/propuestas/{proposal.id}/", {"once": once, "reason": ""} | form)


def proposed(**more):
    return (
        days(
            names=("starts_on_", "ends_on_"),
            post="HOU",
            currency="USD",
            amount="500",
            how="add",
            reason="Oficio de ejemplo 12.",
        )
        | more
    )


def test_a_budget_is_proposed_by_one_and_counts_once_another_confirms_it(client, cast):
    assert post(client, cast.sofia, "/apoyos/presupuestos/", **proposed()).status_code == 302
    assert not Budget.objects.exists()
    assert "no tiene presupuesto asignado" in page(client, cast.aurora, "/apoyos/")
    assert "Lo propuso usted" in page(client, cast.sofia, "/apoyos/presupuestos/")
    row = Proposal.objects.get()
    assert decided(client, cast.sofia, row, do="yes").status_code == 200
    assert not Budget.objects.exists()
    assert "Ábralo para confirmarlo" in page(client, cast.ximena, "/apoyos/presupuestos/")
    shown = fresh_page(client, cast.ximena, f"/propuestas/{row.id}/")
    assert "USD 500.00" in shown and "Asignar o ampliar" in shown and "Oficio de ejemplo" in shown
    assert decided(client, cast.ximena, row, do="yes").status_code == 302
    assert "500.00" in page(client, cast.aurora, "/apoyos/")
    assert "Esperan a otra persona" not in page(client, cast.sofia, "/apoyos/presupuestos/")


def test_a_budget_that_is_refused_says_why_and_nothing_changes(client, cast):
    post(client, cast.sofia, "/apoyos/presupuestos/", **proposed())
    row = Proposal.objects.get()
    assert "Falta decir por qué" in decided(client, cast.ximena, row, do="no").content.decode()
    said = decided(client, cast.ximena, row, do="no", reason="Son 50, no 500.")
    assert said.status_code == 302 and not Budget.objects.exists()
    assert "Son 50, no 500." in fresh_page(client, cast.sofia, f"/propuestas/{row.id}/")


def test_a_budget_that_overlaps_is_refused_before_it_is_proposed_and_stays_typed(client, cast):
    post(client, cast.sofia, "/apoyos/presupuestos/", **proposed())
    decided(client, cast.ximena, Proposal.objects.get(), do="yes")
    form = proposed(ends_on_year=str(today().year + 1))
    said = post(client, cast.sofia, "/apoyos/presupuestos/", **form).content.decode()
    assert "Se encima con el periodo" in said and "Oficio de ejemplo 12." in said
    said = post(client, cast.sofia, "/apoyos/presupuestos/", **proposed(how="cut", amount="501"))
    assert "faltan 1.00" in said.content.decode()
    assert Budget.objects.count() == Proposal.objects.count() == 1


def test_how_long_money_is_open_is_counted_on_the_days_of_the_post(client, cast, case):
    configure(cast)
    fund(cast)
    row = ask(cast, case)
    post(client, cast.mateo, f"/apoyos/{row.id}/", do="approve")
    post(
        client, cast.ines, f"/apoyos/{row.id}/", do="deliver", **days(names=("g-on_",), **{"g-amount": "60"})
    )
    assert "se entregó hoy" in page(client, cast.ines, "/apoyos/")
    # Late in the evening of Houston it is the next day in Greenwich: it was handed over yesterday.
    yesterday = dt.datetime.combine(today() - dt.timedelta(days=1), dt.time(22, 30))
    given = yesterday.replace(tzinfo=ZoneInfo("America/Chicago"))
    AidRequest.objects.filter(id=row.id).update(given_at=given)
    assert "por comprobar desde ayer" in page(client, cast.ines, "/apoyos/")


def test_the_post_that_received_a_case_reads_that_an_aid_lapsed_and_asks_anew(client, cast, case):
    configure(cast)
    fund(cast)
    row = ask(cast, case)
    post(client, cast.mateo, f"/apoyos/{row.id}/", do="approve")
    moved(case, by=cast.mateo, to=cast.laredo, received_by=cast.tomas)
    here = f"/apoyos/{row.id}/"
    early = page(client, cast.tomas, here)  # before the loop gave the money back
    assert "Houston lo había aprobado" in early and "Se entregó" not in early
    lapse_aid(actor=SYSTEM, aid=AidRequest.objects.get(), at=timezone.now())
    assert "Ver un apoyo y solicitarlo de nuevo" in page(client, cast.tomas, "/pendientes/")
    assert "Venció al cambiar de consulado" in page(client, cast.tomas, "/apoyos/")
    shown = page(client, cast.tomas, here)
    assert f"/casos/{case.id}/apoyos/?need=food" in shown and "Se entregó" not in shown
    assert "Volvió al presupuesto" in shown and "Retirar la solicitud" in shown
    assert (
        client.post(
            f"/casos/{case.id}/apoyos/", asked(once=str(uuid.uuid4()), kind="alimentos", amount="20")
        ).status_code
        == 302
    )
    assert "Ver un apoyo" not in page(client, cast.tomas, "/pendientes/")
    assert "Houston lo había aprobado" not in page(client, cast.tomas, here)
