"""What goes wrong on the way: a clear message, nothing lost, nothing half kept."""

from __future__ import annotations

import http.client
from urllib.parse import urlsplit

import pytest

from cauce.custody.keystore import new_pair
from cauce.intake.collection import access, judging, reading
from cauce.intake.collection.models import Arrival, Attachment
from cauce.intake.collection.sealing import files_of
from cauce.protocol.documents import unpacking
from tests.field import Finalised, current, finalise, multipart, submission

ASKS = {"agreed": "yes", "alone_and_safe": "yes", "can_leave": "no"}
SCRIPT = "<script>alert(1)</script>"


def sent_plain(phone, xml, files=None):
    return phone.send(Finalised("", xml, files or {}))


def only(reason):
    one = Arrival.objects.get()
    assert (one.state, one.reasons) == ("quarantined", [reason])
    return one


def test_unknown_questions_are_set_aside_with_their_names(ready, cast):

    xml = current("mobile-consulate", ASKS | {"nombre": "Citlalmina", "can_leave": "no"})
    assert ready.send(finalise(ready.public("formato-d"), xml)).status == 201
    one = only("unknown_question")
    assert access.read(cast.ines.actor, one).content["unknown"] == ["nombre"]
    assert "Citlalmina" not in str(access.read(cast.ines.actor, one).content)


def test_an_old_version_runs_under_its_own_rules_and_an_unknown_one_waits(ready):

    key = ready.public("formato-d")
    old = submission("formato-d", "1-00000000", ASKS)
    assert ready.send(finalise(key, old)).status == 201
    one = Arrival.objects.get()
    assert (one.state, one.instrument_version, one.form_version) == ("taken", 1, "1-00000000")
    ready.send(finalise(key, submission("formato-d", "77-00000000", ASKS)))
    assert Arrival.objects.filter(reasons=["unknown_version"]).count() == 1
    ready.send(finalise(key, submission("encuesta", "1", ASKS)))
    assert Arrival.objects.filter(reasons=["unknown_form"]).count() == 1


