"""Pages of campaigns for staff."""
