"""Staff accounts, roles and scopes, sign-in."""
