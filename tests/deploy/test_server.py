"""The server of the guide, running: TLS, hosts, methods, headers, and what its log keeps."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import time
from pathlib import Path

import pytest

from .conftest import ROOT, Served, _certificate, _nginx, free_port

pytestmark = pytest.mark.own_database

FORBIDDEN = (
    "/.git/config",
    "/.env",
    "/var/secret.key",
    "/static/",
    "/static/../settings",
    "/admin/",
)


def status(answer: bytes) -> int:
    found = re.match(rb"HTTP/1\.[01] (\d+)", answer)
    return int(found[1]) if found else 0


def test_it_sends_plain_http_to_https_and_keeps_it_there(served):
    with socket.create_connection(("127.0.0.1", served.plain), timeout=20) as line:
        line.sendall(b"GET /entrar/ HTTP/1.1\r\nHost: cauce.example\r\nConnection: close\r\n\r\n")
        assert b"301" in line.recv(100)
    answer = served.get("/entrar/")
    assert status(answer) == 200
    assert b"Strict-Transport-Security: max-age=31536000; includeSubDomains" in answer
    assert re.search(rb"Set-Cookie: __Host-[a-z]+=[^;]+;[^\r]*Secure", answer)


def test_it_leads_no_telephone_on_that_would_send_its_secret_in_clear(served):
    with socket.create_connection(("127.0.0.1", served.plain), timeout=20) as line:
        line.sendall(
            b"GET /campo/un-secreto/formList HTTP/1.1\r\nHost: cauce.example\r\nConnection: close\r\n\r\n"
        )
        told = line.recv(4000)
    assert status(told) == 403 and b"Location" not in told


ONCE = (
    b"Strict-Transport-Security: max-age=31536000; includeSubDomains",
    b"Content-Security-Policy: ",
    b"X-Content-Type-Options: nosniff",
    b"Referrer-Policy: same-origin",
    b"Cross-Origin-Opener-Policy: same-origin",
)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"path": "/entrar/"}, 200),
        ({"path": "/cuenta/"}, 302),
        ({"path": "/guia/"}, 200),
        ({"path": "/campo/nada/formList"}, 404),
        ({"path": "/", "host": "otra.example"}, 400),
        ({"path": "/", "method": "PUT"}, 405),
        ({"path": "/entrar/", "more": f"Content-Length: {30 * 1024 * 1024}\r\n"}, 413),
    ],
    ids=["page", "redirect", "guide", "telephone", "other host", "nginx: method", "nginx: size"],
)
def test_every_answer_bears_the_headers_once_also_what_nginx_says_by_itself(served, asked, code):
    answer = served.get(**asked)
    assert status(answer) == code
    head = answer.partition(b"\r\n\r\n")[0]
    assert [one for one in ONCE if head.count(one) != 1] == []


COOKIE = re.compile(rb"Set-Cookie: ([^=]+)=([^\r]*)")


def test_every_cookie_is_bound_to_this_server_and_closed_to_scripts(served):
    form = "language=en&next=/entrar/"
    first = served.get("/entrar/")
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', first)[1].decode()
    kept = re.search(rb"Set-Cookie: (__Host-csrf=[^;]+)", first)[1].decode()
    body = f"{form}&csrfmiddlewaretoken={token}"
    chosen = served.get(
        "/idioma/",
        method="POST",
        more=f"Cookie: {kept}\r\nReferer: https://cauce.example/entrar/\r\nContent-Type: "
        f"application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}",
    )
    # A question to a key is asked before anybody signed in: that session's cookie.
    asked = served.get(
        "/entrar/llave/",
        method="POST",
        more=f"Cookie: {kept}\r\nReferer: https://cauce.example/entrar/\r\nX-CSRFToken: {token}\r\n"
        "Content-Length: 0\r\n",
    )
    cookies = [*COOKIE.findall(first), *COOKIE.findall(chosen), *COOKIE.findall(asked)]
    names = {name for name, _ in cookies}
    assert names >= {b"__Host-csrf", b"__Host-idioma", b"__Host-sesion"}
    for name, rest in cookies:
        said = {part.strip() for part in rest.split(b";")[1:]}
        assert name.startswith(b"__Host-")
        assert {b"Secure", b"HttpOnly", b"Path=/", b"SameSite=Lax"} <= said
        assert not any(part.startswith(b"Domain") for part in said)


@pytest.mark.parametrize("path", ["/api/Task", "/calendario/un-secreto/"])
def test_it_leads_nothing_on_that_would_send_its_secret_in_clear_again_and_again(served, path):
    with socket.create_connection(("127.0.0.1", served.plain), timeout=20) as line:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: cauce.example\r\nConnection: close\r\n\r\n".encode())
        told = line.recv(4000)
    assert status(told) == 403 and b"Location" not in told


def test_what_somebody_sends_waits_for_its_end_in_memory_and_not_on_a_disk(served):
    """The place of the test stands for ``/dev/shm``; nginx's own is on a disk."""
    site = (ROOT / "deploy/nginx/cauce.conf").read_text()
    assert "client_body_temp_path /dev/shm/" in site and "client_body_in_file_only" not in site
    with served.connect() as line:
        line.sendall(b"POST /entrar/ HTTP/1.1\r\nHost: cauce.example\r\nContent-Length: 200000\r\n\r\n")
        line.sendall(b"lo que conto " * 10_000)
        held: set[str] = set()
        for _ in range(100):
            if held := {one for one in open_files(served) if "(deleted)" in one}:
                break
            time.sleep(0.05)
    assert held and all(one.startswith(f"{served.folder}/memory/") for one in held)


