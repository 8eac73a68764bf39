"""How alike posts act: each post beside all of them, step by step. Counts of work, and nobody in them."""
