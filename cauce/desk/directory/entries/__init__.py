"""A service says what changed of itself: by a link that opens once, or signed in."""
