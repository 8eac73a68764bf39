"""What the security tests share with the harnesses of ``faults/``."""

from cauce.staff.accounts.tests.conftest import no_demo as no_demo
from cauce.staff.accounts.tests.conftest import real as real
from tests.stages import stages as stages
