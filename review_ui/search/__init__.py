"""Full text and filters over the ads, for the ad desks."""
