"""Sofía asks, Ximena agrees, the lists are compared, and both look at the pairs: on a desk and on a phone."""

from __future__ import annotations

import pytest

from cauce.people.models import LinkagePair
from tests.canaries import canary
from tests.linking import PEOPLE, as_csv, named_case

from .person import seen

pytestmark = pytest.mark.journey
# The word that no file of the house or of the browser may hold afterwards.
PLANTED = (canary(1, "g"), canary(2, "s"), "Núñez", "1997-03-09")


@pytest.fixture(scope="module")
def cases(house):
    return [named_case(house.cast, person) for person in (*PEOPLE, PLANTED)]


def test_two_people_agree_and_look_at_pairs_and_only_numbers_stay(house, cases):
    sofia, ximena = house.person("sofia"), house.person("ximena")
    sofia.go("/cotejos/")
    seen(sofia, "comparisons: none yet")
    sofia.follow("Solicitar una comparación de listas")
    seen(sofia, "comparisons: ask")
    sofia.tick("SIPC, el registro de protección consular de la Secretaría")
    sofia.write("Cuántas coincidencias se esperan", "4")
    sofia.page.get_by_role("group", name="Hasta (sin incluir ese día)").get_by_label("Año").fill("2090")
    sofia.write("Para qué, y con qué fundamento", "Contar a cada persona una vez; aviso de privacidad.")
    sofia.press("Proponer")
    sofia.reads("Quedó propuesto.")
    ximena.go("/cotejos/")
    ximena.follow("SIPC, el registro de protección consular de la Secretaría")
    ximena.reads("El sí de cada persona")
    seen(ximena, "comparisons: proposal")
    ximena.press("Aprobar", exact=True)
    sofia.go("/cotejos/")
    sofia.follow("SIPC, el registro de protección consular de la Secretaría")
    seen(sofia, "comparisons: run")
    body = as_csv((*PEOPLE[:3], PLANTED), more="9,,Solo,,,,\n")
    sofia.page.get_by_label("SIPC").set_input_files(
        {"name": "lista.csv", "mimeType": "text/csv", "buffer": body}
    )
    # The first time in a process the engine takes some seconds to load.
    sofia.page.get_by_role("button", name="Comparar ahora").click(timeout=60_000)
    sofia.reads("Comparado.")
    sofia.unfold("Renglones rechazados")
    seen(sofia, "comparisons: one")
    for person in (sofia, ximena):
        person.go(sofia.page.url if person is sofia else "/cotejos/")
        if person is ximena:
            person.follow("SIPC, el registro de protección consular de la Secretaría")
        person.follow("Seguir con los pares")
        person.heading("¿Son la misma persona?")
        seen(person, "comparisons: pair")
        person.tab_to(person.page.get_by_role("button", name="La misma persona"))
        person.page.keyboard.press("Enter")
        for place in range(2, LinkagePair.objects.count() + 1):
            person.reads(f"Par {place} de")
            person.press("La misma persona")
        person.reads("Usted ya contestó todos los pares.")
    sofia.follow("Ver la calidad")
    sofia.reads("hacen falta 200")
    seen(sofia, "comparisons: quality")
    sofia.follow("Volver a la comparación")
    sofia.unfold("Terminar y destruir las identidades")
    sofia.tick("Sí, terminar ya")
    sofia.press("Terminar la revisión")
    sofia.reads("Ya nadie puede ver quiénes eran.")
    seen(sofia, "comparisons: ended")
