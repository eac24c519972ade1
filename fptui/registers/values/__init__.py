"""What the columns of registers hold: days, periods, numbers of people; how they are shown."""
