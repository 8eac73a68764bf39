"""Posts beside each other in words, pictures and tables; for whoever leads one and for headquarters."""
