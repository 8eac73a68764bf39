"""What was cut off on its way is not read as if it were whole."""

from __future__ import annotations

import io

import pytest
from django.core.exceptions import BadRequest
from hypothesis import given
from hypothesis import strategies as st

from cauce.site import whole_forms
from cauce.site.whole_forms import Whole, only_whole

BODY = st.binary(min_size=1, max_size=60)
STEP = st.one_of(st.just(-1), st.integers(1, 70))


def read(body: Whole, size: int, how: str) -> bytes:
    found = b""
    while part := getattr(body, how)(size):
        found += part
    return found


@given(BODY, STEP, st.sampled_from(["read", "readline"]), st.binary(max_size=9))
def test_a_whole_body_is_read_as_it_is_and_no_byte_farther(sent, size, how, next_request):
    assert read(Whole(io.BytesIO(sent + next_request), len(sent)), size, how) == sent
    assert b"".join(Whole(io.BytesIO(sent + next_request), len(sent))) == sent


@given(BODY, STEP, st.sampled_from(["read", "readline"]), st.data())
def test_a_body_cut_anywhere_is_refused(sent, size, how, data):
    came = sent[: data.draw(st.integers(0, len(sent) - 1))]
    with pytest.raises(BadRequest):
        read(Whole(io.BytesIO(came), len(sent)), size, how)


@pytest.mark.parametrize("length", ["", "0", "-3", "x", None])
def test_without_a_length_there_is_nothing_to_wait_for(length):
    given = {"wsgi.input": io.BytesIO(b"a"), "CONTENT_LENGTH": length}
    seen = []
    only_whole(lambda environ, start: seen.append(environ["wsgi.input"]) or [])(given, None)
    assert seen == [given["wsgi.input"]] and isinstance(seen[0], io.BytesIO)


@pytest.mark.parametrize("length", ["+5", " 5", "5_0", "٥x"])
def test_a_length_that_is_no_plain_number_reads_nothing(length):
    assert asked(**{"wsgi.input": io.BytesIO(b"aaaaa"), "CONTENT_LENGTH": length})["CONTENT_LENGTH"] == ""


def asked(**environ) -> dict:
    """What the application is given of a request."""
    seen: list[dict] = []
    only_whole(lambda given, start: seen.append(given) or [])(environ, None)
    return seen[0]


def in_parts(many: int, boundary: str = "limite") -> bytes:
    part = f'--{boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
    return (part * many + f"--{boundary}--\r\n").encode()


@pytest.mark.parametrize(
    "kind",
    [
        "multipart/form-data; boundary=limite",
        'multipart/form-data; boundary="limite"',
        'Multipart/Form-Data; charset="UTF-8"; boundary="limite"',
        "multipart/form-data; boundary=limite; charset=utf-8",
    ],
)
@pytest.mark.parametrize("step", [1, 7, 65_536])
def test_a_form_of_too_many_parts_is_refused_while_it_is_read_however_its_boundary_is_written(kind, step):
    def taken(many: int) -> bytes:
        sent = in_parts(many)
        given = asked(
            **{
                "wsgi.input": io.BytesIO(sent),
                "CONTENT_LENGTH": str(len(sent)),
                "CONTENT_TYPE": kind,
            }
        )
        return read(given["wsgi.input"], step, "read")

    assert taken(whole_forms.MOST_PARTS) == in_parts(whole_forms.MOST_PARTS)
    with pytest.raises(BadRequest, match="parts"):
        taken(whole_forms.MOST_PARTS + 1)


def test_what_comes_in_pieces_is_taken_whole_with_the_length_that_it_has():
    given = asked(**{"wsgi.input": io.BytesIO(b"a=1"), "HTTP_TRANSFER_ENCODING": "Chunked"})
    assert given["CONTENT_LENGTH"] == "3" and given["wsgi.input"].read() == b"a=1"


def test_of_what_comes_in_pieces_without_end_only_a_bounded_length_is_read():
    class Endless:
        read_so_far = 0

        def read(self, size: int) -> bytes:
            self.read_so_far += size
            return b"x" * size

    endless = Endless()
    given = asked(**{"wsgi.input": endless, "HTTP_TRANSFER_ENCODING": "chunked"})
    assert endless.read_so_far == whole_forms.LARGEST + 1 == int(given["CONTENT_LENGTH"])


def test_pieces_that_break_off_are_a_body_that_was_cut():
    class Broken:
        left = [b"a=1&", b"b="]

        def read(self, size: int) -> bytes:
            if not self.left:
                raise ValueError("a server's own error")
            return self.left.pop(0)

    given = asked(**{"wsgi.input": Broken(), "HTTP_TRANSFER_ENCODING": "chunked"})
    with pytest.raises(BadRequest, match="cut off"):
        given["wsgi.input"].read()


@pytest.mark.parametrize(
    "kind",
    ["multipart/form-data; boundary*=nope''x", "text/plain; a*=\0''x", "text/plain; charset=u\0"],
)
def test_a_type_that_cannot_be_read_becomes_a_form_without_a_boundary_and_no_error_of_the_server(
    kind,
):
    given = asked(**{"wsgi.input": io.BytesIO(b"x"), "CONTENT_LENGTH": "1", "CONTENT_TYPE": kind})
    assert given["CONTENT_TYPE"] == "multipart/form-data"