def test_cut_in_half_it_is_refused_and_nothing_of_it_is_kept(ready):
    form = ready.finish("formato-d", ASKS)
    body, kind = multipart(form.xml, form.files)
    said = ready.ask("POST", ready.address(), body[: len(body) // 2], **{"Content-Type": kind})
    assert said.status == 400 and "llegó cortado" in said.text and "was cut" in said.text
    xml_cut = sent_plain(ready, form.xml[: len(form.xml) // 2])
    assert xml_cut.status == 400 and "No se guardó nada" in xml_cut.text
    assert not Arrival.objects.exists() and not Attachment.objects.exists()
    assert ready.send(form).status == 201


def test_a_line_that_breaks_under_way_leaves_nothing(ready):
    form = ready.finish("formato-d", ASKS)
    body, kind = multipart(form.xml, form.files)
    parts = urlsplit(ready.address())
    line = http.client.HTTPConnection(parts.netloc, timeout=10)
    line.putrequest("POST", parts.path)
    line.putheader("Content-Type", kind)
    line.putheader("Content-Length", str(len(body)))
    line.endheaders(body[:200])
    line.close()
    assert ready.send(form).status == 201
    assert Arrival.objects.count() == 1


@pytest.mark.parametrize("name", ["submission.xml.enc"])
def test_a_damaged_file_is_set_aside_whole(ready, name):
    form = ready.finish("formato-d", ASKS)
    form.files[name] = bytes([form.files[name][0] ^ 1]) + form.files[name][1:]
    assert ready.send(form).status == 201
    only("wrong_hash")


def test_a_wrong_check_value_is_set_aside(ready):
    form, other = ready.finish("formato-d", ASKS), ready.finish("formato-d", ASKS)
    mark = b"base64EncryptedElementSignature>"
    theirs = other.xml.split(mark)[1]
    form.xml = form.xml.replace(form.xml.split(mark)[1], theirs)
    assert ready.send(form).status == 201
    only("wrong_hash")


def test_what_another_telephone_encrypted_does_not_open(ready, registered):

    stranger, _ = new_pair()
    assert ready.send(finalise(stranger, current("mobile-consulate", ASKS))).status == 201
    only("wrong_key")


def test_what_is_not_encrypted_is_set_aside(ready):
    assert sent_plain(ready, current("mobile-consulate", ASKS)).status == 201
    only("not_encrypted")


def test_a_photograph_of_200_megabytes_is_refused_in_words_and_the_rest_is_safe(ready):
    ready.send(ready.finish("formato-d", ASKS))
    parts = urlsplit(ready.address())
    line = http.client.HTTPConnection(parts.netloc, timeout=60)
    line.putrequest("POST", parts.path)
    line.putheader("Content-Type", "multipart/form-data; boundary=x")
    line.putheader("Content-Length", str(200 * 1024 * 1024))
    line.endheaders()
    piece = b"\0" * (1024 * 1024)
    for _ in range(200):
        line.send(piece)
    said = line.getresponse()
    assert said.status == 413 and "no llevan fotos" in said.read().decode()
    assert ready.largest == 10 * 1024 * 1024, "a telephone is told beforehand"
    assert Arrival.objects.get().state == "taken"


def test_a_script_in_a_name_is_no_name(ready, client, cast):
    form = ready.finish("formato-d", ASKS | {"turn": SCRIPT})
    assert ready.send(form).status == 201
    one = only("wrong_value")
    client.force_login(cast.ines.user)
    page = client.get(f"/telefonos/llegadas/{one.id}/").content.decode()
    assert SCRIPT not in page and "Número de ficha o turno</li>" in page
    bad = Finalised("", current("mobile-consulate", ASKS), {f"{SCRIPT}.jpg": b"x"})
    assert ready.send(bad).status == 400
    assert ready.send(Finalised("", bad.xml, {"../../x": b"x"})).status in (201, 400)
    assert not Attachment.objects.filter(name__contains="/").exists()


def test_no_entity_and_no_endless_nesting_is_ever_read(ready):
    bomb = b'<!DOCTYPE d [<!ENTITY a "b">]><data id="formato-d" version="1"><x>&a;</x></data>'
    assert sent_plain(ready, bomb).status == 400
    deep = b"<g>" * 40 + b"</g>" * 40
    xml = submission("formato-d", "1", {}).replace(b"<orx:meta>", deep + b"<orx:meta>")
    assert sent_plain(ready, xml).status == 201
    assert "too_large" in Arrival.objects.get().reasons


def test_the_same_number_with_other_contents_is_a_second_form_to_look_at(ready):
    first = ready.finish("formato-d", ASKS, instance="uuid:same")
    second = ready.finish("formato-d", ASKS | {"can_leave": "yes"}, instance="uuid:same")
    assert [ready.send(one).status for one in (first, second)] == [201, 201]
    assert sorted(Arrival.objects.values_list("state", flat=True)) == ["quarantined", "taken"]


def test_a_form_without_its_number_or_without_any_form_is_refused(ready):
    xml = b'<data id="formato-d" version="1"><can_leave>no</can_leave></data>'
    assert sent_plain(ready, xml).status == 400
    said = ready.ask("POST", ready.address(), b"nada", **{"Content-Type": "text/plain"})
    assert said.status == 400 and "400" not in said.text
    assert not Arrival.objects.exists()


def test_one_form_never_brings_more_than_a_form_can_have(ready):
    xml = ready.finish("formato-d", ASKS).xml  # encrypted, and its own file never comes
    for n in range(20):
        ready.send(Finalised("", xml, {f"relleno{n}.bin": b"x"}))
    assert Attachment.objects.count() == 20
    said = ready.send(Finalised("", xml, {"uno-mas.bin": b"x"}))
    assert said.status == 400 and "más archivos" in said.text
    assert Attachment.objects.count() == 20
    many = {f"f{n}.bin": b"x" for n in range(150)}
    assert ready.send(Finalised("", xml, many)).status == 400


def test_a_form_without_end_is_refused_before_it_is_read(ready):
    xml = submission("formato-d", "1", {"agreed": "yes"} | {f"a{n}": "x" * 90 for n in range(4000)})
    said = sent_plain(ready, xml)
    assert said.status == 400 and "demasiado grande" in said.text
    assert not Arrival.objects.exists()


def test_a_picture_that_hides_a_page_is_set_aside_sealed_and_not_lost(ready):
    """It was refused in its place, with its reason; what came is still there for whoever decides."""
    hidden = b"\xff\xd8\xff<script>fetch('/')</script>\xff\xd9"
    form = ready.finish("formato-d", ASKS, media={"foto.jpg": hidden})
    assert ready.send(form).status == 201
    one = Arrival.objects.get()
    assert one.state == "quarantined" and one.reasons == ["refused_file", "unexpected_file"]
    assert sorted(files_of(one)) == ["foto.jpg.enc", "submission.xml.enc"]
    kept = Attachment.objects.values_list("sealed", flat=True)
    assert b"script" not in b"".join(map(bytes, kept))


def test_a_form_that_cannot_be_read_at_this_moment_is_sent_again_and_never_set_aside_for_it(
    ready, monkeypatch
):
    """That the server is busy says nothing of the form: it was taken for one with a wrong check value."""
    form = ready.finish("formato-d", ASKS)
    real, left = unpacking.ask, iter([True])  # the outside is read; there is no seat for the inside

    def ask(reader, *given, **more):
        if next(left, None):
            return real(reader, *given, **more)
        raise unpacking.Unread("busy")

    with monkeypatch.context() as busy:
        busy.setattr(reading, "ask", ask)
        said = ready.send(form)
    assert said.status == 400 and "mándelo otra vez" in said.text
    assert not Arrival.objects.exists() and not Attachment.objects.exists()
    assert ready.send(form).status == 201 and Arrival.objects.get().state == "taken"


def test_a_form_in_another_alphabet_is_refused_before_it_is_looked_at(ready):
    for alphabet in ("utf-16", "utf-16-le"):
        said = sent_plain(ready, current("mobile-consulate", ASKS).decode().encode(alphabet))
        assert said.status == 400 and "No se guardó nada" in said.text
    assert not Arrival.objects.exists()


@pytest.mark.parametrize(
    "written", ['boundary="{}"', 'boundary="{}"; charset=utf-8', "charset=utf-8; boundary={}"]
)
def test_a_boundary_in_quotes_or_beside_a_charset_is_no_cut_form(ready, written):
    form = ready.finish("formato-d", ASKS)
    body, kind = multipart(form.xml, form.files)
    boundary = kind.partition("boundary=")[2]
    kind = f"multipart/form-data; {written.format(boundary)}"
    assert ready.ask("POST", ready.address(), body, **{"Content-Type": kind}).status == 201


def test_twenty_images_take_no_longer_than_one_may(ready, monkeypatch):
    monkeypatch.setattr(judging, "SECONDS", -1)
    form = ready.finish("formato-d", ASKS, media={"foto.txt": b"hola"})
    assert ready.send(form).status == 201
    assert Arrival.objects.get().reasons == ["refused_file", "unexpected_file"]
