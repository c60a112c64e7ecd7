"""Pay: schedules of raises, their worth in real terms, and the offers of both sides."""
