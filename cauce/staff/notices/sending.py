"""One e-mail leaves through the mail server of the installation. Nothing of anybody stands in it.

No ``Reply-To``, no link and no picture: a message that never asks for a click teaches nobody to click.
"""

from __future__ import annotations

import smtplib
from email.utils import parseaddr
from enum import Enum

from django.conf import settings
from django.core.mail import EmailMessage

from cauce.staff.notices import rules as mailing

from .models import Mail


class Result(Enum):
    """What became of one try."""

    SENT = "sent"
    LATER = "later"  # the server was away, or asks to come back
    NEVER = "never"  # the address was refused for good


def is_open() -> bool:
    """Whether this installation has a mail server."""
    return bool(settings.MAIL_FROM)


def message_id(mail: Mail) -> str:
    """The same for every try of one e-mail: a mail server that saw it twice can tell."""
    return f"<{mail.id}@{parseaddr(settings.MAIL_FROM)[1].rpartition('@')[2]}>"


def words(mail: Mail, code: str = "") -> str:
    """The body of an e-mail. ``code`` '': counts."""
    if code:
        return mailing.code_words(code)
    return mailing.words(mailing.Counts(mail.new, mail.today, mail.late), mail.standing_in)


def send(mail: Mail, address: str, code: str = "") -> Result:
    """Try once to send it.

    ``code``: what it carries; '': counts. Never raises for what a mail server does.
    """
    message = EmailMessage(
        mailing.CODE_SUBJECT if code else mailing.SUBJECT,
        words(mail, code),
        settings.MAIL_FROM,
        [address],
        headers={
            "Message-ID": message_id(mail),
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        return Result.NEVER if codes and all(code >= 500 for code in codes) else Result.LATER
    except (smtplib.SMTPException, OSError):
        return Result.LATER
    return Result.SENT
