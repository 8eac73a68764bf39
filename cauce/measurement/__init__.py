"""What is counted, in the order of the data: facts, indicators, hiding, publishing, boards."""
