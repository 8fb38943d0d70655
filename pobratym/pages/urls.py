"""Addresses: lasting, ASCII, lower case, the same in every language but for the prefix.

`root` is the path of one language's pages on the host: "/uk", or "/registry/uk" where the site
stands in a folder.
"""

from urllib.parse import urlsplit

# Folders whose records stand directly below the language.
_TOP_LEVEL = "pages"

# Lists that have no page per record: the record is an anchor of the list.
_ANCHORED = {"figures"}


def home_url(root: str) -> str:
    return f"{root}/"


def list_url(root: str, section: str, page: int = 1) -> str:
    """A list and its numbered pages; page 1 has no number."""
    return f"{root}/{section}/" if page == 1 else f"{root}/{section}/page/{page}/"


def record_url(root: str, folder: str, item: str) -> str:
    """The permanent address of a record in one language."""
    if folder == _TOP_LEVEL:
        return f"{root}/{item}/"
    if folder in _ANCHORED:
        return f"{root}/{folder}/#{item}"
    return f"{root}/{folder}/{item}/"


def country_url(root: str, code: str) -> str:
    return f"{root}/countries/{code.lower()}/"


def region_url(root: str, code: str) -> str:
    return f"{root}/regions/{code.lower()}/"


def area_url(root: str, area: str) -> str:
    return f"{root}/areas/{area}/"


def facet_url(root: str, folder: str, facet: str, value: str, page: int = 1) -> str:
    """A list narrowed by one value.  Countries, regions and areas have pages of their own that
    show all their records; their lists of one folder stand beside them."""
    base = f"{folder}/{facet}/{value.lower()}"
    return list_url(root, base, page)


def data_url(base: str, folder: str, item: str | None = None, extension: str = "json") -> str:
    """Open data of a folder, or of one record, the same for all languages; `base` is the path of
    the site on its host, "" or "/registry"."""
    return f"{base}/data/{folder}/{item}.json" if item else f"{base}/data/{folder}.{extension}"


def filter_url(base: str, lang: str, folder: str) -> str:
    """What the filters of a list read; `base` as for `data_url`."""
    return f"{base}/assets/filter/{lang}/{folder}.json"


def output_path(url: str) -> str:
    """The file behind an address, relative to the output folder."""
    return url.lstrip("/") + ("index.html" if url.endswith("/") else "")


def base_path(base_url: str) -> str:
    """The path of the site on its host without a closing slash: "" or "/registry"."""
    return urlsplit(base_url).path.rstrip("/")


def absolute(base_url: str, url: str) -> str:
    """The public address of a path on the host."""
    parts = urlsplit(base_url)
    return f"{parts.scheme}://{parts.netloc}{url}"
