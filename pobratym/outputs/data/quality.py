"""How good the data are: which share of the records says what a good record says.

The rows are the same on the page of open data and in `/data/quality.csv`.
"""

import csv
import io

from pobratym.outputs.desk import Desk
from pobratym.pages.field_labels import MEASURE_LABELS
from pobratym.registry.quality import measured

Files = dict[str, bytes]


def document(desk: Desk) -> Files:
    """`/data/quality.csv`."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("type", "measure", "description", "records", "count", "share"))
    for found in measured(desk.registry, tuple(desk.editions)):
        writer.writerow(
            (
                found.type,
                found.measure,
                MEASURE_LABELS[found.measure],
                found.records,
                found.count,
                f"{found.share:.4f}",
            )
        )
    return {"data/quality.csv": b"\xef\xbb\xbf" + text.getvalue().encode()}
