"""The tables of keys, codes and sessions: who somebody is."""
