"""A mail server that keeps what it is given: real sockets, the few words of RFC 5321 that are needed."""

from __future__ import annotations

import base64
import socket
import socketserver
import ssl
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class MailServer:
    """What was received, as it came; ``refused``: addresses that it knows nothing of.

    ``tls``: it asks for TLS first and then who one is; who said so, as "name secret", is in ``entered``.
    """

    port: int = 0
    tls: ssl.SSLContext | None = None
    entered: set[str] = field(default_factory=set)
    received: list[tuple[str, str]] = field(default_factory=list)  # to whom, and the message
    refused: set[str] = field(default_factory=set)


class Talk(socketserver.StreamRequestHandler):
    """One conversation with whoever sends; what the server keeps is ``self.server.kept``."""

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self) -> None:
        kept: MailServer = self.server.kept
        self.say("220 stand-in")
        to = ""
        while line := self.rfile.readline().decode().strip():
            word = line[:4].upper()
            if kept.tls and self.guarded(kept, word, line):
                continue
            if word == "RCPT":
                to = line.partition("<")[2].rstrip(">")
                self.say("550 nobody" if to in kept.refused else "250 ok")
            elif word == "DATA":
                self.say("354 go on")
                body = []
                while (part := self.rfile.readline()) != b".\r\n":
                    body.append(part.decode())
                kept.received.append((to, "".join(body)))
                self.say("250 ok")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def guarded(self, kept: MailServer, word: str, line: str) -> bool:
        """Whether a server that asks for TLS and a name has answered this word by itself."""
        plain = not isinstance(self.connection, ssl.SSLSocket)
        if word == "EHLO":
            self.say("250-stand-in\r\n250 " + ("STARTTLS" if plain else "AUTH PLAIN"))
        elif word == "STAR":
            self.say("220 go on")
            self.request = kept.tls.wrap_socket(self.connection, server_side=True)
            self.setup()
        elif plain and word != "QUIT":
            self.say("530 first STARTTLS")
        elif word == "AUTH":
            told = base64.b64decode(line.split()[2]).decode().split("\0")
            kept.entered.add(" ".join(told[1:]))
            self.say("235 ok")
        else:
            return False
        return True


@contextmanager
def mail_server(port: int = 0, listening: socket.socket | None = None, tls: ssl.SSLContext | None = None):
    """A server that runs for as long as the block: at a free port, at this one, or at ``listening``."""
    kept = MailServer(tls=tls)
    socketserver.TCPServer.allow_reuse_address = True
    with socketserver.TCPServer(("127.0.0.1", port), Talk, not listening) as server:
        server.kept = kept
        if listening:
            server.socket.close()
            server.socket = listening
            server.server_address = listening.getsockname()
        kept.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield kept
        finally:
            server.shutdown()
            thread.join()
