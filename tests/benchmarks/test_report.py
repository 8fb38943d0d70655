"""What a measurement says: ratios to Hugo in the same place, growth, a drawing for everybody."""

import xml.etree.ElementTree as ET

from benchmarks.cases import Result
from benchmarks.engines import Output
from benchmarks.measuring import Run
from benchmarks.report import chart, table

HUGO = "first build, Hugo, one Markdown file per item and language"
MB = 2**20


def _result(case, seconds, *, size="large", place="memory", memory=0, pages=0):
    runs = tuple(Run(seconds + more, 2 * seconds) for more in (-0.5, 0, 3))
    return Result(case, size, place, runs, memory, Output(pages, pages, pages * 30_000))


RESULTS = [
    _result("first build, Pobratym", 6.0, memory=300 * MB, pages=1000),
    _result(HUGO, 10.0, memory=1000 * MB, pages=1000),
    _result(HUGO, 40.0, place="disk"),
    _result("nothing changed", 0.5),
]


def _row(text: str, case: str) -> list[str]:
    (line,) = [line for line in text.splitlines() if f"| memory | {case} |" in line]
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_every_case_is_compared_with_hugo_s_first_build_in_the_same_place():
    text = table(RESULTS, "a machine", 0.1, 3)

    assert _row(text, "nothing changed")[3:6] == ["0.500", "0.050", "≤ 0.03"]


def test_the_middle_run_counts_and_memory_is_a_share_of_hugo_s():
    cells = _row(table(RESULTS, "a machine", 0.1, 3), "first build, Pobratym")

    assert cells[3] == "6.0"
    assert cells[8:10] == ["300", "0.30"]


def test_growth_shows_time_by_page_and_memory_by_record():
    medium = _result("first build, Pobratym", 0.75, size="medium", memory=12 * MB, pages=100)

    text = table([medium, *RESULTS], "a machine", 0.1, 3)

    assert "| medium | memory | 1,200 | 100 | 7.50 | 10.2 |" in text


def test_the_drawing_is_sound_and_says_in_words_what_it_shows():
    drawn = chart(RESULTS, "large", "memory", "A & B processor <2>")

    described = ET.fromstring(drawn).find("{http://www.w3.org/2000/svg}desc")

    assert "nothing changed: 0.50 s" in described.text
    assert "disk" not in drawn
