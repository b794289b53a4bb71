"""Why something was judged so: reasoning that streams in, linked, under its verdict."""
