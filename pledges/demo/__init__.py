"""The sample commune: loaded whole from a seed, removed whole before real use."""
