"""Whose number: the dataset as a rule reads it, and which answers depend on the rule."""
