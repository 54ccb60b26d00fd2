"""What units say on their papers: blocks of text inherited down the tree, heads, label stocks, printers' offsets."""
