"""The only look-ups of retention, holds, erasure and what a person asks of her own data."""
