"""Pages to files, on all cores: what was written, and what it was made from."""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from pobratym.pages.page import Page
from pobratym.processes import in_processes, shares

_WORTH_A_PROCESS = 200

Files = tuple[tuple[str, bytes], ...]
Make = Callable[[Page], tuple[dict[str, bytes], frozenset[str]]]
Write = Callable[[str, bytes], bytes]


class _Product(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One page as it was made: its place in the plan, (path, digest) of its files, its notes as
    places in the table of its batch."""

    index: int
    files: Files
    notes: tuple[int, ...]


class _Batch(msgspec.Struct, frozen=True, array_like=True):
    products: list[_Product]
    words: list[str]


def produce(
    pages: Sequence[Page],
    make: Make,
    write: Write,
    jobs: int,
    progress: Callable[[int], None] = lambda made: None,
) -> Iterator[tuple[Page, Files, tuple[str, ...]]]:
    """Make and write every page; yields (page, (path, digest) of its files, its notes)."""
    dealt = shares(len(pages), jobs, _WORTH_A_PROCESS)

    def work(share: Sequence[int]) -> bytes:
        # Processes advance together: the first one tells for all.
        reported = len(dealt) if share is dealt[0] else 0
        return msgspec.msgpack.encode(_make_share(pages, share, make, write, progress, reported))

    for data in in_processes(dealt, work):
        batch = msgspec.msgpack.decode(data, type=_Batch)
        for product in batch.products:
            notes = tuple(batch.words[number] for number in product.notes)
            yield pages[product.index], product.files, notes


def _make_share(
    pages: Sequence[Page],
    share: Sequence[int],
    make: Make,
    write: Write,
    progress: Callable[[int], None],
    reported: int,
) -> _Batch:
    table: dict[str, int] = {}
    products = []
    for index in share:
        files, notes = make(pages[index])
        products.append(
            _Product(
                index,
                tuple((path, write(path, data)) for path, data in files.items()),
                tuple(table.setdefault(note, len(table)) for note in sorted(notes)),
            )
        )
        if reported:
            progress(reported)
    return _Batch(products, list(table))
