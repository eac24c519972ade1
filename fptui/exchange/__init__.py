"""Tables out of the office and into it: text, markdown, csv, tsv, json."""
