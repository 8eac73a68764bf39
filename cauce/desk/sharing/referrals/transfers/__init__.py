"""Between posts: a case asked over, and received before the other lets go."""
