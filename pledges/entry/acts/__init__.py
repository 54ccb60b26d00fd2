"""What staff do with paper: enter a pledge, add a paper to one, make sign sheets and type them in."""
