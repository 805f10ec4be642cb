"""Say what an ad's text contains, each fact with its exact span."""
