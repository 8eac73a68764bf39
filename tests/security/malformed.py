"""Malformed requests, over raw sockets, to a real server: what is sent, how, and what came back."""

from __future__ import annotations

import random
import re
import socket
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[2]
ANON = re.compile(r"RssAnon:\s+(\d+) kB")
TOKEN = "a" * 32
ODD = (
    b"\x00",
    b"\xff\xfe",
    b"%00",
    b"%ff",
    b"%c0%ae%c0%ae/",
    b"../../",
    b"%2e%2e%2f",
    b"'\"><",
    b"${7*7}",
    b"{{7}}",
    b"%",
    b"%zz",
    "ñ".encode(),
    b"\xed\xa0\x80",
    b"9" * 40,
    b"-1",
    b"1e309",
    b"0001-01-01",
    b"9999-12-31T23:59:59",
    b"[]",
    b"null",
    b"A" * 5000,
    "\u202e\ufeff".encode(),
    b"2026-02-30",
    b" ",
    b"\r",
    b"\t",
    b"NaN",
)
METHODS = (
    b"GET",
    b"POST",
    b"HEAD",
    b"PUT",
    b"get",
    b"G\x00T",
    b"TRACE",
    b"CONNECT",
    b"OPTIONS",
    b"X" * 300,
    b"",
    b"PROPFIND",
    "ÑET".encode(),
)
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">'
    b'<!ENTITY x SYSTEM "file:///etc/passwd">]><data id="formato-a">&c;&x;</data>'
)


