"""What is told to another system goes to public addresses alone, signed as the standard says."""

from __future__ import annotations

import base64
import time

import pytest

from cauce.standards import webhooks

URL = "https://sistema.ejemplo.org/avisos"


def test_the_signature_is_that_of_the_standards_own_example():
    """Standard Webhooks, reference implementations: the same secret, id, instant and body."""
    made = webhooks.signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
    )
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize(
    "numbers",
    [
        ["127.0.0.1"],
        ["10.0.0.7"],
        ["192.168.1.1"],
        ["172.16.0.1"],
        ["169.254.169.254"],
        ["::1"],
        ["fe80::1"],
        ["fd00::1"],
        ["0.0.0.0"],
        ["100.64.0.1"],
        ["224.0.0.1"],
        ["::ffff:10.0.0.1"],
        ["93.184.216.34", "127.0.0.1"],
        [],
    ],
)
def test_a_name_that_leads_inside_is_not_visited(numbers):
    assert webhooks.tell(URL, b"{}", {}, resolve=lambda host, port: numbers) == "private"


def test_a_name_that_is_none_and_an_address_that_may_not_be_are_not_visited():
    def nothing(host, port):
        raise OSError("no such name")

    assert webhooks.tell(URL, b"{}", {}, resolve=nothing) == "address"
    assert webhooks.tell("http://sistema.ejemplo.org/", b"{}", {}) == "address"


def test_a_receiver_that_answers_letter_by_letter_is_left(monkeypatch):
    import socket
    import threading

    monkeypatch.setattr(webhooks, "WHOLE", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip():
            line, _ = server.accept()
            try:
                for letter in b"HTTP/1.1 200 " * 50:
                    line.sendall(bytes([letter]))
                    time.sleep(0.05)
            except OSError:
                line.close()

        threading.Thread(target=drip, daemon=True).start()
        start = time.monotonic()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        assert webhooks.tell(address, b"{}", {}, here=True) == "silent"
        assert time.monotonic() - start < 3


def test_what_is_told_has_no_room_for_more():
    body = webhooks.body_of(task="7", status="accepted", business_status=None, version="3", at="x")
    assert body == (
        b'{"type":"task.updated","timestamp":"x","data":{"task":"7","status":"accepted","version":"3"}}'
    )
    assert base64.b64decode(webhooks.signature("whsec_QQ==", "a", 1, body)[3:])
