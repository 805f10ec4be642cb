"""A made-up world with known truth: nobody in it exists, every number is reserved for invention."""
