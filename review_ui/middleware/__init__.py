"""What every answer and every request of a desk goes through."""
