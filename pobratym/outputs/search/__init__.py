"""How the site's own search reads words: the same rules when the index is built and when asked."""
