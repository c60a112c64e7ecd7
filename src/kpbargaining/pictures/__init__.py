"""Answers to look at rather than to read: a module for each picture, over tables of `questions`."""
