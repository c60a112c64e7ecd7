"""Tables of what there is, and what is left of them: by a day, of a round, merged."""
