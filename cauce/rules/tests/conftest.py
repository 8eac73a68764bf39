"""The small content that some rules are tried on: that of the tests of the content."""

import shutil

import pytest

from cauce.content.tests.conftest import BASE


@pytest.fixture
def root(tmp_path):
    """A copy of the base content; the edition of the house stays read, which these tests ask as well."""
    return shutil.copytree(BASE, tmp_path / "content")
