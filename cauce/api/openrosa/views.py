"""What ODK Collect and KoboCollect ask for: forms, their files, and somewhere to send them filled.

The secret in the address is all that a telephone has. It opens these five addresses and nothing
else: no session, no cookie, nothing that was ever sent can be read back.
"""

from __future__ import annotations

import mimetypes

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cauce.content.errors import BadInput
from cauce.custody.journal.door import Absent, Refused
from cauce.intake.collection.access import actor_of, device_by_secret
from cauce.intake.collection.actions import Packet, receive
from cauce.protocol.documents.unpacking import sender

from . import answers
from .forms import Form, codes_of, form_of, md5
from .multipart import LARGEST, TooLarge, read_parts

TAKEN = "Recibido. / Received."
TOO_LARGE = (
    f"El envío pesa más de {LARGEST // (1024 * 1024)} MB: estos formatos no llevan fotos ni videos. "
    "Lo enviado antes está a salvo. / The submission is larger than "
    f"{LARGEST // (1024 * 1024)} MB: these forms take no photographs or films. "
    "What was sent before is safe."
)


def _address(request: HttpRequest, name: str, *places: str) -> str:
    return request.build_absolute_uri(reverse(f"openrosa:{name}", args=places))


def _form(request: HttpRequest, secret: str, code: str) -> Form:
    device = device_by_secret(secret)
    return form_of(device, code, _address(request, "submission", secret))


@require_safe
def form_list(request: HttpRequest, secret: str) -> HttpResponse:
    """Every form of this telephone with its version and hash; ``formID``: that one alone, or none."""
    device = device_by_secret(secret)
    rows, wanted = [], request.GET.get("formID")
    for code in codes_of(device):
        if wanted not in (None, code):
            continue
        form = form_of(device, code, _address(request, "submission", secret))
        row = {
            "formID": code,
            "name": form.title,
            "version": form.version,
            "hash": f"md5:{form.md5}",
            "downloadUrl": _address(request, "form", secret, code),
        }
        if form.media:
            row["manifestUrl"] = _address(request, "manifest", secret, code)
        rows.append(row)
    return answers.form_list(rows)


@require_safe
def form(request: HttpRequest, secret: str, code: str) -> HttpResponse:
    """One form."""
    return answers.answer(_form(request, secret, code).xml)


@require_safe
def manifest(request: HttpRequest, secret: str, code: str) -> HttpResponse:
    """The recorded questions of a form."""
    return answers.manifest(
        {
            "filename": name,
            "hash": f"md5:{md5(path.read_bytes())}",
            "downloadUrl": _address(request, "media", secret, code, name),
        }
        for name, path in _form(request, secret, code).media.items()
    )


@require_safe
def media(request: HttpRequest, secret: str, code: str, name: str) -> HttpResponse:
    """One recorded question: only what the form itself names."""
    path = _form(request, secret, code).media.get(name)
    if path is None:
        raise Absent()
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return answers.answer(path.read_bytes(), kind=kind)


@csrf_exempt  # no session and no cookie: there is nothing that another page could abuse
@require_http_methods(["HEAD", "POST"])
def submission(request: HttpRequest, secret: str) -> HttpResponse:
    """Take one filled form. Sent twice it is taken once; what does not fit is set aside, not lost."""
    device = device_by_secret(secret)
    if request.method == "HEAD":
        ready = answers.answer(status=204)
        ready.headers["Location"] = request.build_absolute_uri()
        return ready
    if not request.META.get("CONTENT_LENGTH"):
        return answers.said("Content-Length", 411, nature="submit_error")
    sender.set(str(device.id))
    try:
        parts = read_parts(request)
        receive(
            actor=actor_of(device),
            post=device.post,
            device=device,
            packet=Packet(data=parts.xml, files=parts.files, more=parts.more),
            at=timezone.now(),
        )
    except TooLarge:
        return answers.said(TOO_LARGE, 413, nature="submit_error")
    except Refused as problem:  # withdrawn between the two steps
        raise Absent() from problem
    except BadInput as problem:
        words = f"{problem.text('es')} / {problem.text('en')}"
        return answers.said(words, 400, nature="submit_error")
    return answers.said(TAKEN, 201)
