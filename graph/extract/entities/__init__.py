"""Who and what an article names, and who held a post."""
