"""Folders of data files, read and written."""
