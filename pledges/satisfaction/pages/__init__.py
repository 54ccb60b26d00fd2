"""The pages of the survey at a counter: answering it without a name, and how many answers came."""
