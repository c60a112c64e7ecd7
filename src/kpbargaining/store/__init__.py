"""All records with their evidence, and what is left of them: by a day, of a round, merged."""
