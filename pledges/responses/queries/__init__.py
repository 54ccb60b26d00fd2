"""Questions about doors and pledges."""
