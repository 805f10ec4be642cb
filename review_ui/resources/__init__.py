"""Services near a caller: who helps, when they are open, and when somebody last checked."""
