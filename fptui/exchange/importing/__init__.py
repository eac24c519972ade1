"""Rows of files judged against the records, previewed, and taken into registers."""
