"""What a sentence claims of those it speaks of."""
