"""A page as a value: where it is, what kind it is, what it is about."""

import msgspec


class Page(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One page of the site.

    `kind` names the view function and the template; `params` are the view's arguments after the
    edition.  What the page is made from is not listed here: the registry notes what the view
    reads (see `registry.py`), so the list can be neither forgotten nor wrong.
    """

    url: str
    kind: str
    lang: str
    params: tuple[str, ...] = ()
