"""What cannot be opened, or must not be, is refused whole and clearly."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from cauce.content.errors import BadInput
from cauce.standards.hsds import packages
from cauce.standards.hsds.build import read_directory

FIXTURES = Path(__file__).parent / "fixtures"


def zip_of(target: Path, **members: str) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return target


def test_it_refuses_a_path_that_is_not_there(tmp_path):
    with pytest.raises(BadInput, match="no such file"):
        read_directory(tmp_path / "nada")


def test_it_refuses_a_file_that_is_neither_json_nor_zip(tmp_path):
    file = tmp_path / "carta.txt"
    file.write_text("Estimada señora")
    with pytest.raises(BadInput, match="not a folder, a JSON file or a zip"):
        read_directory(file)


def test_it_refuses_an_empty_folder(tmp_path):
    with pytest.raises(BadInput, match="not a directory of services"):
        read_directory(tmp_path)


def test_it_refuses_a_truncated_zip(tmp_path):
    whole = zip_of(tmp_path / "whole.zip", **{"services.csv": "id,name\n" + "1,Refugio\n" * 5000})
    for part in (0.3, 0.9, 0.99):
        cut = tmp_path / "cut.zip"
        cut.write_bytes(whole.read_bytes()[: int(whole.stat().st_size * part)])
        with pytest.raises(BadInput, match="incomplete or damaged"):
            read_directory(cut)


def test_it_refuses_a_zip_with_a_damaged_member(tmp_path):
    whole = zip_of(tmp_path / "whole.zip", **{"services.csv": "id,name\n1,Refugio\n"})
    data = bytearray(whole.read_bytes())
    data[45] ^= 0xFF
    whole.write_bytes(bytes(data))
    with pytest.raises(BadInput, match="incomplete or damaged"):
        read_directory(whole)


def test_it_refuses_truncated_json_and_names_the_line(tmp_path):
    text = (FIXTURES / "page.json").read_text()
    file = tmp_path / "page.json"
    file.write_text(text[: len(text) // 2])
    with pytest.raises(BadInput, match=r"page\.json:\d+: The JSON is incomplete"):
        read_directory(file)


def test_it_refuses_json_nested_beyond_reason(tmp_path):
    file = tmp_path / "deep.json"
    file.write_text("[" * 200_000)
    with pytest.raises(BadInput, match="incomplete or damaged"):
        read_directory(file)


@pytest.mark.parametrize("name", ["../services.csv", "/etc/services.csv", "a/../../services.csv"])
def test_it_refuses_a_zip_whose_paths_leave_it(tmp_path, name):
    with pytest.raises(BadInput, match="paths that leave it"):
        read_directory(zip_of(tmp_path / "some.zip", **{name: "id,name\n1,Refugio\n"}))


def test_it_refuses_a_zip_that_swells(tmp_path):
    bomb = zip_of(tmp_path / "bomb.zip", **{"services.csv": "id,name\n" + " " * 20_000_000})
    with pytest.raises(BadInput, match="too large"):
        read_directory(bomb)


def test_it_counts_the_bytes_that_come_out_whatever_the_header_says(tmp_path, monkeypatch):
    monkeypatch.setattr(packages, "MOST_BYTES", 1000)
    whole = zip_of(tmp_path / "lie.zip", **{"services.csv": "id,name\n" + "1,Refugio\n" * 300})
    data = whole.read_bytes()
    size = struct.pack("<I", 8 + 10 * 300)
    whole.write_bytes(data.replace(size, struct.pack("<I", 10)))
    with pytest.raises(BadInput):
        read_directory(whole)


def test_it_refuses_a_folder_with_a_link_to_outside(tmp_path):
    outside = tmp_path / "secret.csv"
    outside.write_text("id,name\n1,Refugio\n")
    inside = tmp_path / "folder"
    inside.mkdir()
    (inside / "services.csv").symlink_to(outside)
    with pytest.raises(BadInput, match="points outside"):
        read_directory(inside)


def test_it_refuses_a_services_table_without_the_columns_that_name_a_row(tmp_path):
    (tmp_path / "services.csv").write_text("nombre,correo\nRefugio,x\n")
    with pytest.raises(BadInput, match=r"services\.csv: The table lacks the column"):
        read_directory(tmp_path)


def test_every_refusal_has_its_cure_in_both_languages(tmp_path):
    with pytest.raises(BadInput) as problem:
        read_directory(tmp_path)
    assert problem.value.cure_es and problem.value.cure_en and problem.value.es
