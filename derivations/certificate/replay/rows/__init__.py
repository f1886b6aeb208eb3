"""How each rule's step is replayed: one row for each rule."""
