"""Claims that a language model proposes, verified in code."""
