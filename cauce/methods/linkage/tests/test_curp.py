"""The CURP with X as a sex, its check digit, what is derived of it, and that it is never required."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from cauce.methods.linkage.curp import clean, derive, disagreements, make, valid
from cauce.methods.linkage.records import Record

WHO = Record("1", "ciam", "Ana", "Pérez", "Xool", (), dt.date(1990, 2, 15), "F", "20", "20067")


@pytest.mark.parametrize(
    "code",
    [
        "BOXW310820HNERXN09",
        "PEXA900215MOCRRN03",
        "PEXA050215MOCRRNA4",
        "PEXA900215HNERRN05",
        "PEXA050215XOCRRNA8",
    ],
)
def test_right_ones_are_valid_born_abroad_and_sex_x_as_well(code):
    assert valid(code)


@pytest.mark.parametrize("code", ["PEXA900215MOCRRN04", "PEXA900215MOCRRN0", "", "PEXA901315MOCRRN03"])
def test_a_wrong_digit_a_wrong_month_and_a_short_one_are_not(code):
    assert not valid(code)


def test_sixteen_characters_follow_from_the_record():
    assert derive(WHO) == "PEXA900215MOCRLN"
    assert derive(replace(WHO, given="María Ana")) == derive(WHO)
    assert derive(replace(WHO, given="Ma. Ana")) == derive(WHO)
    assert derive(replace(WHO, first_surname="Ñuñez"))[0] == "X"
    assert derive(replace(WHO, second_surname=""))[2] == "X"
    assert derive(replace(WHO, sex="X"))[10] == "X"
    assert derive(replace(WHO, state="33"))[11:13] == "NE"
    assert derive(replace(WHO, first_surname="de la Cruz"))[:2] == "CU"
    assert valid(make(WHO)) and make(WHO)[:16] == derive(WHO)


@pytest.mark.parametrize("gone", ["state", "sex", "given", "first_surname"])
def test_nothing_is_derived_while_a_part_is_not_known(gone):
    assert derive(replace(WHO, **{gone: ""})) == ""
    assert derive(replace(WHO, birth_date=None)) == ""


def test_a_code_that_does_not_fit_says_where():
    code = make(WHO)
    assert disagreements(WHO) == disagreements(replace(WHO, curp=code)) == ()
    assert disagreements(replace(WHO, curp=code, birth_date=dt.date(1991, 2, 15))) == ("birth",)
    assert disagreements(replace(WHO, curp=code, sex="M", state="21")) == ("sex", "state")
    assert disagreements(replace(WHO, curp=code, first_surname="Gómez")) == ("names",)
    assert disagreements(replace(WHO, curp=code[:-1] + str((int(code[-1]) + 1) % 10))) == ("digit",)
    assert disagreements(replace(WHO, curp="no sabe")) == ("form",)
    assert clean(" pexa-900215 mocrrn03 ") == "PEXA900215MOCRRN03"


def test_the_letter_that_hides_an_offensive_beginning_is_no_disagreement():
    whole = make(WHO)
    hidden = whole[0] + "X" + whole[2:17]
    from cauce.methods.linkage.curp import check_digit

    assert disagreements(replace(WHO, curp=hidden + check_digit(hidden))) == ()
