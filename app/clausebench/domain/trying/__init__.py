"""Changed wordings and contents to try: what should change a verdict, and what should not."""
