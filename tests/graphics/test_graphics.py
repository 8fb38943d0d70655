"""What every graphic promises, whatever it shows."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from pathlib import Path

import graphic_samples as samples
import pytest
from lxml import etree, html

GRAPHICS = samples.all_graphics()


@pytest.fixture(params=sorted(GRAPHICS))
def graphic(request: pytest.FixtureRequest) -> str:
    return GRAPHICS[request.param]


def test_a_graphic_is_well_formed_xml(graphic: str) -> None:
    root = etree.fromstring(graphic)

    assert root.tag == "figure"


def test_a_graphic_has_no_style_attribute_and_no_script(graphic: str) -> None:
    root = etree.fromstring(graphic)

    assert not root.xpath("//@style | //style | //script | //@*[starts-with(name(), 'on')]")


def test_a_graphic_names_no_colour(graphic: str) -> None:
    """Colours are roles in style sheets, so that every theme can give them."""
    painted = etree.fromstring(graphic).xpath("//@fill | //@stroke | //@color")

    assert all(re.fullmatch(r"url\(#[\w-]+\)", value) for value in painted)


def test_a_figure_starts_with_its_caption_as_a_heading(graphic: str) -> None:
    root = etree.fromstring(graphic)

    assert root[0].tag == "figcaption"
    assert root[0][0].tag == "h2"


def test_every_link_has_an_address_and_a_name(graphic: str) -> None:
    links = etree.fromstring(graphic).findall(".//a")

    assert links
    for link in links:
        assert link.get("href")
        assert link.get("aria-label") or "".join(link.itertext()).strip()


def test_ids_are_unique_across_all_graphics_of_a_page() -> None:
    ids = [id for graphic in GRAPHICS.values() for id in etree.fromstring(graphic).xpath("//@id")]

    assert sorted(set(ids)) == sorted(ids)


def test_every_reference_to_an_id_finds_it(graphic: str) -> None:
    root = etree.fromstring(graphic)
    ids = set(root.xpath("//@id"))
    named = {id for value in root.xpath("//@aria-labelledby") for id in value.split()}
    painted = {value[5:-1] for value in root.xpath("//@fill[starts-with(., 'url')]")}

    assert named | painted <= ids


def test_a_browser_reads_the_same_tree_from_html_as_from_xml(graphic: str) -> None:
    as_html = html.fragment_fromstring(graphic)
    as_xml = etree.fromstring(graphic)

    assert [element.tag for element in as_html.iter()] == [element.tag for element in as_xml.iter()]


def test_each_graphic_stays_within_a_few_kilobytes(graphic: str) -> None:
    assert len(gzip.compress(graphic.encode(), 9)) < 6_000


def test_bytes_do_not_depend_on_the_process() -> None:
    """Not on the order of hashes, which differs from one process to the next."""
    code = (
        "import hashlib, graphic_samples as samples;"
        "print(hashlib.sha256(repr(samples.all_graphics()).encode()).hexdigest())"
    )
    folder = Path(__file__).parent
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONPATH": f"{folder}:{folder.parent.parent}", "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(digests) == 1
