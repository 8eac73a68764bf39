"""An edition of statistics as files: made once, when it is signed, and kept as they were."""