def open_files(served) -> set[str]:
    """What the processes of nginx hold open; what nobody can find by its name any more as well."""
    first = (served.folder / "nginx.pid").read_text().strip()
    workers = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    files = [one for pid in (first, *workers) for one in Path(f"/proc/{pid}/fd").iterdir()]
    # Not what the tests opened before it.
    return {one for one in map(os.readlink, files) if one.startswith(str(served.folder))}


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_it_refuses_old_tls(served, version):
    old = ssl._create_unverified_context()  # noqa: S323 — its own certificate
    old.set_ciphers("ALL:@SECLEVEL=0")
    old.minimum_version = old.maximum_version = version
    with pytest.raises((ssl.SSLError, ConnectionError)):
        served.connect(old)


def test_it_speaks_new_tls_and_forward_secrecy_alone(served):
    for version, name in ((ssl.TLSVersion.TLSv1_2, "TLSv1.2"), (ssl.TLSVersion.TLSv1_3, "TLSv1.3")):
        new = ssl._create_unverified_context()  # noqa: S323 — its own certificate
        new.minimum_version = new.maximum_version = version
        with served.connect(new) as line:
            assert line.version() == name
    static = ssl._create_unverified_context()  # noqa: S323 — its own certificate
    static.maximum_version = ssl.TLSVersion.TLSv1_2
    static.set_ciphers("AES256-GCM-SHA384:AES128-SHA:@SECLEVEL=0")
    with pytest.raises((ssl.SSLError, ConnectionError)):
        served.connect(static)


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PUT", "DELETE", "PATCH", "PROPFIND"])
def test_it_takes_no_other_method(served, method):
    assert status(served.get("/", method=method)) in (400, 405)


def test_it_answers_to_its_own_name_alone(served):
    answer = served.get("/entrar/", host="otra.example")
    assert status(answer) == 400
    told = served.get("/entrar/", more="X-Forwarded-Host: otra.example\r\n")
    assert status(told) == 200 and b"otra.example" not in told


@pytest.mark.parametrize("path", FORBIDDEN)
def test_it_shows_no_file_of_its_own_and_no_listing(served, path):
    answer = served.get(path)
    assert status(answer) in (301, 302, 400, 404), answer[:200]
    assert b"SECRET" not in answer and b"Index of" not in answer


def test_it_says_no_version_of_anything(served):
    for answer in (served.get("/entrar/"), served.get("/nada/"), served.get("/", method="TRACE")):
        assert not re.search(rb"(nginx|gunicorn|Python|Django)/\d", answer)


