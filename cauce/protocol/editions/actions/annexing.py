"""What a post adds: drafted by protection, approved by whoever leads the post. It can only add."""

from __future__ import annotations

from django.utils import timezone

from cauce.content.annex import read_annex
from cauce.custody.journal.door import Absent, Entry, act
from cauce.rules.permissions import Actor, Scope

from .. import writers
from ..access import current_edition
from ..models import PostAnnex
from ._shared import check_seen, clean


@act("annex.draft", requires="annex.draft", on="scope")
def draft_annex(*, actor: Actor, entry: Entry, scope: Scope, text: str) -> PostAnnex:
    """Write the next version of what a post adds; the one in force stays until it is approved.

    Raises ``BadInput`` or ``Unknown`` for whatever is wrong, above all for touching a national step.
    """
    post, text = scope.post or "", clean(text)
    read_annex(text, current_edition(), post)
    made = PostAnnex.objects.filter(post=post, state="draft").first()
    if made is None:
        last = PostAnnex.objects.filter(post=post).order_by("-number").first()
        made = PostAnnex(post=post, number=(last.number if last else 0) + 1)
    made.text, made.by, made.changed_at = text, actor.user, timezone.now()
    made.save()
    entry.about("post", post, post=post)
    entry.detail(number=made.number)
    return made


@act("annex.drop", requires="annex.draft", on="annex")
def drop_annex_draft(*, actor: Actor, entry: Entry, annex: PostAnnex) -> None:
    """Leave a draft; what is in force stays. Raises ``Absent`` when it is none any more."""
    if annex.state != "draft":
        raise Absent()
    entry.about("post", annex.post, post=annex.post)
    entry.detail(number=annex.number)
    annex.delete()


@act("annex.approve", requires="annex.approve", on="annex")
def approve_annex(*, actor: Actor, entry: Entry, annex: PostAnnex, seen: str) -> None:
    """Put it in force at the post; open cases take it up at the next round of ``cauce tick``.

    By whoever leads the post; by headquarters where whoever leads it wrote it. Proved again against
    the edition of today. ``seen``: the hash of the text that was read. Raises ``Absent`` when it is
    no draft any more, ``BadInput`` when it changed since or the actor wrote part of it.
    """
    if annex.state != "draft":
        raise Absent()
    check_seen(seen, annex.text_hash)
    writers.check_not_own(
        actor.user,
        writers.of_annex(annex.post, annex.number),
        "Pida a oficinas centrales que lo lea y lo apruebe.",
        "Ask headquarters to read it and approve it.",
    )
    read_annex(annex.text, current_edition(), annex.post)
    annex.state, annex.approved_by, annex.approved_at = "approved", actor.user, timezone.now()
    annex.save()
    entry.about("post", annex.post, post=annex.post)
    entry.detail(number=annex.number)
