"""HSDS, the directory standard: 3.x JSON, 3.x CSV packages and 1.1 CSV in; 3.x JSON out."""
