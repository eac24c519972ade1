"""Sheets that are filled on screen: their rows and columns, what is typed, what it comes to."""
