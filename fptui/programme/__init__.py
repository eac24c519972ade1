"""The award-subsidy programme: its rules by year, who is entitled, the way of a file. Pure."""
