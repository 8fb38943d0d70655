"""Bytes to output folder: atomic, at the cost of the change, nothing foreign touched.

    with publication(Path("_site"), forbidden=[Path("content"), Path(".")]) as pub:
        digests = {path: pub.write(path, data) for path, data in pages}
        result = pub.commit(digests, state=b"whatever belongs to this site")

Why it works the way it does: docs/decisions/0002-two-trees-exchanged.md.
"""

from pobratym.publishing.errors import PublishingError
from pobratym.publishing.inspection import Findings
from pobratym.publishing.publications import Publication, Result, publication
from pobratym.publishing.staging import Staging, digest_of

__all__ = [
    "Findings",
    "Publication",
    "PublishingError",
    "Result",
    "Staging",
    "digest_of",
    "publication",
]
