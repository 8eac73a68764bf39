"""The pages of letters: what is missing is named, another person issues, and it leaves closed."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cauce.cases.actions import ConsentTerms, record_consent, save_identity
from cauce.cases.facts import agreed_fields
from cauce.cases.models import Letter
from cauce.staff.exports.models import Export
from cauce.staff.oversight.actions import decide
from cauce.staff.oversight.models import Proposal
from tests.cast import member, shelter
from tests.pages import page
from tests.pages import proved as post

pytestmark = pytest.mark.django_db
NAME = "Guadalupe"
TYPED = {"appeared_on": "3 de noviembre de 2026", "hours": "de 9:00 a 11:30"}


def test_who_it_goes_to_is_looked_for_where_it_can_be_found(client, cast, case):
    """Consent lists only the services that were looked for: a hint to go there led round in a circle."""
    shown = page(client, cast.ines, f"/casos/{case.id}/cartas/")
    assert "búsquela en «Canalizaciones»" in shown and "Se agregan en «Consentimiento»" not in shown


def begun(client, cast, case) -> Letter:
    post(
        client,
        cast.ines,
        f"/casos/{case.id}/cartas/",
        template="appearance",
        language="es",
        recipient="",
    )
    return Letter.objects.latest("made_at")


def waiting(client, cast, case) -> Letter:
    save_identity(
        actor=cast.ines.actor, case=case, seen_version=0, at=timezone.now(), fields={"given_names": NAME}
    )
    letter = begun(client, cast, case)
    post(
        client,
        cast.ines,
        f"/casos/{case.id}/cartas/{letter.id}/",
        do="ask",
        seen="1",
        agreed="on",
        **TYPED,
    )
    letter.refresh_from_db()
    return letter


def test_a_draft_says_what_it_lacks_and_keeps_what_was_typed(client, cast, case):
    letter = begun(client, cast, case)
    here = f"/casos/{case.id}/cartas/{letter.id}/"
    assert "se toma de «Quién es»" in page(client, cast.ines, here)
    answered = post(client, cast.ines, here, do="ask", seen="1", agreed="on", **TYPED)
    shown = answered.content.decode()
    assert answered.status_code == 200 and "Falta: El nombre de la persona" in shown
    assert TYPED["hours"] in shown and "en «Quién es»" in shown
    assert NAME not in shown


def test_a_letter_that_waits_says_who_can_review_it(client, cast, case):
    letter = waiting(client, cast, case)
    shown = page(client, cast.ines, f"/casos/{case.id}/cartas/{letter.id}/")
    assert f"<strong>{cast.mateo.user.display_name}</strong>" in shown and "Puede revisarla" in shown


def test_a_letter_that_waits_for_a_yes_leads_to_that_question_and_comes_back(client, cast, case):
    """What was typed waits meanwhile, and only what the letter lacks is asked for."""
    house, at = shelter(cast.jacaranda), timezone.now()
    whom, before = str(house.organization_id), at - dt.timedelta(minutes=2)
    agree = {"actor": cast.ines.actor, "case": case, "purpose": "referral", "recipient": whom, "given": True}
    record_consent(at=before, terms=ConsentTerms(fields=("needs",)), **agree)
    begin = f"/casos/{case.id}/cartas/"
    chosen = {"template": "shelter", "language": "en", "recipient": whom}
    refused = post(client, cast.ines, begin, **chosen).content.decode()
    button = "Preguntar a la persona y volver a la carta"
    assert f"Use «{button}»" in refused and f">{button}</a>" in refused
    named = re.search(r"con esa organización: ([^.]+)\.", refused)[1].split("; ")
    assert len(named) == 3 and "Cuándo llegaría" in named, "all that is asked then is named"
    asked = re.search(r'href="([^"]+permisos/[^"]+)"', refused)[1].replace("&amp;", "&")
    assert "no ha dicho que sí a compartir esto" in refused and "carta=shelter" in asked
    shown = page(client, cast.ines, asked)
    data = re.findall(rf'name="referral-{whom}-fields" value="(\w+)"', re.sub(r"\s+", " ", shown))
    lacking = {"first_name_or_alias", "arrival_time", "dependants"}
    assert lacking == set(data), "and nothing that was agreed to"
    assert "Sigue en pie lo que ya aceptó" in shown
    local = at.astimezone(ZoneInfo("America/Chicago")).strftime("%Y-%m-%dT%H:%M")
    said = {f"referral-{whom}": "yes", f"referral-{whom}-fields": data, "recipient": whom, "carta": "shelter"}
    said |= {"language": "spa", "interpreter": "none", "way": "voice", "happened_at": local}
    said |= dict(re.findall(r'name="(lengua)" value="(\w+)"', shown))
    back = post(client, cast.ines, asked, **said).headers["Location"]
    assert back.startswith(begin) and f"recipient={whom}" in back
    assert agreed_fields(case, "referral", whom, timezone.now()) == {"needs", *data}
    shown = page(client, cast.ines, back)
    assert all(re.search(rf'value="{one}"[^>]*(selected|checked)', shown) for one in chosen.values()), (
        "it opens as it was left"
    )
    post(client, cast.ines, begin, **chosen)
    letter = Letter.objects.get()
    record_consent(at=timezone.now(), terms=ConsentTerms(fields=("needs",)), **agree)
    here = f"{begin}{letter.id}/"
    typed = {"first_name": "Rosa", "arrival": "hoy a las nueve", "needs": "Descanso."}
    typed |= {"companions": "Una hija de 4 años"}
    refused = post(client, cast.ines, here, do="ask", seen="1", agreed="on", **typed).content.decode()
    assert f"carta={letter.id}" in refused
    assert "no ha dicho que sí a compartir" in refused[: refused.index('id="id_arrival"')]
    waits = page(client, cast.ines, here)
    assert "hoy a las nueve" in waits and re.search(r'name="agreed"[^>]* checked', waits), (
        "what was typed and ticked waits as a draft"
    )


def test_a_letter_to_a_house_goes_without_the_hour_and_says_what_was_not_agreed(client, cast, case):
    house, fields = shelter(cast.jacaranda), ("needs", "first_name_or_alias")
    whom = str(house.organization_id)
    agree = {"actor": cast.ines.actor, "case": case, "purpose": "referral", "recipient": whom, "given": True}
    record_consent(at=timezone.now(), terms=ConsentTerms(fields=fields), **agree)
    begin = f"/casos/{case.id}/cartas/"
    there = post(client, cast.ines, begin, template="shelter", language="es", recipient=whom)
    here = there.headers["Location"]
    shown = page(client, cast.ines, here)
    hints = dict(
        re.findall(
            r'id="id_(\w+)_helptext">(La persona no ha dicho que sí a que esta organización lo sepa[^\n]+)',
            shown,
        )
    )
    assert {*hints} == {"arrival", "companions"}, "beside each box, before anything is typed in it"
    assert all(f"carta={Letter.objects.get().id}" in one for one in hints.values())
    assert "Cuándo llegaría:" not in shown
    typed = {"first_name": "Rosa", "needs": "Descanso.", "arrival": "", "companions": ""}
    assert post(client, cast.ines, here, do="ask", seen="1", agreed="on", **typed).status_code == 302
    assert Letter.objects.get().state == "waiting"
    assert "Cuándo llegaría" not in page(client, cast.ines, here)


def test_a_name_that_a_letter_lacks_is_written_and_leads_back_to_it(client, cast, case):
    letter = begun(client, cast, case)
    shown = page(client, cast.ines, f"/casos/{case.id}/cartas/{letter.id}/")
    lead = re.search(r'href="([^"]+carta=[^"]+)"', shown)[1]
    sent = post(client, cast.ines, lead, do="save", seen="0", given_names=NAME)
    assert sent.headers["Location"] == f"/casos/{case.id}/cartas/{letter.id}/"


def test_the_second_person_reads_it_whole_and_issues_number_one(client, cast, case):
    letter = waiting(client, cast, case)
    listed = page(client, cast.mateo, "/cartas/")
    assert f"/cartas/{letter.id}/" in listed and case.folio in listed
    assert "Un oficio o carta espera su revisión" in page(client, cast.mateo, "/pendientes/")
    assert "Un oficio o carta" not in page(client, cast.ines, "/pendientes/")
    assert f'href="/cartas/{letter.id}/"' in page(client, cast.mateo, "/avisos/")
    shown = page(client, cast.mateo, f"/cartas/{letter.id}/")
    framed = shown[shown.index("<blockquote") : shown.index("</blockquote>")]
    assert NAME in framed and TYPED["hours"] in framed and "recibe su número" not in framed
    post(client, cast.mateo, f"/cartas/{letter.id}/", do="issue", seen=letter.text_hash)
    letter.refresh_from_db()
    assert letter.number == 1
    assert f"HOU-{letter.year}-0001" in page(client, cast.ines, "/cartas/")
    assert f'href="/casos/{case.id}/cartas/{letter.id}/"' in page(client, cast.ines, "/avisos/")
    paper = client.get(f"/cartas/{letter.id}/papel/")
    assert paper["Content-Type"] == "application/pdf" and "carta.pdf" in paper["Content-Disposition"]


def test_it_is_given_back_with_words_and_those_alone(client, cast, case):
    letter = waiting(client, cast, case)
    assert "Falta" in post(client, cast.mateo, f"/cartas/{letter.id}/", do="return", note="").content.decode()
    post(client, cast.mateo, f"/cartas/{letter.id}/", do="return", note="La hora está mal.")
    assert "La hora está mal." in page(client, cast.ines, f"/casos/{case.id}/cartas/{letter.id}/")


def test_a_void_letter_is_not_printed_and_a_correction_cites_it(client, cast, case):
    letter = waiting(client, cast, case)
    post(client, cast.mateo, f"/cartas/{letter.id}/", do="issue", seen=letter.text_hash)
    post(client, cast.mateo, f"/cartas/{letter.id}/", do="void", reason="error")
    client.force_login(cast.ines.user)
    assert client.get(f"/cartas/{letter.id}/papel/").status_code == 404
    post(client, cast.ines, f"/casos/{case.id}/cartas/", corrects=str(letter.id))
    again = Letter.objects.latest("made_at")
    assert again.corrects_id == letter.id
    assert "Corrige a" in page(client, cast.ines, f"/casos/{case.id}/cartas/{again.id}/")


def test_who_does_not_look_at_letters_and_another_post_see_nothing(client, cast, case):
    letter = waiting(client, cast, case)
    for who in (cast.tomas, cast.lucia, cast.clara, cast.ines):
        client.force_login(who.user)
        assert client.get(f"/cartas/{letter.id}/").status_code == 404


def test_the_consul_of_the_neighbour_issues_what_the_only_consul_wrote(client, cast, case):
    dana = member("dana", "Dana Olvera", "protection_consul", post=cast.houston.signs_here)
    save_identity(
        actor=cast.ines.actor, case=case, seen_version=0, at=timezone.now(), fields={"given_names": NAME}
    )
    post(
        client,
        cast.mateo,
        f"/casos/{case.id}/cartas/",
        template="appearance",
        language="es",
        recipient="",
    )
    letter = Letter.objects.latest("made_at")
    here = f"/casos/{case.id}/cartas/{letter.id}/"
    post(client, cast.mateo, here, do="ask", seen="1", agreed="on", **TYPED)
    assert f"la revisa {cast.houston.signs_here.name}" in page(client, cast.mateo, here)
    listed = page(client, dana, "/cartas/")
    assert f"/cartas/{letter.id}/" in listed and case.folio not in listed
    shown = page(client, dana, f"/cartas/{letter.id}/")
    assert NAME in shown and "La solicita Houston" in shown
    letter.refresh_from_db()
    answer = post(client, dana, f"/cartas/{letter.id}/", do="issue", seen=letter.text_hash)
    assert answer["Location"] == "/cartas/"
    letter.refresh_from_db()
    assert (letter.state, letter.number) == ("issued", 1)


def gathered(**more):
    return {
        "place_0": "2",
        "place_1": "1",
        "recipient": "",
        "language": "es",
        "agreed": "on",
        "reason": "coordination",
        "why": "Para la defensa (ejemplo).",
    } | more


def test_papers_are_gathered_only_after_a_second_person_approved_these_in_this_order(client, cast, case):
    letter = waiting(client, cast, case)
    post(client, cast.mateo, f"/cartas/{letter.id}/", do="issue", seen=letter.text_hash)
    here = f"/casos/{case.id}/cartas/paquete/"
    assert (
        "Elija al menos un documento"
        in post(client, cast.mateo, here, do="make", **gathered(place_0="", place_1="")).content.decode()
    )
    assert (
        "el mismo lugar"
        in post(client, cast.mateo, here, do="make", **gathered(place_1="2")).content.decode()
    )
    early = post(client, cast.mateo, here, do="make", **gathered())
    assert early.status_code == 200 and not Export.objects.exists()
    post(client, cast.mateo, here, do="propose", **gathered())
    proposal = Proposal.objects.get()
    decide(actor=cast.aurora.actor, proposal=proposal, approve=True, reason="", at=timezone.now())
    post(client, cast.mateo, here, do="make", **gathered(place_0="1", place_1="2"))
    assert not Export.objects.exists()  # another order is another packet
    made = post(client, cast.mateo, here, do="make", **gathered())
    assert made.status_code == 200 and Export.objects.get().name == "documentos.pdf"
    client.force_login(cast.ines.user)
    assert client.get(here).status_code == 404
