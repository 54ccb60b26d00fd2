"""The pages of a pledge: reading and signing it, its receipt, taking it back."""
