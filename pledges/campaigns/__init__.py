"""Campaigns, the frozen questionnaire versions in them, and their life from draft to closed."""
