"""Everything a person touches on the web: two desks of one Django project."""