@dataclass
class Attacker:
    """Makes requests from a seed: the same seed, the same requests."""

    addresses: list[str]
    fields: list[str]
    session: str
    seed: int
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311

    def odd(self) -> bytes:
        return self.chance.choice(ODD)

    def target(self) -> bytes:
        address = self.chance.choice(self.addresses).encode()
        how = self.chance.randrange(12)
        if how == 0:
            cut = self.chance.randrange(len(address))
            return address[:cut] + self.odd() + address[cut:]
        if how == 1:
            pairs = [quote(self.name()).encode() + b"=" + self.odd() for _ in range(20)]
            return address + b"?" + b"&".join(pairs)
        if how == 2:
            return address + b"?" + b"next=" + self.odd() + b"&start=" + self.odd() + b"&q=%00"
        if how == 3:
            return b"http://otro.example" + address
        return address

    def name(self) -> str:
        return self.chance.choice(self.fields)

    def cookies(self) -> bytes:
        how = self.chance.randrange(12)
        kept = f"{self.session}; csrftoken={TOKEN}".encode()
        if how == 0:
            return b"sesion=" + self.odd() + b"; csrftoken=" + self.odd() + b"; idioma=" + self.odd()
        if how == 1:
            return kept + b"; x=" + b"y" * self.chance.choice((100, 4000, 9000, 70_000))
        if how == 2:
            return b"; ;=;==;" + kept + b'; a="\\\xff'
        return kept

    def headers(self) -> list[bytes]:
        """Headers of another kind than a browser would send."""
        names = (
            b"Accept-Language",
            b"HX-Request",
            b"HX-Current-URL",
            b"HX-Target",
            b"Range",
            b"If-Modified-Since",
            b"If-None-Match",
            b"X-Forwarded-For",
            b"X-Forwarded-Host",
            b"X-Forwarded-Proto",
            b"Origin",
            b"Referer",
            b"Content-Encoding",
            b"Expect",
            b"X-Asks-Itself",
            b"Sec-Fetch-Site",
            b"HX-Current-URL-URI-AutoEncoded",
            b"X-OpenRosa-Version",
            b"Accept-Encoding",
            b"Upgrade",
        )
        chosen = self.chance.sample(names, self.chance.choice((0, 0, 0, 1, 2)))
        if self.chance.random() < 0.02:
            chosen.append(self.chance.choice((b"Bad Name", b"", b"\xff")))
        return [name + b": " + self.odd().replace(b"\r", b"") for name in chosen]

    def form(self) -> tuple[bytes, bytes]:
        """A form with the right token, and hardly anything right beside it."""
        pairs = [b"csrfmiddlewaretoken=" + TOKEN.encode()]
        for _ in range(self.chance.choice((1, 6, 30, 600))):
            value = self.odd() if self.chance.random() < 0.6 else quote(self.odd()).encode()
            pairs.append(quote(self.name()).encode() + b"=" + value)
        if self.chance.random() < 0.3:
            pairs *= 2
        return b"&".join(pairs), b"application/x-www-form-urlencoded" + self.charset()

    def charset(self) -> bytes:
        return self.chance.choice(
            (
                b"",
                b"; charset=utf-7",
                b"; charset=nope",
                b"; charset=\xff",
                b"; charset=utf-16",
                b"; charset=",
            )
        )

    def parts(self) -> tuple[bytes, bytes]:
        """A form in parts, cut off, without its boundary, or with a part that is not what it says."""
        line = b"--limite\r\n"
        body = line + b'Content-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n' + TOKEN.encode()
        for _ in range(self.chance.randrange(1, 5)):
            name, file = quote(self.name()).encode(), self.odd().replace(b"\r", b"")
            coded = self.chance.choice(
                (
                    b"",
                    b"Content-Transfer-Encoding: base64\r\n",
                    b"Content-Type: image/svg+xml\r\n",
                    b"Content-Type: \xff\r\n",
                    b"X: " + b"y" * 3000 + b"\r\n",
                )
            )
            body += (
                b"\r\n"
                + line
                + b'Content-Disposition: form-data; name="'
                + name
                + self.chance.choice((b'"', b'"; filename="' + file + b'"', b"; filename*=utf-8''%ff"))
                + b"\r\n"
                + coded
                + b"\r\n"
                + self.chance.choice((self.odd(), BOMB, b"PK\x03\x04"))
            )
        if self.chance.random() < 0.1:  # parts without end, of no name, or of files
            body += (
                self.chance.choice(
                    (
                        b"\r\n" + line + b"\r\n",
                        b"\r\n" + line,
                        b"\r\n" + line + b'Content-Disposition: form-data; name="f"; filename="f"\r\n\r\n',
                    )
                )
                * 1_200
            )
        body += b"\r\n--limite--\r\n"
        if self.chance.random() < 0.4:
            body = body[: self.chance.randrange(len(body))]
        bound = self.chance.choice(
            (
                b"boundary=limite",
                b"boundary=otra",
                b"boundary=",
                b"boundary=\xff",
                b"boundary=" + b"x" * 300,
                b'boundary="limite',
                b'boundary="limite"',
                b'charset="utf-8"; boundary="limite"',
                b"boundary=limite; charset=UTF-8",
                b"boundary*=nope''limite",
                b"boundary*0=lim; boundary*1=ite",
                b"boundary=\x00",
                b"boundary=limite; boundary=otra",
                b";;=;",
            )
        )
        return body, b"multipart/form-data; " + bound

    def body(self) -> tuple[bytes, bytes]:
        how = self.chance.randrange(5)
        if how < 2:
            return self.form()
        if how < 4:
            return self.parts()
        return self.chance.choice(((BOMB, b"text/xml"), (b'{"a":' * 500, b"application/json")))

    def length(self, body: bytes) -> list[bytes]:
        """What is said of the length: true, or one of many lies."""
        true = str(len(body)).encode()
        lies = ([b"Content-Length: " + true],) * 30 + (
            [b"Content-Length: 999999"],
            [b"Content-Length: 3"],
            [b"Content-Length: -1"],
            [b"Content-Length: x"],
            [b"Content-Length: 9999999999999"],
            [],
            [b"Content-Length:"],
            [b"Content-Length: " + true, b"Content-Length: 5"],
            [b"Content-Length: " + true, b"Transfer-Encoding: chunked"],
            [b"Transfer-Encoding: chunked"],
            [b"Transfer-Encoding: gzip, chunked"],
        )
        return self.chance.choice(lies)

    def pieces(self, body: bytes) -> bytes:
        """The same body in pieces of unsaid length, now and then cut off or framed wrongly."""
        found, at = b"", 0
        while at < len(body):
            piece = body[at : at + self.chance.choice((1, 7, 500, 70_000))]
            at += len(piece)
            found += b"%x\r\n" % len(piece) + piece + b"\r\n"
        end = self.chance.choice((b"0\r\n\r\n",) * 6 + (b"", b"0", b"zz\r\n", b"ffffffff\r\n", b"-1\r\n"))
        return found + end

    def request(self) -> bytes:
        chance = self.chance
        method = chance.choice(METHODS) if chance.random() < 0.2 else chance.choice((b"GET", b"POST"))
        version = b"HTTP/1.1" if chance.random() < 0.95 else chance.choice((b"HTTP/9.9", b"", b"HTTP/1.0"))
        lines = [method + b" " + self.target() + b" " + version]
        host = b"localhost" if chance.random() < 0.93 else self.odd().replace(b"\r", b"")
        lines += [
            b"Host: " + host,
            b"Connection: close",
            b"Cookie: " + self.cookies(),
            *self.headers(),
        ]
        body = b""
        if method != b"GET":
            body, kind = self.body()
            if chance.random() < 0.15:
                body, said = self.pieces(body), [b"Transfer-Encoding: chunked"]
            else:
                said = self.length(body)
            lines += [b"Content-Type: " + kind, *said]
        if chance.random() < 0.01:
            return b"\r\n".join(lines)  # and nothing more ever comes
        end = b"\n" if chance.random() < 0.03 else b"\r\n"
        return end.join(lines) + end * 2 + body


def ask(port: int, data: bytes) -> int:
    """The status of the answer; 0: the server closed without one."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        got = b""
        try:
            line.sendall(data)
            line.shutdown(socket.SHUT_WR)
            while b"\r\n" not in got and (more := line.recv(4096)):
                got += more
            while line.recv(65536):
                pass
        except OSError:
            pass
    words = got.split(b" ", 2)
    return int(words[1]) if got.startswith(b"HTTP/") and len(words) > 1 else 0
