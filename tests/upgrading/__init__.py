"""Databases of earlier states of the program, brought up to date by this one."""
