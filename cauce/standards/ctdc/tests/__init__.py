"""Tests of CTDC: its files are read where they lie beside this checkout, and skipped where not."""
