"""What somebody complains of, as whoever hears it writes it down and whoever looks into it reads it."""
