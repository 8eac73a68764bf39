"""What the security tests share with the harnesses of ``faults/``."""

from tests.stages import stages as stages
