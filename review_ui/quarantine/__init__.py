"""The child-safety officer's tasks: nothing is shown, each is decided with a reason."""
