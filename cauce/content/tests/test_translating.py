"""A third language, of invented words: no person speaks it, so nothing here can pass for one.

``qaa`` is a code that ISO 639 leaves free for private use. The words are made of nonsense.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil

import pytest

from cauce.content.checks import run
from cauce.content.errors import BadInput
from cauce.content.loader import content_root, forget, load_edition, seed_cache
from cauce.content.translating import is_stale, languages_of, original_hash, originals, spoken, wanting
from cauce.content.workfile import as_yaml, merged, read_table, write_table

ON = dt.date(2026, 11, 25)
ALONE, RECORDING = "bank/alone_and_safe.text", "bank/recording_off.text"
SOUND = b"RIFF....WAVE"


def row(edition, of, text, status="human", **more):
    lines = [
        f"- of: {of}",
        f'  text: "{text}"',
        f"  status: {status}",
        "  by: T-01",
        f'  original: "{more.pop("original", original_hash(originals(edition)[of].es))}"',
        "  on: 2026-11-20",
    ]
    return "\n".join(lines + [f"  {key}: {value}" for key, value in more.items()]) + "\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("qaa") / "content"
    shutil.copytree(content_root(), root)
    with (root / "catalogues/languages.csv").open("a", encoding="utf-8") as table:
        table.write("qaa,Lengua inventada,Invented language,,indigenous,mis,qaa,invented\n")
    (root / "audio/qaa").mkdir(parents=True)
    (root / "audio/qaa/alone.wav").write_bytes(SOUND)
    return root


def again(folder):
    """The edition of the folder as it is now; what it shares with the shipped one is not parsed again."""
    forget()
    seed_cache(folder, load_edition())
    return load_edition(folder)


@pytest.fixture
def speaking(folder):
    """Writes the translations of the invented language and gives the edition that has them."""

    def write(*rows):
        made = folder / "translations/qaa/words.yaml"
        made.parent.mkdir(parents=True, exist_ok=True)
        plain = load_edition()
        made.write_text("".join(one(plain) for one in rows), encoding="utf-8")
        return again(folder)

    yield write
    forget()


def said(edition, of, *, aloud):
    return spoken(edition, originals(edition)[of], "qaa", aloud=aloud)


def test_it_says_what_a_person_translated_with_its_recording(speaking):
    voice = f"{{file: alone.wav, hash: {hashlib.sha256(SOUND).hexdigest()}}}"
    edition = speaking(lambda e: row(e, ALONE, "Blim tora sen", audio=voice))
    found = said(edition, ALONE, aloud=True)
    assert (found.text, found.language, found.state) == ("Blim tora sen", "qaa", "human")
    assert found.audio.file == "alone.wav"
    assert languages_of(edition) == ("es", "en", "qaa")


def test_it_speaks_spanish_where_nobody_translated_and_says_so(speaking):
    edition = speaking(lambda e: row(e, ALONE, "Blim tora sen"))
    found = said(edition, RECORDING, aloud=True)
    assert (found.language, found.state) == ("es", "missing")
    assert found.text == originals(edition)[RECORDING].es


def test_a_stale_translation_is_shown_as_such_and_read_to_nobody(speaking):
    edition = speaking(lambda e: row(e, ALONE, "Blim tora sen", original="0" * 16))
    read = said(edition, ALONE, aloud=False)
    assert (read.text, read.state) == ("Blim tora sen", "stale")
    told = said(edition, ALONE, aloud=True)
    assert (told.language, told.state) == ("es", "stale")
    assert is_stale(edition, edition.translations["qaa"][ALONE])


def test_what_a_machine_made_is_shown_as_such_and_read_to_nobody(speaking):
    edition = speaking(lambda e: row(e, ALONE, "Blim tora sen", status="machine"))
    assert said(edition, ALONE, aloud=False).state == "machine"
    assert said(edition, ALONE, aloud=True).language == "es"


def test_the_question_of_every_instrument_comes_from_its_one_place_in_the_bank(speaking):
    edition = speaking(lambda e: row(e, ALONE, "Blim tora sen"))
    asked = [
        item
        for one in edition.instruments.values()
        for item in one.items
        if item.text == edition.bank["alone_and_safe"].text
    ]
    assert len(asked) >= 2
    for item in asked:
        assert spoken(edition, item.text, "qaa", aloud=True).text == "Blim tora sen"


def test_the_memory_offers_the_same_words_and_applies_them_nowhere(speaking):
    edition = speaking(lambda e: row(e, ALONE, "Blim tora sen", original="0" * 16))
    lacking = {one.of: one for one in wanting(edition, "qaa")}
    assert lacking[ALONE].now.text == "Blim tora sen", "what was there is shown to the translator"
    assert len(lacking) == len(originals(edition))
    # Words that stand in two places, translated in one of them only.
    twice = {}
    for of, text in originals(edition).items():
        twice.setdefault(original_hash(text.es), []).append(of)
    first, second = next(places for places in twice.values() if len(places) > 1)[:2]
    edition = speaking(lambda e: row(e, first, "Sorel"))
    assert {one.of: one.remembered for one in wanting(edition, "qaa")}[second] == ("Sorel",)
    assert second not in edition.translations["qaa"]


def test_a_work_file_comes_back_with_every_bad_row_named_and_the_good_ones_kept(speaking):
    edition = speaking(lambda e: row(e, ALONE, "Blim tora sen"))
    table = write_table([one for one in wanting(edition, "qaa") if one.of.startswith("bank/")])
    lines = table.splitlines()
    assert RECORDING in lines[1]
    mark = original_hash(originals(edition)[RECORDING].es)
    filled = "of,text,original\n" + "\n".join(
        [
            f"{RECORDING},Norá,{mark}",
            f"{RECORDING},Otra vez,{mark}",
            "bank/nobody.text,Nada,0000000000000000",
            f"{ALONE},Cambió,0000000000000000",
            f"bank/expected_back.text,,{'0' * 16}",
        ]
    )
    taken = read_table(edition, filled, status="human", by="T-01", on=ON, where="tabla.csv")
    assert [one.of for one in taken.kept] == [RECORDING]
    assert [(one.line, one.of) for one in taken.refused] == [
        (3, RECORDING),
        (4, "bank/nobody.text"),
        (5, ALONE),
        (6, "bank/expected_back.text"),
    ]
    assert "cambió" in taken.refused[2].why.es
    whole = merged(edition.translations["qaa"], taken.kept)
    assert as_yaml(whole).count("- of:") == 2


def test_a_table_that_is_none_is_refused_with_the_cure(speaking):
    with pytest.raises(BadInput) as problem:
        read_table(load_edition(), "a,b\n1,2\n", status="human", by="T-01", on=ON, where="x.csv")
    assert "of, text, original" in problem.value.es and "cauce translate" in problem.value.cure_es


def heard(of, file, **more):
    words = original_hash(originals(load_edition())[of].es)
    lines = [
        f"- of: {of}",
        f'  original: "{more.get("original", words)}"',
        "  by: V-01",
        "  on: 2026-11-20",
        f"  audio: {{file: {file}, hash: {hashlib.sha256(SOUND).hexdigest()}}}",
    ]
    return "\n".join(lines) + "\n"


@pytest.fixture
def recorded(folder):
    """Writes recordings of the Spanish words and gives the edition that has them."""
    made = folder / "audio/es/recordings.yaml"

    def write(text):
        made.parent.mkdir(parents=True, exist_ok=True)
        (made.parent / "a-solas.wav").write_bytes(SOUND)
        made.write_text(text, encoding="utf-8")
        return again(folder)

    yield write
    made.unlink(missing_ok=True)
    forget()


def test_spanish_and_english_may_be_recorded_too(recorded):
    edition = recorded(heard(ALONE, "a-solas.wav"))
    text = originals(edition)[ALONE]
    assert spoken(edition, text, "es", aloud=True).audio.file == "a-solas.wav"
    assert spoken(edition, text, "en", aloud=True).audio is None
    assert spoken(load_edition(), text, "es", aloud=True).audio is None


def test_what_is_heard_is_what_stands_there_now(recorded):
    stale = recorded(heard(ALONE, "a-solas.wav", original="0" * 16))
    assert spoken(stale, originals(stale)[ALONE], "es", aloud=True).audio is None


def test_a_whole_edition_with_the_invented_language_is_in_order(speaking, folder):
    voice = f"{{file: alone.wav, hash: {hashlib.sha256(SOUND).hexdigest()}}}"
    speaking(lambda e: row(e, ALONE, "Blim tora sen", audio=voice))
    assert found_in(folder) == {}


def test_what_aged_lacks_its_file_or_belongs_to_nothing_is_found_at_its_line(speaking, recorded, folder):
    speaking(lambda e: row(e, ALONE, "Blim tora sen", original="0" * 16))
    absent = heard(RECORDING, "otra.wav")
    nothing = heard(RECORDING, "a-solas.wav").replace(RECORDING, "bank/x.text")
    recorded(heard(ALONE, "a-solas.wav", original="0" * 16) + absent + nothing)
    found = found_in(folder)
    assert set(found) == {
        "translation_stale",
        "recording_stale",
        "recording_missing",
        "recording_of_nothing",
    }
    assert (found["translation_stale"].line, found["translation_stale"].warning) == (5, True)


def found_in(folder):
    """What the checks say of translations and recordings, by its kind; each kind once."""
    found = [one for one in run(folder, ON).findings if "transl" in one.id or "record" in one.id]
    assert len({one.id for one in found}) == len(found)
    return {one.id: one for one in found}
