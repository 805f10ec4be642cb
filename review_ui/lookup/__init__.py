"""The look-up: what a worker reads while the caller is still on the line."""
