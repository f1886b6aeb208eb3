"""The gradient of a network, a layer at a time."""
