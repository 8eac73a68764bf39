"""Whatever was written of a person, what goes to a system holds codes alone."""

from __future__ import annotations

import datetime as dt
import json
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from cauce.content.loader import load_edition
from cauce.content.vocabulary import FORBIDDEN
from cauce.rules.referral import STATES
from cauce.standards.fhir.referrals import AGES, Names, Sent, coded, service_request, task

LANGUAGES = (
    {"code": "spa", "name_es": "Español", "name_en": "Spanish"},
    {"code": "nah", "name_es": "Náhuatl", "name_en": "Nahuatl"},
)
AT = dt.datetime(2026, 11, 25, 15, 0, tzinfo=dt.UTC)
MARK = "Citlalmina"
names_of_fields = st.sampled_from([*load_edition().vocabulary.labels, *sorted(FORBIDDEN)])
written = st.one_of(
    st.sampled_from(["Español", "spa", "18-29", "60+", "Náhuatl"]),
    st.sampled_from(["", '{"a"', "\n", "español ", "18-29 "]).map(lambda text: f"{text}{MARK}"),
)
shared = st.dictionaries(names_of_fields, written, max_size=8)


def sent(state: str, shared: dict) -> Sent:
    return Sent(
        id=uuid4(),
        state=state,
        need="shelter",
        priority="urgent",
        post="HOU",
        partner=uuid4(),
        sent_at=AT,
        changed_at=AT,
        steps=2,
        due_at=AT,
        coded=coded(shared, LANGUAGES),
    )


@given(st.sampled_from(STATES), shared)
def test_no_word_of_a_person_is_ever_in_what_leaves(state, told):
    one, names = sent(state, told), Names("urn:cauce")
    said = json.dumps([task(one, names), service_request(one, names)])
    assert MARK not in said
    assert set(one.coded) <= {"language", "age-band"}
    assert one.coded.get("language", "spa") in ("spa", "nah")
    assert AGES.fullmatch(one.coded.get("age-band", "18-29"))
    assert not any(field in said for field in FORBIDDEN)


@given(shared)
def test_what_was_not_shared_is_not_told(told):
    found = coded(told, LANGUAGES)
    assert ("language" in found) <= ("language" in told)
    assert ("age-band" in found) <= ("age_band" in told)
