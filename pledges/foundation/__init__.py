"""What every room stands on: database, integrity, audit, background work, access, errors, locale, headers, text."""
