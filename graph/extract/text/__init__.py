"""The text of an article: lines, sentences, words, figures and times."""
