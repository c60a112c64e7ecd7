"""What one asks of a dataset, a module for each subject."""
