"""fptui: the desk of a district family-planning office in a terminal."""

__version__ = "0.1.0"
