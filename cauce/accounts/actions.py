"""The only writes of keys, codes and sessions: who somebody is."""
