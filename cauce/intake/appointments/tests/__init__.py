"""Tried beside the cases that they are of: tests/casework/test_appointments.py."""