SMUGGLED = (
    b"POST /entrar/ HTTP/1.1\r\nHost: cauce.example\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n"
    b"Connection: close\r\n\r\n0\r\n\r\nGET /salud/viva/ HTTP/1.1\r\nHost: cauce.example\r\n\r\n",
    b"POST /entrar/ HTTP/1.1\r\nHost: cauce.example\r\nContent-Length: 4\r\nContent-Length: 40\r\n"
    b"Connection: close\r\n\r\nabcdGET /salud/viva/ HTTP/1.1\r\n\r\n",
    (
        b"GET /entrar/ HTTP/1.1\r\n"
        b"Host: cauce.example\r\n"
        b"Transfer-Encoding: xchunked\r\n"
        b"Connection: close\r\n"
        b"\r\n"
        b"GET /salud/viva/ HTTP/1.1\r\nHost: cauce.example\r\n\r\n"
    ),
)


@pytest.mark.parametrize("request_", SMUGGLED)
def test_it_lets_no_second_request_hide_in_the_first(served, request_):
    answer = served.raw(request_)
    assert answer.count(b"HTTP/1.1 ") == 1, answer[:400]
    assert status(answer) != 200


def test_its_log_keeps_no_address_and_nothing_of_whoever_asks_for_help(served):
    served.get("/guia/?q=Xilonen", more="Referer: https://otra.example/Xilonen\r\n")
    served.get("/campo/secreto-de-un-telefono/formList")
    served.get("/nada/Xilonen/")
    log = (served.folder / "cauce.log").read_text()
    assert log.count("\n") > 3
    for word in ("127.0.0.1", "Xilonen", "guia", "campo", "secreto", "otra.example"):
        assert word not in log


def watch(served, path: str) -> bytes:
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(served.folder / "watch.sock"))
        line.settimeout(20)
        line.sendall(f"GET {path} HTTP/1.0\r\n\r\n".encode())
        got = b""
        while more := line.recv(65536):
            got += more
    return got


def test_numbers_and_causes_are_told_on_a_socket_that_the_proxy_does_not_lead_to(served):
    numbers = watch(served, "/metrics")
    assert b'\ncauce_requests_total{class="2xx"} ' in numbers and b"\ncauce_queries_total " in numbers
    causes = watch(served, "/salud/")
    assert status(causes) == 503 and b"systemctl enable --now cauce-tick" in causes, "no loop runs here"
    assert b"cauce-backup.timer" in causes
    assert status(served.get("/metrics")) == 404, "no page bears that name"
    told = served.get("/salud/")
    assert status(told) == 503 and told.endswith(b"\r\n\r\nnot ready")
    assert status(served.get("/salud/viva/")) == 200


def test_with_nobody_behind_it_the_proxy_writes_no_address_either(tmp_path):
    """What nginx says of a request that failed bears its whole address, and whose it was."""
    _certificate(tmp_path)
    alone = Served(free_port(), free_port(), tmp_path)
    whole = _nginx(tmp_path, alone.plain, alone.tls)
    proxy = subprocess.Popen([shutil.which("nginx") or "nginx", "-c", whole], start_new_session=True)
    try:
        for _ in range(100):
            try:
                answer = alone.get("/campo/secreto-de-un-telefono/formList")
                break
            except OSError:
                time.sleep(0.05)
        assert status(answer) == 502 and status(alone.get("/guia/?q=Xilonen")) == 502
    finally:
        os.killpg(proxy.pid, signal.SIGTERM)
        proxy.wait(timeout=30)
    kept = {one: one.read_bytes() for one in tmp_path.rglob("*") if one.is_file() and one.suffix == ".log"}
    assert len(kept) == 2
    for word in (b"127.0.0.1", b"Xilonen", b"guia", b"campo", b"secreto"):
        assert [one.name for one, text in kept.items() if word in text] == []


def test_whoever_asks_without_end_is_slowed_also_where_no_line_is_kept(served):
    """Without it one machine took every thread of the server through the public guide."""
    asked = b"GET /guia/nada HTTP/1.1\r\nHost: cauce.example\r\n\r\n"
    with served.connect() as line:
        line.settimeout(10)
        got = b""
        for hundreds in range(1, 11):  # on a busy machine the first hundred come too slowly to be too many
            line.sendall(asked * 100)
            while got.count(b"HTTP/1.1 ") < 100 * hundreds and (more := line.recv(65536)):
                got += more
            if b"HTTP/1.1 429" in got:
                return
    raise AssertionError(f"{got.count(b'HTTP/1.1 ')} were answered, none refused")
