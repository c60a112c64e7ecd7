"""What the answers rest on: who says what, where sources differ, what is not known."""
