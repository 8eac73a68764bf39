"""What a browser sends, as small as it can be: a session, a form, and nothing followed."""

from __future__ import annotations

import http.client
from dataclasses import dataclass
from urllib.parse import urlencode

CSRF = "f" * 32


class Gone(Exception):
    """Nobody answered: refused, cut off, or half an answer. It is not known what was done."""


@dataclass(frozen=True)
class Answer:
    """Status, where it leads ('' nowhere) and the page."""

    status: int
    location: str
    body: str

    @property
    def acknowledged(self) -> bool:
        return 200 <= self.status < 400


class Browser:
    """Somebody at the door; ``cookies`` of nobody: not signed in."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None, seconds=60) -> None:
        self.port, self.cookies, self.seconds = port, dict(cookies or {}), seconds
        self._open: http.client.HTTPConnection | None = None

    def _headers(self) -> dict[str, str]:
        cookies = self.cookies | {"csrftoken": CSRF}
        return {
            "Host": "localhost",
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        }

    def ask(self, method: str, address: str, body: str | None = None, **headers: str) -> Answer:
        """One request on a connection of its own. Raises ``Gone``."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.seconds)
        try:
            connection.request(method, address, body, self._headers() | headers)
            answer = connection.getresponse()
            page = answer.read().decode(errors="replace")
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    cookie, _, rest = value.partition(";")[0].partition("=")
                    self.cookies[cookie.strip()] = rest.strip('"')
            self.cookies.pop("csrftoken", None)
            return Answer(answer.status, answer.getheader("Location") or "", page)
        except (OSError, http.client.HTTPException) as problem:
            raise Gone(type(problem).__name__) from problem
        finally:
            connection.close()

    def get(self, address: str, **headers: str) -> Answer:
        return self.ask("GET", address, **headers)

    def post(self, address: str, **form: str) -> Answer:
        body = urlencode(form | {"csrfmiddlewaretoken": CSRF})
        return self.ask("POST", address, body, **{"Content-Type": "application/x-www-form-urlencoded"})
