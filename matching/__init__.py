"""Say which ads, texts and pictures belong together, and why."""
