"""How a person reaches a post: window, calls, appointments, crews, paper kits, outings."""
