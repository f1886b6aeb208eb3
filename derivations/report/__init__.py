"""What was found, for people and for programs: in a terminal, and as JSON."""
