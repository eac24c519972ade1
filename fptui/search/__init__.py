"""Looking for records: queries, matching, listing, pinyin, the index. Pure."""
