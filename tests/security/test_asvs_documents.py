"""The written measures equal the program: figures, permissions, primitives, secrets, classes, logs."""

from __future__ import annotations

import ast
import datetime as dt
import importlib
import re
from functools import cache

from django.conf import settings

from cauce.custody.journal.door import ACTS
from cauce.rules.roles import ROLES
from cauce.staff.accounts.recent_proof import fresh
from scripts.helpsite.pages import halves
from tests.architecture.reading import ROOT, code, imports, nodes, short
from tests.architecture.test_writes import action_modules
from tests.ethics.test_people_decide import MAY_CALL

from .evidence import rows

# The English half; tests/architecture/test_help.py holds the tables of the Spanish one to it.
PAGE = (halves((ROOT / "docs/security/measures.md").read_text(encoding="utf-8")) or {})["en"]
KIT = (
    "cryptography",
    "pkcs11",
    "pyzipper",
    "pyrage",
    "fido2",
    "jwt",
    "shamir_mnemonic",
    "argon2",
    "nacl",
)
# Names that are no primitive: what goes around one, or says that it failed.
AROUND = re.compile(r"Invalid\w+|serialization|Encoding|PublicFormat|load_\w+|\w*PublicKey|ciphers|hashes")
# Where a name of the library is one primitive with several words.
SAME = {"Cipher": "CFB", "AES": "CFB", "padding": "OAEP", "rsa": "OAEP"}
KNOWN = {"SHA-256": "sha256", "BLAKE2b": "blake2b"}


@cache
def section(title: str) -> list[list[str]]:
    """The cells of the table under a heading."""
    part = PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    assert len(lines) > 2, title
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def value(place: str) -> object:
    """What the code holds at ``module:NAME`` or ``settings:NAME``."""
    where, _, name = place.partition(":")
    return getattr(settings if where == "settings" else importlib.import_module(where), name)


def said(found: object) -> str:
    """As the page writes it."""
    if not isinstance(found, dt.timedelta):
        return str(found)
    for unit, seconds in (("day", 86400), ("hour", 3600), ("minute", 60)):
        count, rest = divmod(found.total_seconds(), seconds)
        if count and not rest:
            return f"{int(count)} {unit}{'s' * (count > 1)}"
    raise AssertionError(found)


def figures(title: str) -> list[str]:
    """Where the page says another figure than the code."""
    return [
        f"{row[0]}: {row[1]}, and the code has {said(value(row[0].strip('`')))}"
        for row in section(title)
        if said(value(row[0].strip("`"))) != row[1]
    ]


def test_each_figure_of_the_page_is_that_of_the_code():
    assert figures("Sessions and proofs") == []
    assert all(len(row[2]) > 10 for row in section("Sessions and proofs"))


def test_another_figure_would_be_found(monkeypatch):
    monkeypatch.setattr("cauce.rules.signin.IDLE_STAFF", dt.timedelta(minutes=45))
    assert len(figures("Sessions and proofs")) == 1


def test_how_many_sessions_at_once_and_those_of_the_ministry_are_written_down():
    for words in (
        "**Sessions at once**: there is no maximum",
        "**The ministry's sign-in**",
        "NIST SP 800-63B",
    ):
        assert words in PAGE


PERMISSION = re.compile(r"`([a-z_]+\.[a-z_]+)`")


def test_what_opens_each_part_of_a_record_is_a_permission_of_the_one_map():
    """What writes is what an act requires; what reads is asked for somewhere in the code."""
    action_modules()  # so that every act is known
    table = section("Which fields somebody reads or writes")
    reads = {name for row in table for name in PERMISSION.findall(row[1])}
    writes = {name for row in table for name in PERMISSION.findall(row[2])}
    assert len(reads | writes) > 14 and reads | writes <= set(ROLES)
    assert writes <= set(ACTS.values())
    asked = "".join(path.read_text("utf-8") for path, _ in code() if "saying" not in path.name)
    assert [name for name in reads if asked.count(f'"{name}"') < 2] == []
    assert len(section("What is looked at to decide")) == 10


def primitives(modules) -> set[tuple[str, str]]:
    """(module, primitive) of everything that a module takes from a library of cryptography."""
    found = set()
    for path, module in modules:
        where = short(path)
        for _, name in imports(module):
            top, last = name.split(".")[0], name.rpartition(".")[2]
            if top in ("fido2", "pkcs11", "jwt", "pyrage", "pyzipper", "shamir_mnemonic"):
                found.add((where, top))
            elif top in KIT and not AROUND.fullmatch(last):
                found.add((where, f"hashes.{last}" if last == "SHA1" else SAME.get(last, last)))
        found |= {(where, name) for name in _attributes(module)}
    return found


def _attributes(module: ast.Module) -> set[str]:
    return {
        f"{node.value.id}.{node.attr}"
        for node in nodes(module)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id == "hashlib" or (node.value.id == "hashes" and node.attr.isupper()))
    }


def _written() -> set[tuple[str, str]]:
    return {(row[0].strip("`"), row[1].strip("`")) for row in section("Primitivas · Primitives")}


def test_every_primitive_of_the_code_is_in_the_inventory_and_no_other():
    """Elsewhere a digest only knows a content again: SHA-256 or BLAKE2b, and nothing else."""
    told, used = _written(), primitives(code())
    places = {where for where, _ in told}
    elsewhere = {name for where, name in used - told if where not in places}
    assert elsewhere <= {"hashlib.sha256", "hashlib.blake2b", "hashlib.file_digest"}
    held = {one for one in used if one[0] in places}
    # A digest that a listed module uses beside its own purpose is still to be listed.
    assert held - told - {("cauce/staff/accounts/oidc.py", "hashlib.sha256")} == set()
    assert told - used == set()
    planted = ast.parse("import hashlib\nfrom cryptography.fernet import Fernet\nhashlib.sha1(b'')\n")
    found = primitives([(ROOT / "cauce/cases/x.py", planted)])
    assert {name for _, name in found} == {"Fernet", "hashlib.sha1"}


