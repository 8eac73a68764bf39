"""What runs beside the code is known, new enough and listed; and the repository gives no secret away."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import cyclonedx.schema
import django
import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from ruamel.yaml import YAML

from cauce.measurement.facts import code
from scripts.releases import DAYS, rows, warning
from scripts.sbom import bill, packages
from tests.architecture.reading import ROOT, committed, short

LOCK = (ROOT / "requirements/run.txt").read_text("utf-8")


def version(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))


def newest(table: list[dict[str, str]], line: tuple[int, ...]) -> str:
    """The newest patch of a line (5.2) that the table knows."""
    return max((row["version"] for row in table if version(row["version"])[:2] == line), key=version)


def test_the_pinned_django_is_the_newest_patch_that_was_seen():
    pinned = {one["name"]: one["version"] for one in packages(LOCK)}["django"]
    assert f'"django=={pinned}"' in (ROOT / "pyproject.toml").read_text("utf-8")
    assert pinned == newest(rows(), version(pinned)[:2]) == django.get_version()
    later = [*rows(), {"version": "5.2.100"}, {"version": "6.0.1"}]
    assert newest(later, (5, 2)) == "5.2.100", "a newer patch in the table must be asked for"


def test_each_release_in_the_table_has_its_days_and_its_source():
    for row in rows():
        assert dt.date.fromisoformat(row["released_on"]) <= dt.date.fromisoformat(row["looked_at_on"])
        assert row["source"]


def test_a_table_that_nobody_looked_at_is_told_and_stops_nothing():
    seen = dt.date(2026, 1, 1)
    table = [{"looked_at_on": seen.isoformat()}]
    assert warning(table, seen + dt.timedelta(days=DAYS)) == ""
    said = warning(table, seen + dt.timedelta(days=DAYS + 1))
    assert "AVISO" in said and "WARNING" in said and str(DAYS + 1) in said
    assert "scripts/releases.py" in (ROOT / "Makefile").read_text("utf-8")


def validator() -> Draft7Validator:
    """The standard's own schema of CycloneDX 1.6, as its library brings it."""
    folder = Path(cyclonedx.schema.__file__).parent / "_res"
    whole, *parts = (
        json.loads((folder / f"{name}.SNAPSHOT.schema.json").read_text("utf-8"))
        for name in ("bom-1.6", "spdx", "jsf-0.82")
    )
    known = [(one["$id"], Resource.from_contents(one)) for one in parts]
    return Draft7Validator(whole, registry=Registry().with_resources(known))


def test_the_list_of_components_has_the_form_of_the_standard_and_every_package(tmp_path):
    file = tmp_path / "sbom.json"
    subprocess.run([sys.executable, str(ROOT / "scripts/sbom.py"), str(file)], check=True)
    told = json.loads(file.read_text("utf-8"))
    assert [error.message for error in validator().iter_errors(told)] == []
    pinned = re.findall(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)", LOCK, re.M)
    assert [(one["name"], one["version"]) for one in told["components"]] == pinned
    assert all(any(p["name"] == "cauce:lock:sha256" for p in one["properties"]) for one in told["components"])


def test_it_says_who_needs_whom_and_the_same_lock_gives_the_same_list():
    told = bill(LOCK, "cauce", "1.0.0")
    assert told == bill(LOCK, "cauce", "1.0.0") != bill(LOCK + "\n", "cauce", "1.0.0")
    needs = {one["ref"]: one["dependsOn"] for one in told["dependencies"]}
    refs = {one["bom-ref"] for one in told["components"]}
    assert {ref for on in needs.values() for ref in on} == refs, "somebody asks for each of them"
    direct = needs["pkg:generic/cauce@1.0.0"]
    assert any(ref.startswith("pkg:pypi/django@") for ref in direct)
    assert not any(ref.startswith("pkg:pypi/six@") for ref in direct)


def test_the_number_of_a_release_is_one_everywhere():
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    cited = YAML(typ="safe").load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert re.fullmatch(r"\d+\.\d+\.\d+", told) and cited["version"] == told == code.version()
    released = f"## {told} ({cited['date-released']})"
    assert released in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert {"cff-version", "message", "title", "authors", "license"} <= set(cited)
    assert cited["license"] == "Apache-2.0" and cited["authors"] == [{"name": "The Cauce contributors"}]


