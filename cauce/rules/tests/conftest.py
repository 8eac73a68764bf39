"""The small content that some rules are tried on is that of the tests of the content."""

from cauce.content.tests.conftest import root

__all__ = ["root"]
