"""Door for the staff: one folder a room, pages with their templates beside them."""
