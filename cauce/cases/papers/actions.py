"""The only writes of papers that were seen and of their copies."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

from cauce.cases.access import WORKING
from cauce.cases.facts import consents_of, zone_of
from cauce.cases.models import Case
from cauce.content.errors import BadInputs
from cauce.custody.features import asked
from cauce.custody.journal.door import Entry, act, effect
from cauce.custody.journal.withdrawing import again, close
from cauce.custody.keystore import File, KeyGone
from cauce.protocol.documents.incoming import Clean
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor

from . import rules
from .access import agreed as agreed_to_copies
from .access import ended_of, kept_by_post, kinds
from .models import Paper, PaperCopy

bad_input = BadInputs(__file__)


def _check_open(case: Case, where: str) -> None:
    if case.status not in WORKING:
        raise bad_input("the_case_is_closed_to_papers", where=where)
    if case.keeping != "given":
        raise bad_input("nothing_of_the_person_may_be_kept", where=where)


def _sealed(make: Callable[[], bytes], where: str) -> bytes:
    try:
        return make()
    except KeyGone as gone:
        raise bad_input("the_key_of_the_papers_is_gone", where=where) from gone


@act("paper.note", requires="case.work", on="case")
def note_paper(
    *, actor: Actor, entry: Entry, case: Case, kind: str, last: str, on: dt.date, to: str, at: dt.datetime
) -> Paper:
    """Note a paper that was seen and given back; ``last`` '': it has no number. Nothing else of it is kept.

    Raises ``BadInput`` for an unknown kind, more than the last figures, a day ahead, on a closed case, or
    where nothing of the person may be kept.
    """
    _check_open(case, "kind")
    if kind not in kinds(at):
        raise bad_input("that_is_no_kind_of_paper", where="kind")
    figures = last.strip().upper()
    if figures and not (len(figures) <= rules.LAST and figures.isascii() and figures.isalnum()):
        raise bad_input("only_the_last_figures_are_noted", where="last", last=rules.LAST)
    if on > at.astimezone(zone_of(case)).date():
        raise bad_input("that_day_has_not_come", where="on")
    if to not in rules.RETURNED:
        raise bad_input("say_to_whom_it_was_returned", where="to")
    made = Paper(id=uuid.uuid4(), case=case, seen_by_id=uuid.UUID(actor.user), noted_at=at)
    said = {"kind": kind, "last": figures, "on": on.isoformat(), "to": to}
    made.sealed = _sealed(lambda: Paper.sealed.seal(made, said), "kind")
    made.save(force_insert=True)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(paper=str(made.id))
    return made


@act("paper.keep_copy", requires="paper.copy", on="case")
def keep_copy(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    paper: Paper,
    use: str,
    agreed: bool,
    picture: Clean,
    at: dt.datetime,
) -> PaperCopy:
    """Keep a photograph of a paper that a step needs, until the day that its content says.

    ``picture``: as it was drawn anew. ``agreed``: the person said yes to this very copy and its day. Raises
    ``BadInput`` for a paper of which none is kept, without the yes to copies, or when there are too many.
    """
    _check_open(case, "use")
    said = Paper.sealed.open(paper, case.key_id, gone=None)
    if said is None:
        raise bad_input("the_key_of_the_papers_is_gone", where="use")
    found = rules.use_of(kinds(at).get(said["kind"]), use)
    if found is None:
        raise bad_input("of_this_paper_no_copy_is_kept", where="use")
    if not agreed_to_copies(consents_of(case), at).allowed:
        raise bad_input("the_person_agreed_to_no_copies", where="agreed")
    if not agreed:
        raise bad_input("ask_about_this_very_copy", where="agreed")
    if PaperCopy.objects.filter(case=case).count() >= rules.MOST:
        raise bad_input("the_case_has_too_many_copies", where="file", most=rules.MOST)
    if kept_by_post(case.post) + len(picture.data) > rules.QUOTA:
        raise bad_input("the_post_keeps_too_many_copies", where="file", most=rules.QUOTA // 1024**2)
    made = PaperCopy(
        id=uuid.uuid4(),
        case=case,
        paper=paper,
        kept_by_id=uuid.UUID(actor.user),
        kept_at=at,
        until=rules.until(current_edition(at), found, at, zone_of(case)),
        size=len(picture.data),
    )
    made.about = _sealed(lambda: PaperCopy.about.seal(made, {"use": use}), "file")
    file = File("", "image/jpeg", picture.data)
    made.picture = _sealed(lambda: PaperCopy.picture.seal(made, file), "file")
    made.save(force_insert=True)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(paper=str(paper.id), copy=str(made.id), until=made.until.isoformat())
    return made


@act("paper.print_copy", requires="paper.copy", on="case")
def print_copy(*, actor: Actor, entry: Entry, case: Case, copy: PaperCopy, at: dt.datetime) -> PaperCopy:
    """Say that a copy is printed to be given to the person, before it is opened for that."""
    entry.about("case", case.id, post=case.post_id)
    entry.detail(paper=str(copy.paper_id), copy=str(copy.id))
    return copy


@act("paper.erase_copy", requires="paper.copy", on="case")
def erase_copy(*, actor: Actor, entry: Entry, case: Case, copy: PaperCopy, at: dt.datetime) -> None:
    """Erase a copy before its day: the person asks, or the step needs it no more.

    Raises ``BadInput`` while somebody must keep the record, or what the person asked is not carried out.
    """
    if any(case.id in kept([case.id], at) for _, kept in asked("kept")):
        raise bad_input("the_copy_must_stay_for_now", where="copy")
    entry.about("case", case.id, post=case.post_id)
    entry.detail(paper=str(copy.paper_id), copy=str(copy.id))
    close("paper_copy", PaperCopy.objects.filter(case=case, id=copy.id))


@again("paper_copy")
def _erase_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    return PaperCopy.objects.filter(id__in=ids).delete()[0]


@act("paper.expire", requires="system.run", on="case")
def expire_papers(*, actor: Actor, entry: Entry, case: Case, at: dt.datetime) -> int:
    """Erase the copies of a case that ended, and all of it where nothing may be kept; how many rows."""
    gone, _ = ended_of(case, at).delete()
    if case.keeping == "refused":
        gone += Paper.objects.filter(case=case).delete()[0]
    entry.about("case", case.id, post=case.post_id)
    entry.detail(papers=gone)
    return gone


@effect
def forget_papers(case: Case, at: dt.datetime) -> None:
    """All papers of a case go with its other words, and their copies with them."""
    Paper.objects.filter(case=case).delete()
