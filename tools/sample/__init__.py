"""The generator of the synthetic sample district."""
