"""Editions: bundled, frozen, cited, told apart."""
