"""How dates are written where Django's own way is too long for a table."""
