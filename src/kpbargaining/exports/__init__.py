"""What leaves the library as files for other tools: a module for each format."""
