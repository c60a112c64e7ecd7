"""Formats for the tools of others; each entry leads back to its sources in one step."""
