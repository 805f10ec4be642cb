"""What the operator sees: whether the parts stand. No content."""
