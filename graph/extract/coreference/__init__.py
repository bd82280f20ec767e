"""Whom a sentence speaks of without naming them."""
