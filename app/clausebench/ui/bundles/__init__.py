"""Policy bundles in the window: taking them in, checking them, and the keys that sign them."""
