"""A08: no partner is told nationality, immigration status or papers, even if everything is ticked."""

from __future__ import annotations

import ast
import uuid

import pytest
from django.template.loader import get_template
from django.test import Client
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.content.loader import load_edition
from cauce.content.vocabulary import FORBIDDEN
from cauce.desk.sharing.referrals.partner.forms import AnswerForm
from cauce.people.vault import FIELDS as IDENTITY
from cauce.rules.consent import REFERRAL, partner_kinds, shareable_with
from cauce.rules.disclosure import least, under_demand
from cauce.rules.telling_words import telling_text
from cauce.sharing.referrals import actions
from cauce.staff.notices.models import Message
from tests.architecture.reading import code, nodes, short
from tests.cast import shelter

NAMES = (
    "nationality",
    "citizen",
    "immigration",
    "a_number",
    "passport",
    "visa",
    "curp",
    "consular_id",
    "matricula",
    "entry_",
    "birth",
    "surname",
)
VOCABULARY = load_edition().vocabulary
ALIEN, CURP = "A123 456 789", "LOAB850101MDFPRN09"


def test_nothing_that_may_be_shared_is_on_the_forbidden_list():
    asked = VOCABULARY.asked(REFERRAL)
    shareable = {one.id for one in (*asked, *least(VOCABULARY), *under_demand(VOCABULARY))}
    assert len(shareable) > 15 and not shareable & FORBIDDEN
    assert not [id for id in shareable for name in NAMES if name in id]
    assert len(partner_kinds(VOCABULARY)) == 4
    for kind in partner_kinds(VOCABULARY):
        assert not {one.id for one in shareable_with(VOCABULARY, kind)} & FORBIDDEN


@pytest.fixture
def maximal(cast):
    """Everything that can be ticked, ticked; and the file full of what must never leave."""
    ines, now = cast.ines.actor, timezone.now()
    case = cases.open_case(
        actor=ines,
        post=cast.houston,
        channel="window",
        started_at=now,
        officer=cast.ines.user,
        facts={"person.nationality": "mx"},
    )
    cases.record_consent(actor=ines, case=case, purpose="keeping", given=True, at=now)
    cases.save_identity(
        actor=ines,
        case=case,
        seen_version=0,
        at=timezone.now(),
        fields={name: "" if "date" in name else f"canario-{name}" for name in IDENTITY},
    )
    service, every = shelter(cast.jacaranda), tuple(one.id for one in VOCABULARY.asked(REFERRAL))
    cases.record_consent(
        actor=ines,
        case=case,
        purpose="referral",
        given=True,
        at=timezone.now(),
        terms=cases.ConsentTerms(fields=every),
        recipient=str(service.organization_id),
    )
    return actions.send(
        actor=ines,
        case=case,
        asked=actions.Asked(service=service, shared={name: f"dato de {name}" for name in every}),
        sought=actions.Sought(need="shelter", priority="emergency"),
        at=timezone.now(),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["es", "en"])
def test_the_largest_request_shows_none_of_it(cast, maximal, language):
    client = Client(headers={"accept": "text/html, application/json, application/pdf, text/calendar"})
    client.force_login(cast.clara.user)
    client.post("/idioma/", {"language": language})
    said = []
    for address in (
        "/solicitudes/",
        f"/solicitudes/{maximal.id}/",
        f"/solicitudes/{maximal.id}/?format=json",
    ):
        answer = client.get(address)
        assert answer.status_code == 200 and "html" in answer.headers["Content-Type"]
        said.append(answer.content.decode() + str(dict(answer.headers)))
    said += [f"{m.subject} {m.body} {m.key}" for m in Message.objects.all()]
    whole = "\n".join(said)
    assert "dato de safe_contact" in whole, "the largest request is not shown"
    assert "canario-" not in whole and maximal.case.folio not in "\n".join(said[:3])
    assert not [name for name in FORBIDDEN if name in whole]
    assert not [one for one in telling_text("\n".join(m.body for m in Message.objects.all()))]


@pytest.mark.django_db
def test_no_other_way_out_serves_a_request(cast, maximal):
    """No file, no feed and no API of a request exists: the page is all there is."""
    client = Client()
    client.force_login(cast.clara.user)
    for tail in ("pdf/", "csv/", "json/", "imprimir/", "calendario.ics", "historia/"):
        assert client.get(f"/solicitudes/{maximal.id}/{tail}").status_code == 404


