"""The reader's own copies: their words, and the passages found again in them."""
