"""Whether a printed citation still stands: read, found in its edition, followed to the newest."""