def test_each_form_of_an_issue_says_that_nobody_real_belongs_in_it():
    folder = ROOT / ".github/ISSUE_TEMPLATE"
    forms = [YAML(typ="safe").load(path.read_text("utf-8")) for path in sorted(folder.glob("[0-9]*.yml"))]
    assert len(forms) == 3 and "blank_issues_enabled: false" in (folder / "config.yml").read_text("utf-8")
    for form in forms:
        assert {"name", "description", "body"} <= set(form)
        first, *_, last = form["body"]
        assert "Ningún dato de una persona real" in first["attributes"]["value"]
        assert "SECURITY.md" in first["attributes"]["value"]
        assert last["type"] == "checkboxes" and last["attributes"]["options"][0]["required"] is True
        ids = [one["id"] for one in form["body"] if one["type"] != "markdown"]
        assert len(set(ids)) == len(ids)


def test_a_list_that_lacks_a_name_would_be_refused():
    told = bill(LOCK, "cauce", "1.0.0")
    del told["components"][0]["name"]
    del told["components"][1]["licenses"][0]["expression"]
    assert len(list(validator().iter_errors(told))) >= 1


SECRETS = {
    "private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{20}"),
    "age key": re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]{20}"),
    "token of a service": re.compile(
        r"\b(AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30}|glpat-[\w-]{20}|xox[baprs]-[\w-]{10}|"
        r"AIza[\w-]{35}|sk_live_\w{20}|pypi-[\w-]{40})"
    ),
    "signed token": re.compile(r"\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{20,}"),
    "address with a password": re.compile(r"\b(postgres(ql)?|https?|amqp|redis)://[\w.-]+:[^@\s/:{}<>$*…]+@"),
    "assigned secret": re.compile(
        r"(?i)\b\w*(secret|password|passwd|token|api_?key|pepper)\w*[\"']?\s*[:=]\s*"
        r"[\"'](?=[^\"']*\d)(?=[^\"']*[A-Za-z])[A-Za-z0-9+/_=-]{24,}[\"']"
    ),
}
FILES = re.compile(
    r"(^|/)(\.env(\..+)?|id_(rsa|ed25519|ecdsa)|[^/]+\.(pem|p12|pfx|jks|keystore|key|root|sqlite3)|"
    r"\.pgpass|\.netrc|credentials(\.json)?)$"
)
# (file, kind) → why it is there.
KNOWN: dict[tuple[str, str], str] = {}


def given_away(path: Path) -> list[str]:
    """The kinds of secrets that a file looks like or holds."""
    found = ["file"] if FILES.search(short(path) if path.is_relative_to(ROOT) else path.name) else []
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError:
        return found
    return found + [kind for kind, pattern in SECRETS.items() if pattern.search(text)]


def test_no_committed_file_gives_a_secret_away():
    found = {(short(p), kind) for p in committed() for kind in given_away(p)}
    assert found - set(KNOWN) == set()
    assert set(KNOWN) - found == set(), "a reason for nothing"


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        (".env", "A=1", "file"),
        (".env.production", "A=1", "file"),
        ("server.key", "x", "file"),
        ("cauce.sqlite3", "x", "file"),
        ("a.txt", "-----BEGIN EC " + "PRIVATE KEY-----\n" + "M" * 40, "private key"),
        ("a.txt", "AGE-SECRET-" + "KEY-1" + "Q" * 30, "age key"),
        ("a.yaml", "id: AKIA" + "A1B2C3D4E5F6G7H8", "token of a service"),
        ("a.md", "ghp_" + "a1" * 18, "token of a service"),
        ("a.md", "eyJ" + "a" * 20 + ".eyJ" + "b" * 20 + "." + "c" * 30, "signed token"),
        ("a.conf", "DATABASE_URL=postgres://cauce:" + "hunter2" + "@db/cauce", "address with a password"),
        ("a.py", 'SECRET_KEY = "' + "k3Vq" * 10 + '"', "assigned secret"),
        ("a.json", '"api_key": "' + "k3Vq" * 10 + '"', "assigned secret"),
    ],
)
def test_a_planted_secret_is_found(tmp_path, name, text, kind):
    (tmp_path / name).write_text(text)
    assert kind in given_away(tmp_path / name)
