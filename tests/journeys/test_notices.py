"""Somebody is told of what waits: on a page, by e-mail, through who stands in, in a calendar."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cauce.sharing.referrals.actions import answer
from cauce.staff.accounts.access_telling import address_code
from cauce.staff.notices.access import open_code

from .casework import open_case, send

pytestmark = pytest.mark.journey


def test_an_answer_is_on_ones_page_and_one_chooses_how_to_be_told(house, settings):
    settings.MAIL_FROM = "Cauce <no-responder@sre.ejemplo.mx>"
    case = open_case(house)
    case.officer = house.cast.ines.user
    case.save()
    referral = send(house, case, house.shelter)
    answer(
        actor=house.cast.clara.actor,
        referral=referral,
        what="reject",
        reason="no_capacity",
        at=timezone.now(),
    )
    ines = house.person("ines")
    ines.go("/pendientes/")
    ines.look("notices: worklist")
    ines.follow("Avisos, 1 nuevo")
    ines.reads("No aceptaron una solicitud; busque otra opción.")
    ines.look("notices: list")
    ines.press("Ya los vi")
    ines.heading("Avisos")
    ines.follow("Cambiar cómo avisarle o decir que no estará")
    ines.heading("Cómo avisarle")
    ines.look("notices: how")
    ines.tick("Una vez al día, y lo urgente cada vez")
    ines.write("Correo de trabajo", "ines en casa")
    ines.press("Guardar")
    ines.reads("Eso no es una dirección de correo")
    ines.look("notices: how, wrong")
    ines.write("Correo de trabajo", "ines@sre.ejemplo.mx")
    ines.press("Guardar")
    ines.reads("Se guardó la forma de avisarle.")
    ines.heading("Escriba el código")
    ines.look("notices: code")
    user = str(house.cast.ines.user.id)
    figures = address_code(open_code(user, timezone.now()), "ines@sre.ejemplo.mx")
    ines.write("Código", "000000" if figures != "000000" else "111111")
    ines.press("Confirmar")
    ines.reads("Ese no es el código")
    ines.look("notices: code, wrong")
    ines.write("Código", figures)
    ines.press("Confirmar")
    ines.reads("Su correo quedó confirmado.")
    ines.go("/avisos/vias/")
    ines.press("Hacer la dirección")
    ines.heading("Copie esta dirección ahora")
    ines.look("notices: calendar")
