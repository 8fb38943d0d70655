"""Pure language functions: slugs, order, formats, typography, Markdown, catalogues.

Nothing here knows about records, pages or files of the site; heavy libraries are imported only
by the functions that need them.
"""
