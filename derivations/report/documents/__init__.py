"""What checking documents found, for people and for programs."""
