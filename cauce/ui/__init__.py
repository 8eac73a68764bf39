"""The look, and the parts of which pages are made; it knows no case."""
