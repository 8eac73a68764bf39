"""The case: facts, consent, plan, risk, letters, registers, follow-up, closing."""
