"""The only writes of retention, holds, erasure and what a person asks of her own data."""
