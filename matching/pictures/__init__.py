"""Say which pictures show the same photo, and which show a similar room: two results, neither an identification."""
