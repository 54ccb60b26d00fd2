"""Letters of thanks and of apology: a person types what happened, reads the whole, approves it; none of it is kept."""
