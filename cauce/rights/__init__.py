"""What somebody may ask of the house, and complaints."""
