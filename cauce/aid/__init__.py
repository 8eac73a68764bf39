"""Economic aid for a case: asked, approved by another person, handed over, accounted for."""
