"""Results as a Markdown table and as a drawing that can be read in light and in dark."""

from collections.abc import Sequence
from html import escape

from benchmarks.cases import Result

# The targets of the project, as ratios to Hugo's first build of `large` in the same run.
TARGETS = {
    "first build, Pobratym": 0.7,
    "nothing changed": 0.03,
    "a summary changed": 0.04,
    "an institution renamed": 0.04,
    "a record added": 0.04,
    "check, nothing changed": 0.06,
    "preview, from saving to the page served new": 0.01,
}
_REFERENCE = "first build, Hugo, one Markdown file per item and language"


def reference(results: Sequence[Result], size: str, place: str) -> Result | None:
    """Hugo's first build of the same registry in the same place."""
    for result in results:
        if (result.case, result.size, result.place) == (_REFERENCE, size, place):
            return result
    return None


def table(results: Sequence[Result], machine: str, load: float, rounds: int) -> str:
    """All results in one Markdown document."""
    lines = [
        "# How fast it is",
        "",
        f"Measured on: {machine}. Medians of {rounds} runs, the generators in turn; "
        f"processes waiting for a core when it began: {load:.1f}.",
        "",
        "| registry | place | case | seconds | of Hugo’s first build | target | processor seconds "
        "| of Hugo’s | memory, MB | of Hugo’s | pages | MB written |",
        "|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for result in results:
        hugo = reference(results, result.size, result.place)
        target = TARGETS.get(result.case) if result.size == "large" else None
        cells = (
            result.size,
            result.place,
            result.case,
            f"{result.wall:.3f}" if result.wall < 1 else f"{result.wall:.1f}",
            f"{result.wall / hugo.wall:.3f}" if hugo else "",
            f"≤ {target}" if target else "",
            f"{result.processor:.2f}" if result.processor else "",
            f"{result.processor / hugo.processor:.3f}" if hugo and result.processor else "",
            f"{result.memory / 2**20:.0f}" if result.memory else "",
            f"{result.memory / hugo.memory:.2f}" if hugo and result.memory else "",
            f"{result.output.pages:,}" if result.output.pages else "",
            f"{result.output.size / 1e6:.0f}" if result.output.size else "",
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join([*lines, "", *_growth(results)]) + "\n"


def _growth(results: Sequence[Result]) -> list[str]:
    """Time per page and memory per record of our own first builds, size by size."""
    from benchmarks.content import SIZES

    own = [one for one in results if one.case == "first build, Pobratym" and one.output.pages]
    if len(own) < 2:
        return []
    lines = [
        "## Growth",
        "",
        "| registry | place | records | pages | milliseconds per page | kB of memory per record |",
        "|---|---|--:|--:|--:|--:|",
    ]
    for one in own:
        records = sum(SIZES[one.size])
        per_page = one.wall / one.output.pages * 1000
        lines.append(
            f"| {one.size} | {one.place} | {records:,} | {one.output.pages:,} "
            f"| {per_page:.2f} | {one.memory / records / 1024:.1f} |"
        )
    return [*lines, ""]


_STYLE = """
  text { font: 14px system-ui, sans-serif; fill: #1b1b1b; }
  .title { font-weight: 700; font-size: 16px; }
  .soft { fill: #4a4a4a; font-size: 12px; }
  .bar { fill: #8a8f98; }
  .own { fill: #0d3f8c; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f2f2f2; } .soft { fill: #c4c4c4; }
    .bar { fill: #9aa0aa; } .own { fill: #8ab4ff; }
  }
"""
_WIDTH, _LABEL, _ROW = 760, 330, 30


def chart(results: Sequence[Result], size: str, place: str, machine: str) -> str:
    """Bars of seconds, first builds of all generators and later builds of our own, as SVG."""
    shown = [one for one in results if (one.size, one.place) == (size, place)]
    longest = max(one.wall for one in shown)
    room = _WIDTH - _LABEL - 90
    rows = []
    for place_in_list, one in enumerate(shown):
        top = 64 + place_in_list * _ROW
        length = max(2.0, one.wall / longest * room)
        seconds = f"{one.wall:.2f} s" if one.wall < 10 else f"{one.wall:.1f} s"
        style = "bar" if "Pobratym" not in one.case and one.case.startswith("first") else "own"
        rows.append(
            f'<text x="{_LABEL - 10}" y="{top + 15}" text-anchor="end">{escape(_short(one))}</text>'
            f'<rect class="{style}" x="{_LABEL}" y="{top + 2}" width="{length:.1f}" height="18"/>'
            f'<text x="{_LABEL + length + 8:.1f}" y="{top + 15}">{seconds}</text>'
        )
    height = 64 + len(shown) * _ROW + 34
    output = next((one.output for one in shown if one.output.pages), None)
    pages = f"{output.pages:,} pages, " if output else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-labelledby="title description"><title id="title">Seconds to build a {size} '
        f'registry</title><desc id="description">{escape(_described(shown))}</desc>'
        f"<style>{_STYLE}</style>"
        f'<text class="title" x="0" y="20">Seconds to build a {size} registry</text>'
        f'<text class="soft" x="0" y="42">{pages}the same facts from every generator; shorter is '
        f"better</text>{''.join(rows)}"
        f'<text class="soft" x="0" y="{height - 8}">{escape(machine)}</text></svg>\n'
    )


def _short(result: Result) -> str:
    return result.case.replace("one Markdown file per item and language", "Markdown files").replace(
        "one JSON file per language", "one JSON file"
    )


def _described(shown: Sequence[Result]) -> str:
    return "; ".join(f"{one.case}: {one.wall:.2f} s" for one in shown)
