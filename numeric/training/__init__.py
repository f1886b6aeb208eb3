"""Training with mini-batches."""
