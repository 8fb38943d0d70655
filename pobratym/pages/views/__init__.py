"""One view function per kind of page: (edition, *params) → a finished view."""
