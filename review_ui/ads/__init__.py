"""An ad as people read it: its words as plain text, what was found in them, and where it came from."""
