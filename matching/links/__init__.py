"""Links by shared keys, without the giant blob."""
