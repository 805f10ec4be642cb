"""What must no longer be shown or kept: the removal list, and how documents are screened by it."""
