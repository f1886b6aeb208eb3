"""What a comparison finds, and what is probably wrong."""
