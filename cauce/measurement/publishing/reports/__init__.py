"""The donors' report, the transparency answer and the invented records: made, composed, and put into
files.
"""
