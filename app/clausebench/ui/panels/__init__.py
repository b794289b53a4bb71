"""The modes: one package each. They do not import each other; they meet through the relay."""
