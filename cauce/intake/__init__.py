"""How somebody comes in."""
