"""The desk of whoever prepares figures for everybody, and of whoever signs them."""
