"""From a table somebody else made to test cases: columns, labels, duplicates. No files here."""