def test_nothing_that_hides_or_proves_is_weaker_than_it_says():
    """128 bits where the choice is ours; what is less stands in the page with its reason."""
    bits = {(row[0].strip("`"), row[1].strip("`")): row[2] for row in section("Primitivas · Primitives")}
    weaker = {one for one, said_ in bits.items() if said_ == "–" or int(said_) < 128}
    assert weaker == {
        ("cauce/custody/keystore/odk.py", "hashes.SHA1"),
        ("cauce/custody/keystore/odk.py", "hashlib.md5"),
        ("cauce/api/openrosa/forms.py", "hashlib.md5"),
        ("cauce/staff/accounts/codes.py", "hashes.SHA1"),
        ("cauce/staff/accounts/oidc.py", "jwt"),
        ("cauce/staff/exports/packing.py", "pyzipper"),
    }
    assert "**When one of these falls.**" in PAGE and "**Quantum computers.**" in PAGE


def environment() -> set[str]:
    """What the settings read from outside."""
    text = (ROOT / "cauce/site/settings/base.py").read_text("utf-8")
    text += (ROOT / "cauce/site/settings/run.py").read_text("utf-8")
    return set(re.findall(r'os\.environ(?:\.get)?[(\[]"(\w+)"', text))


def test_every_secret_that_the_settings_read_has_its_day_of_change():
    told = {row[0].strip("`") for row in section("Secrets") if row[0].startswith("`")}
    secret = re.compile(r"SECRET|PEPPER|_ROOT|PIN_|_KEYS?\b|_KEY_FILE|RECIPIENT|PASSWORD|TOKEN")
    assert {name for name in environment() if secret.search(name)} == told
    assert all(len(row[2]) > 10 for row in section("Secrets"))


def test_each_class_of_the_fields_has_its_measures():
    told = [row[0] for row in section("What protects each class")]
    assert set(told) == {row["class"] for row in rows("fields.csv")} and told[0] == "P4"
    assert all(all(cell for cell in row) and len(row) == 5 for row in section("What protects each class"))


def test_whoever_is_spoken_to_is_named_by_a_setting_that_exists():
    table = section("With whom the server speaks")
    named = {name for row in table for name in re.findall(r"`([A-Z_]+)`", row[3])}
    assert named and named <= environment()
    assert set(MAY_CALL) == {
        "cauce/operations/doctor/proxy.py",
        "cauce/operations/serving.py",
        "cauce/staff/accounts/oidc.py",
        "cauce/standards/webhooks.py",
        "cauce/staff/notices/sending.py",
    }, "who else calls out must stand in the page"


def test_every_log_of_the_program_and_of_its_web_server_is_in_the_list():
    told = {
        name
        for row in section("What is written down, and where")
        for name in re.findall(r"`([\w.-]+)`", row[0])
    }
    nginx = (ROOT / "deploy/nginx/cauce.conf").read_text("utf-8")
    files = {
        one.rpartition("/")[2]
        for one in re.findall(r"(?:access|error)_log (/\S+?)[\s;]", nginx)
        if one != "/dev/null"  # keeps nothing
    }
    assert told == files | set(settings.LOGGING["handlers"])
    kinds = {one["class"] for one in settings.LOGGING["handlers"].values()}
    assert kinds == {"logging.StreamHandler"}, "nothing is sent anywhere"
    for unit in (ROOT / "deploy/systemd").glob("*.service"):
        assert "StandardOutput=" not in unit.read_text() and "StandardError=" not in unit.read_text()


def test_no_module_writes_a_log_of_its_own():
    ways = re.compile(r"logging\.(FileHandler|handlers)|SysLogHandler|logging\.basicConfig")
    found = [short(path) for path, _ in code() if ways.search(path.read_text("utf-8"))]
    assert found == []
    assert ways.search("logging.FileHandler('a')")


def test_grave_notices_are_mended_in_72_hours_in_every_guide():
    guide = (ROOT / "docs/deploy.md").read_text("utf-8")
    assert "**72 hours**" in guide and "**14 days**" in guide
    assert "**72 hours**" in PAGE and "**14 days**" in PAGE


def gated() -> set[str]:
    """Modules of pages that ask for a fresh proof."""
    return {
        short(path)
        for path, module in code()
        if any(
            isinstance(node, ast.FunctionDef)
            and any(ast.unparse(d) == fresh.__name__ for d in node.decorator_list)
            for node in nodes(module)
        )
    }


def test_what_is_grave_asks_for_a_fresh_proof():
    """Exports, emergencies, roles, factors, sessions, second signatures, what is erased, keys."""
    assert gated() >= {
        "cauce/staff/exports/handing.py",
        "cauce/desk/staff/exports/views.py",
        "cauce/desk/staff/oversight/emergency_access/views.py",
        "cauce/desk/staff/oversight/proposals/views.py",
        "cauce/desk/staff/accounts/views.py",
        "cauce/desk/staff/accounts/own/views.py",
        "cauce/desk/staff/accounts/own/views_factors.py",
        "cauce/desk/staff/accounts/own/views_people.py",
        "cauce/desk/rights/rights/views_endings.py",
        "cauce/desk/custody/journal/views_key.py",
    }
