"""Reading policies and test cases from files."""
