"""Article text to proposed claims, each with the characters that state it."""
