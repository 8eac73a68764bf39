"""What somebody does at a ministry's sign-in: follows where it leads and fills in its pages.

Needs Python alone, so that a machine of the tests can run it:
``python3 browser.py https://cauce.example/entrar/ministerio/ NAME`` says where she is led in the end.
"""

from __future__ import annotations

import re
import sys
import urllib.request
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin


class Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **named):
        return None


class Browser:
    """One browser with its cookies."""

    def __init__(self) -> None:
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self._open = urllib.request.build_opener(Stays, jar).open

    def ask(self, address: str, form: dict[str, str] | None = None) -> tuple[str, str]:
        """Where it leads next ('': nowhere), and the page."""
        body = urlencode(form).encode() if form else None
        try:
            with self._open(address, body, timeout=20) as answer:  # noqa: S310 - this machine's own
                return "", answer.read().decode()
        except HTTPError as answer:
            if answer.code not in (302, 303):
                raise
            return urljoin(address, answer.headers["Location"]), ""

    def signs_in(self, address: str, name: str, back: str) -> str:
        """From the ministry's page to the address of ours that it leads back to."""
        while not address.startswith(back):
            there, page = self.ask(address)
            if page:
                action = re.search(r'<form[^>]* action="([^"]+)"', page)[1]
                prompt = re.search(r'name="prompt" value="([^"]+)"', page)[1]
                form = {"prompt": prompt, "login": name, "password": "cualquiera"}
                there, _ = self.ask(urljoin(address, action), form)
            address = there
        return address


if __name__ == "__main__":
    start, name = sys.argv[1:]
    browser = Browser()
    there, _ = browser.ask(start)
    print(browser.ask(browser.signs_in(there, name, urljoin(start, "vuelta/")))[0])
