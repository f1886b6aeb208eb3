"""What is to be decided: the claims of a section, and what may be assumed for each."""
