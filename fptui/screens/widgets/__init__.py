"""The parts that screens are made of; each takes data in and posts messages out."""
