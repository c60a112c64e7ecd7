"""Rows with described columns: walked, filtered, printed, laid flat, handed to other tools."""
