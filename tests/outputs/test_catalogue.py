"""The catalogue for data portals: RDF that satisfies DCAT-AP 3."""

from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import DCAT, DCTERMS, RDF, Graph, URIRef

from pobratym.outputs.data.published import TYPES

SHAPES = Path(__file__).parent / "dcat-ap-shapes.ttl"


@pytest.fixture(scope="module")
def graph(real):
    return Graph().parse(data=real.files["data/catalog.jsonld"], format="json-ld")


def test_the_catalogue_satisfies_the_shapes(graph):
    conforms, _graph, text = validate(graph, shacl_graph=Graph().parse(SHAPES))

    assert conforms, text


def test_the_shapes_find_a_catalogue_without_publisher(graph):
    broken = Graph() + graph
    broken.remove((None, DCTERMS.publisher, None))

    conforms, _graph, _text = validate(broken, shacl_graph=Graph().parse(SHAPES))

    assert not conforms


def test_every_type_is_a_dataset_with_titles_in_every_language(graph):
    datasets = list(graph.subjects(RDF.type, DCAT.Dataset))

    assert len(datasets) == len(TYPES) + 1
    for dataset in datasets:
        languages = {title.language for title in graph.objects(dataset, DCTERMS.title)}
        assert languages == {"uk", "en"}


def test_every_download_is_a_file_of_the_site(real, graph):
    found = [str(address) for address in graph.objects(None, DCAT.downloadURL)]

    assert found
    for address in found:
        assert address.removeprefix("https://pobratym.example.org/") in real.files


def test_the_licence_is_the_one_of_the_configuration(real, graph):
    licences = set(graph.objects(None, DCTERMS.license))

    assert licences == {URIRef(real.config.licence.url)}
