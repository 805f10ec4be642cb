"""Pictures of an ad: blurred until somebody asks to see them, and laid over the pictures they match."""
