"""Files of many kinds as tables: one module per kind."""
