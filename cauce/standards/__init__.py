"""The standards, out and in: HTCDS, HSDS."""
