"""A mail server that keeps what it is given: real sockets, the few words of RFC 5321 that are needed."""

from __future__ import annotations

import socketserver
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class MailServer:
    """What was received, as it came; ``refused``: addresses that it knows nothing of."""

    port: int = 0
    received: list[tuple[str, str]] = field(default_factory=list)  # to whom, and the message
    refused: set[str] = field(default_factory=set)


def _handler(kept: MailServer) -> type[socketserver.StreamRequestHandler]:
    class Talk(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(line.encode() + b"\r\n")

        def handle(self) -> None:
            self.say("220 stand-in")
            to = ""
            while line := self.rfile.readline().decode().strip():
                word = line[:4].upper()
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

    return Talk


@contextmanager
def mail_server(port: int = 0):
    """A server that runs for as long as the block, at a free port or at this one."""
    kept = MailServer()
    socketserver.TCPServer.allow_reuse_address = True
    with socketserver.TCPServer(("127.0.0.1", port), _handler(kept)) as server:
        kept.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield kept
        finally:
            server.shutdown()
            thread.join()
