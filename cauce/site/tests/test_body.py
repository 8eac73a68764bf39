"""What was cut off on its way is not read as if it were whole."""

from __future__ import annotations

import io

import pytest
from django.core.exceptions import BadRequest
from hypothesis import given
from hypothesis import strategies as st

from cauce.site.body import Whole, only_whole

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
