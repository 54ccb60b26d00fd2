"""Vietnamese text as people type, sort, search and print it: pure functions, no input or output."""
