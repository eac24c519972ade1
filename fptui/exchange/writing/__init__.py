"""Tables written out: the formats, and files put in their place whole."""
