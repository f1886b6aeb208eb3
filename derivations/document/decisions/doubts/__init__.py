"""What keeps a claim, as it was read, from being plainly proved or called false."""
