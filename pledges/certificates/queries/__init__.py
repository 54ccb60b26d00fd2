"""Questions about certificates, and about the pledges they are given for."""
