"""Files read in: what kind they are, their cells, their headings, what a cell means."""