KNOWN = [
    (ALIEN, {"a_number"}),
    ("A-123-456-789", {"a_number"}),
    (CURP, {"curp"}),
    ("está indocumentada", {"situation"}),
    ("es indocumentado", {"situation"}),
    ("she is undocumented", {"situation"}),
    ("perdió su visa", {"papers"}),
    ("pasaporte vencido", {"papers"}),
    ("la detuvo ICE", {"agency"}),
    ("se escapó de la migra", {"agency"}),
    ("matrícula consular", {"papers"}),
    ("nacionalidad mexicana", {"situation"}),
    ("come sin gluten", set()),
    ("nice ice cream", set()),
    ("revisar la previsión", set()),
    ("camina con bastón", set()),
    ("habla mixteco bajo", set()),
]


@pytest.mark.parametrize(("text", "kinds"), KNOWN)
def test_the_scan_knows_what_it_should_and_nothing_else(text, kinds):
    assert {one.kind for one in telling_text(text)} == kinds


@pytest.mark.django_db
@pytest.mark.parametrize("text", [text for text, kinds in KNOWN if kinds])
def test_telling_words_leave_only_after_a_second_look_and_what_was_typed_is_kept(client, cast, text):
    ines, service = cast.ines.actor, shelter(cast.jacaranda)
    case = cases.open_case(actor=ines, post=cast.houston, channel="window", started_at=timezone.now())
    cases.record_consent(
        actor=ines,
        case=case,
        purpose="referral",
        given=True,
        at=timezone.now(),
        terms=cases.ConsentTerms(fields=("needs",)),
        recipient=str(service.organization_id),
    )
    given = {
        "actor": ines,
        "case": case,
        "asked": actions.Asked(service, {"needs": text}),
        "sought": actions.Sought("shelter", "urgent"),
        "at": timezone.now(),
    }
    with pytest.raises(actions.LookAgain):
        actions.send(**given)
    client.force_login(cast.ines.user)
    address = f"/casos/{case.id}/canalizaciones/?service={service.id}"
    form = {
        "need": "shelter",
        "priority": "urgent",
        "way": "none",
        "s_needs": text,
        "do": "send",
        "once": str(uuid.uuid4()),
    }
    page = client.post(address, form).content.decode()
    assert "Revise antes" in page and text in page
    assert client.post(address, form | {"do": "anyway"}).status_code == 302


def test_a_partner_is_never_asked_to_type_anything_about_anybody():
    """The only fields of a partner: which answer, codes of closed lists, and a number of places."""
    form = AnswerForm()
    kinds = {name: type(field.widget).__name__ for name, field in form.fields.items()}
    assert kinds == {
        "what": "HiddenInput",
        "reason": "RadioSelect",
        "result": "RadioSelect",
        "ended": "RadioSelect",
        "wanted": "CheckboxSelectMultiple",
        "places": "NumberInput",
    }
    for name in ("partner/request", "partner/answers", "reply/request", "reply/code"):
        page = get_template(f"{name}.html").template.source
        assert "<textarea" not in page and 'type="text"' not in page


def hashing(module: ast.Module) -> list[str]:
    found = []
    for node in nodes(module):
        names = [node.id] if isinstance(node, ast.Name) else []
        names += [node.attr] if isinstance(node, ast.Attribute) else []
        names += [one.name for one in node.names] if isinstance(node, ast.ImportFrom | ast.Import) else []
        found += [
            name for name in names if name in ("mark", "hashlib", "hmac", "sha256", "blake2b", "content_hash")
        ]
    return found


PARTNERS = (
    "cauce/desk/sharing/referrals/partner/",
    "cauce/sharing/referrals/",
    "cauce/standards/htcds/",
    "cauce/standards/fhir/",
)


def test_nothing_hashed_is_matched_with_partners():
    looked = [(short(path), module) for path, module in code() if short(path).startswith(PARTNERS)]
    assert len(looked) > 15
    assert [(where, hashing(module)) for where, module in looked if hashing(module)] == []
    assert hashing(ast.parse("from cauce.custody.keystore import mark\nmark(x)")) == ["mark", "mark"]
