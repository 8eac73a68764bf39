"""Offices, accounts and what the people of a post owe and are told."""
