"""What can be done with campaigns, their questionnaire versions, and the items that units add."""
