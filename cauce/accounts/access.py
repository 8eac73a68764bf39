"""The only look-ups of keys, codes and sessions: who somebody is."""
