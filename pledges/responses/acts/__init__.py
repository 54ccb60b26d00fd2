"""What can be done with a pledge: hand it in once, say no, correct it, take it back."""
