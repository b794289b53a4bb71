"""Tables of thousands of rows: columns as data, filtered and sorted in Python."""
