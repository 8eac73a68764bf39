"""Rights first; then consent by purpose and recipient, default no, taken back at any time."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cauce.cases import access
from cauce.cases.actions import ConsentTerms, record_consent, record_tongue, save_section
from cauce.cases.actions.tongues import UNSAID
from cauce.cases.facts import acts_of, consents_of, facts_of
from cauce.cases.models import Case, Consent
from cauce.custody.journal.models import Entry
from cauce.rules.consent import may
from cauce.sharing.referrals.actions import Asked, Sought, send
from cauce.sharing.referrals.models import Referral
from tests.cast import shelter

HOUSTON = ZoneInfo("America/Chicago")


def now() -> str:
    return timezone.now().astimezone(HOUSTON).strftime("%Y-%m-%dT%H:%M")


def card(key, answer, fields=(), **more):
    """One answer on the page, with how it was asked."""
    given = {"language": "spa", "interpreter": "none", "way": "voice", "happened_at": now()}
    return given | {key: answer, f"{key}-fields": list(fields)} | more


def rights(answer, **more):
    return {"language": "spa", "interpreter": "none", "answer": answer, "happened_at": now()} | more


def fresh(case):
    return Case.objects.select_related("post", "person").get(id=case.id)


@pytest.mark.parametrize(("language", "first", "folded"), [("spa", "es-MX", "en"), ("eng", "en", "es-MX")])
def test_the_rights_stand_in_her_language_with_the_other_a_press_away(desk, language, first, folded):
    case = desk.open()
    told = UNSAID | {"language": language}
    record_tongue(actor=desk.actor, case=case, given=told, seen=0, at=timezone.now())
    page = desk.get(case, "derechos/").content.decode()
    read = page[page.index('id="empezar"') :]
    assert re.findall(r'<(section|details class="more") lang="([^"]+)"', read)[:2] == [
        ("section", first),
        ('details class="more"', folded),
    ]
    assert "no dependen de lo que conteste" in read and "do not depend on your answers" in read


def test_language_and_interpreter_told_when_rights_were_explained_are_not_asked_again(desk):
    case = desk.open()
    moment = timezone.now().astimezone(HOUSTON).strftime("%Y-%m-%dT%H:%M")
    said = {"language": "ood", "interpreter": "in_person", "answer": "accepted", "happened_at": moment}
    desk.post(case, "derechos/", **said)
    page = desk.get(case, "permisos/").content.decode()
    assert re.search(r"<summary>[^<]*Pápago[^<]*En persona", page), "told once, in one line to change"
    assert re.search(r'value="ood"[^>]*selected', page) and re.search(r'value="in_person"[^>]*selected', page)
    assert facts_of(case)["person.needs_interpreter"] is True


def test_only_what_keeps_the_answers_stays_in_sight_and_what_leaves_the_page_stands_below(desk):
    page = desk.get(desk.open(), "permisos/").content.decode()
    bar = page[page.index('class="buttons stay wrap"') :]
    assert "Aceptó conversar: guardar y empezar" in bar[: bar.index("</div>")] and "Ver lo que sigue" in bar
    assert "Ver lo que sigue" not in bar[: bar.index("</div>")]


def test_accepting_protection_is_an_act_and_a_fact(desk):
    case = desk.open()
    desk.post(case, "derechos/", **rights("accepted", mexican="on"))
    names = {act.name for act in acts_of(case)}
    assert {"rights_explained", "protection_accepted", "nationality_presumed"} <= names
    assert facts_of(case)["protection.accepted"] is True


def test_the_history_says_in_words_which_limits_were_told(desk):
    case = desk.open()
    desk.post(case, "derechos/", **rights("accepted"))
    page = desk.get(case, "historia/").content.decode()
    assert "Peligro inmediato para la vida de alguien" in page
    assert "danger_to_life" not in page and "child_abuse" not in page


def test_who_wants_to_think_about_it_was_told_the_rights_and_decided_nothing(desk):
    case = desk.open()
    desk.post(case, "derechos/", **rights("later"))
    names = {act.name for act in acts_of(case)}
    assert "rights_explained" in names and "protection_accepted" not in names
    assert "protection.accepted" not in facts_of(case)


def test_rights_without_an_answer_are_asked_again_and_nothing_is_saved(desk):
    case = desk.open()
    page = desk.post(case, "derechos/", **rights("", language="eng")).content.decode()
    assert "quiere pensarlo" in page
    assert "rights_explained" not in {act.name for act in acts_of(case)}


def test_nothing_is_ticked_beforehand(desk):
    page = desk.get(desk.open(), "permisos/").content.decode()
    assert not re.search(r'value="(yes|no)"[^>]*checked', page)
    assert "FBI" in page and "Policía local" in page


def test_each_yes_is_for_one_purpose_and_the_ribbon_says_it_on_every_page(desk):
    case = desk.open()
    desk.post(case, "permisos/", **card("screening", "yes", withdrawing="con una llamada"))
    row = Consent.objects.get()
    assert (row.purpose, row.given) == ("screening", True)
    page = desk.get(case).content.decode()
    said = dict(re.findall(r"<b>(Sí|No|Sin preguntar):</b>(.*?)</span>", page, re.S))
    assert said.keys() == {"Sí", "Sin preguntar"} and "Entrevista guiada" in said["Sí"]
    assert "Guardar lo que cuenta" in said["Sin preguntar"]
    assert re.search(r"<summary>\s*Permisos:\s+1 sí\s*</summary>", page), "on a phone, in one line"
    assert "con una llamada" in access.consents(case)[0][1]["way"]


def test_a_yes_to_one_authority_is_no_yes_to_another(desk):
    case = desk.open()
    desk.post(case, "permisos/", **card("us_authority-us_dol_whd", "yes", fields=["pay_owed"]))
    page = desk.get(case, "permisos/").content.decode()
    assert page.count("La persona dijo que sí.") == 1
    assert Consent.objects.get().recipient == "us_dol_whd"


def test_an_answer_in_the_future_is_refused_and_kept_on_the_screen(desk):
    case = desk.open()
    page = desk.post(
        case,
        "permisos/",
        **card("contact", "yes", happened_at="2099-01-01T10:00", withdrawing="por su prima"),
    ).content.decode()
    assert "están en el futuro" in page and "por su prima" in page
    assert not Consent.objects.exists()


def test_a_double_click_records_one_answer(desk):
    case, form = desk.open(), card("contact", "no", once=str(uuid.uuid4()))
    for _ in range(2):
        desk.post(case, "permisos/", **form)
    assert Consent.objects.count() == 1


def test_many_answers_are_sent_at_once_and_each_is_recorded_by_itself(desk, cast):
    case, id = desk.open(), str(shelter(cast.jacaranda).organization_id)
    desk.post(
        case,
        "permisos/",
        recipient=id,
        **card("screening", "yes", said_back="yes", withdrawing="con una llamada")
        | card(f"referral-{id}", "yes", fields=["needs"])
        | {"contact": "no", "counting": ""},
    )
    said = {row.purpose: (row.given, terms) for row, terms in access.consents(case)}
    assert {purpose: given for purpose, (given, _) in said.items()} == {
        "screening": True,
        "referral": True,
        "contact": False,
    }, "what was left unmarked was not asked, and is no answer"
    assert said["referral"][1]["fields"] == ["needs"] and said["screening"][1]["fields"] == []
    assert said["contact"][1]["way"] == said["screening"][1]["way"], "how it was said was asked once"
    acts = Entry.objects.filter(what="consent.record", about_id=str(case.id))
    assert acts.count() == 3, "each answer is an act"


def test_nothing_answered_records_nothing_and_says_so(desk):
    case = desk.open()
    page = desk.post(case, "permisos/", **card("contact", "")).content.decode()
    assert "No hay ninguna respuesta" in page and not Consent.objects.exists()


def test_data_are_no_answer_and_a_no_shares_none(desk):
    case, key = desk.open(), "us_authority-us_fbi"
    page = desk.post(case, "permisos/", **card(key, "", fields=["age_band"])).content.decode()
    assert "falta la respuesta" in page and re.search(r'value="age_band"\s+checked', page), "it is not lost"
    page = desk.post(case, "permisos/", **card(key, "no", fields=["age_band"])).content.decode()
    assert "La respuesta es no y hay datos marcados" in page and not Consent.objects.exists()
    desk.post(case, "permisos/", **card(key, "no"))
    assert not Consent.objects.get().given and access.consents(case)[0][1]["fields"] == []


def test_where_one_answer_is_refused_none_of_them_is_recorded(desk):
    case = desk.open()
    save_section(actor=desk.actor, case=case, kind="draft", content="empezó a contar", seen=0)
    both = card("contact", "yes", giver="guardian", giver_accused="yes") | {"keeping": "no"}
    page = desk.post(case, "permisos/", **both).content.decode()
    assert "nadie le señala" in page
    assert not Consent.objects.exists() and access.section(fresh(case), "draft")[1] == "empezó a contar"
    late = card("contact", "yes", happened_at="2099-01-01T10:00") | {"keeping": "no"}
    assert "están en el futuro" in desk.post(case, "permisos/", **late).content.decode()
    assert not Consent.objects.exists() and access.section(fresh(case), "draft")[1] == "empezó a contar"


def test_a_child_is_asked_and_whoever_cares_for_it_answers_only_if_nobody_accuses_them(desk):
    case = desk.open(person__age=15)
    page = desk.get(case, "permisos/").content.decode()
    fold = page[: page.index("Si responde quien tiene su tutela")].rpartition("<details")[2]
    assert "open" in fold, "of a child it stands open"
    desk.post(case, "permisos/", **card("contact", "yes", giver="guardian", giver_accused="no"))
    row = Consent.objects.get()
    assert (row.giver, row.giver_accused) == ("guardian", False)


def test_an_authority_is_unfolded_by_its_name_and_what_was_typed_stays(desk):
    case = desk.open()
    assert "Dónde está ahora" not in desk.get(case, "permisos/").content.decode()
    sent = card("contact", "no", withdrawing="por su prima", language="mix") | {"ask": "us_fbi"}
    page = desk.post(case, "permisos/", **sent).content.decode()
    assert "Dónde está ahora" in page.partition("t-us_authority-us_fbi")[2]
    assert "por su prima" in page and chosen(page, "language")[0] == "mix"
    assert re.search(r'name="contact"\s+value="no" checked', page) and 'name="open" value="us_fbi"' in page
    assert "Falta corregir" not in page and not Consent.objects.exists()


def test_asked_again_it_stands_open_and_says_what_the_new_answer_replaces(desk):
    case, key = desk.open(), "us_authority-us_fbi"
    desk.post(case, "permisos/", **card(key, "yes", fields=["age_band"]))
    again = desk.post(case, "permisos/", **card("contact", "") | {"ask": "us_fbi"}).content.decode()
    asked = again[again.index(f'id="t-{key}"') :]
    asked = asked[: asked.index("</fieldset>")]
    assert " open>" in asked.partition("<summary>")[0]
    replaced = " ".join(asked.partition("La respuesta de ahora sustituye a la anterior")[2].split())
    assert "acuerdo: Grupo de edad." in replaced and not re.search(r'value="age_band"\s+checked', asked)


def test_a_yes_is_taken_back_with_one_press_from_the_page(desk):
    case = desk.open()
    desk.post(case, "permisos/", **card("contact", "yes"))
    page = desk.get(case, "permisos/").content.decode()
    before, link, _ = page.partition(f"permisos/{Consent.objects.get().id}/")
    main = before[before.index('class="asks"') :]
    assert link and main.count("<details") == main.count("</details"), "nothing is unfolded for it"


def test_a_form_that_comes_back_with_another_answer_records_that_one_too(desk):
    case, same = desk.open(), {"once": str(uuid.uuid4()), "happened_at": now()}
    desk.post(case, "permisos/", **card("contact", "yes") | same)
    desk.post(case, "permisos/", **card("contact", "yes") | {"counting": "no"} | same)
    desk.post(case, "permisos/", **card("contact", "no") | {"counting": "no"} | same)
    rows = [(row.purpose, row.given) for row in Consent.objects.order_by("typed_at")]
    assert rows == [("contact", True), ("counting", False), ("contact", False)]


def test_a_form_that_comes_back_with_the_no_from_before_records_that_it_is_a_no_again(desk):
    case, once = desk.open(minutes=20), str(uuid.uuid4())
    for ago, answer in ((9, "no"), (6, "yes"), (3, "no")):
        at = (timezone.now() - dt.timedelta(minutes=ago)).astimezone(HOUSTON).strftime("%Y-%m-%dT%H:%M")
        desk.post(case, "permisos/", once=once, **card("contact", answer, happened_at=at))
    assert not may(consents_of(fresh(case)), "contact", timezone.now()).allowed


def test_of_two_answers_that_differ_neither_is_taken(desk):
    case = desk.open()
    page = desk.post(case, "permisos/", **card("contact", ["no", "yes"])).content.decode()
    assert "dos respuestas distintas" in page and not Consent.objects.exists()
    guardian = card("contact", "yes", giver="guardian", giver_accused=["yes", "no"])
    assert "dos respuestas distintas" in desk.post(case, "permisos/", **guardian).content.decode()
    assert not Consent.objects.exists()


def test_where_a_question_is_gone_since_the_page_was_opened_none_of_the_answers_is_recorded(desk):
    case, key = desk.open(), f"referral-{uuid.uuid4()}"
    page = desk.post(case, "permisos/", **card("contact", "yes") | {key: "no"}).content.decode()
    assert "ya no está en esta página" in page and not Consent.objects.exists()
    assert re.search(r'name="contact"\s+id="id_contact"\s+value="yes" checked', page), "it is not lost"
    desk.post(case, "permisos/", **card("contact", "yes"))
    assert Consent.objects.get().given


def test_the_whole_page_is_light_for_a_slow_line(desk, cast):
    case, id = desk.open(), str(shelter(cast.jacaranda).organization_id)
    assert len(desk.get(case, f"permisos/?para={id}").content) < 40_000
    desk.post(
        case,
        "permisos/",
        recipient=id,
        **card(f"referral-{id}", "yes", fields=["needs"])
        | {key: "yes" for key in ("screening", "keeping", "contact", "counting", "known_elsewhere")},
    )
    assert len(desk.get(case, "permisos/").content) < 40_000


def test_refusing_to_keep_says_first_that_the_draft_goes_and_erases_it(desk):
    case = desk.open()
    save_section(actor=desk.actor, case=case, kind="draft", content="empezó a contar", seen=0)
    assert "se borra para siempre" in desk.get(case, "permisos/").content.decode()
    desk.post(case, "permisos/", **card("keeping", "no"))
    assert fresh(case).keeping == "refused"
    assert access.section(fresh(case), "draft") == (0, None)


def test_an_organisation_gets_its_card_and_needs_the_data_one_by_one(desk, cast):
    case, service = desk.open(), shelter(cast.jacaranda)
    id = str(service.organization_id)
    assert "Casa Jacaranda" in desk.get(case, f"permisos/?para={id}").content.decode()
    none = desk.post(case, "permisos/", recipient=id, **card(f"referral-{id}", "yes"))
    assert "Marque qué datos aceptó compartir" in none.content.decode()
    desk.post(case, "permisos/", recipient=id, **card(f"referral-{id}", "yes", fields=["needs", "language"]))
    assert access.consents(case)[0][1]["fields"] == ["language", "needs"]


def test_withdrawing_reaches_whoever_received_it(desk, cast):
    case, service = desk.open(need__shelter=True), shelter(cast.jacaranda)
    row = record_consent(
        actor=desk.actor,
        case=case,
        purpose="referral",
        given=True,
        at=timezone.now(),
        recipient=str(service.organization_id),
        terms=ConsentTerms(fields=("needs",)),
    )
    send(
        actor=desk.actor,
        case=case,
        asked=Asked(service=service, shared={"needs": "un lugar para hoy"}),
        sought=Sought(need="shelter", priority="urgent"),
        at=timezone.now(),
    )
    address = f"permisos/{row.id}/"
    assert "se destruye también para quien lo recibió" in desk.get(case, address).content.decode()
    desk.post(case, address, happened_at=now())
    assert Referral.objects.get().shared is None
    row.refresh_from_db()
    assert row.withdrawn_at is not None


def test_a_consent_of_another_case_is_not_found_here(desk):
    one, other = desk.open(), desk.open()
    row = record_consent(actor=desk.actor, case=other, purpose="contact", given=True, at=timezone.now())
    assert desk.get(one, f"permisos/{row.id}/").status_code == 404


def test_it_needs_at_most_fifteen_queries(desk):
    case = desk.open()
    asked = desk.queries(f"/casos/{case.id}/permisos/")
    assert len(asked) <= 15, [sql[:90] for sql in asked]


def chosen(body, name):
    """The option that a select shows first chosen."""
    select = re.search(rf'<select name="{name}".*?</select>', body, re.DOTALL)[0]
    return re.search(r'<option value="([^"]*)" selected', select)[1], select


def test_the_language_and_interpreter_of_the_case_are_not_asked_again(desk):
    case = desk.open()
    given = {
        "language": "mxv",
        "variant": "metl1238",
        "community": "12043",
        "into": "spa",
        "chain": ["HOU-I-02"],
    }
    save_section(actor=desk.actor, case=case, kind="tongue", content=given, seen=0)
    body = desk.get(case, "permisos/").content.decode()
    value, select = chosen(body, "language")
    assert value == "mxv" and "Metlatónoc Mixtec" in select
    assert [v for v in re.findall(r'value="([^"]*)"', select)][:4] == ["spa", "mxv", "eng", "mfs"]
    assert chosen(body, "interpreter")[0] == "phone"
    assert 'value="HOU-I-02"' in body
    rights = desk.get(case, "derechos/").content.decode()
    assert chosen(rights, "language")[0] == "mxv"


def test_each_answer_begins_from_the_one_before(desk):
    case = desk.open()
    desk.post(
        case,
        "permisos/",
        **card(
            "keeping",
            "yes",
            language="mam",
            interpreter="relay",
            through="spa",
            into="eng",
            interpreters="HOU-I-01, HOU-I-03",
        ),
    )
    body = desk.get(case, "permisos/").content.decode()
    for name, value in (("language", "mam"), ("interpreter", "relay"), ("through", "spa"), ("into", "eng")):
        assert chosen(body, name)[0] == value, name
    assert 'value="HOU-I-01, HOU-I-03"' in body
