"""What people read: the table of target completion and the details of records, in rich."""
