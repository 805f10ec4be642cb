"""The two desks as processes: a settings module each, and the server that answers."""
