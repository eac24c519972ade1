"""Exact figures: named counts, rates, targets and margins. Pure."""
