"""Review of clusters by two people who do not see each other's answer; a third decides where they differ."""
