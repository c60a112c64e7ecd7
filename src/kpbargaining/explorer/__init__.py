"""A dataset as one page that any browser opens: to look rather than read."""
