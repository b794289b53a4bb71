"""A release as one page on which a reviewer reads, comments, and saves comments as a file.

``page`` writes the file, ``contents`` what it shows; ``review.css`` and the scripts beside it are
the page's own. Nothing is fetched, nothing is sent: comments leave as a file that a person sends.
"""

from clausebench.exporting.review.page import write

__all__ = ["write"]
