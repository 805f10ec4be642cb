"""The hotline desk for other software: the same look-ups and tips, the same policy, the same audit."""
