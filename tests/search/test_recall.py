"""How well the labelled questions are answered: recall and precision by category, printed."""

from collections import defaultdict
from collections.abc import Iterator

import pytest

from pobratym.outputs.search_index import build
from tests.search.corpus import corpus
from tests.search.questions import FIRST, Question, questions
from tests.search.reference import Index, ask

PROMISE = 0.95


@pytest.fixture(scope="module")
def answers() -> list[tuple[Question, list[str]]]:
    files = {lang: build(corpus(lang), lang) for lang in ("uk", "en")}
    return [
        (question, ask(Index(files[question.lang], question.lang), question.text, FIRST).ids)
        for question in questions()
    ]


def test_the_wanted_records_are_among_the_first_three(
    answers: list[tuple[Question, list[str]]], capsys: pytest.CaptureFixture[str]
) -> None:
    recall = [question.recall(first) for question, first in answers]
    with capsys.disabled():
        print("\n" + "\n".join(_report(answers)))

    assert sum(recall) / len(recall) >= PROMISE


@pytest.mark.parametrize("category", sorted({question.category for question in questions()}))
def test_no_kind_of_question_falls_behind(
    category: str, answers: list[tuple[Question, list[str]]]
) -> None:
    recall = [q.recall(first) for q, first in answers if q.category == category]

    assert sum(recall) / len(recall) >= 0.9


def test_both_languages_are_asked_in_all_the_ways_that_matter() -> None:
    asked = defaultdict(int)
    for question in questions():
        asked[question.lang] += 1

    assert len(questions()) >= 120
    assert min(asked["uk"], asked["en"]) >= 60


def _report(answers: list[tuple[Question, list[str]]]) -> Iterator[str]:
    by_category: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for question, first in answers:
        scores = (question.recall(first), float(bool(first) and question.fits(first[0])))
        by_category[question.category].append(scores)
        by_category["all"].append(scores)
    yield f"{'search':32} asked  recall@3  precision@1"
    for category, scores in by_category.items():
        recall, precision = (sum(column) / len(scores) for column in zip(*scores, strict=True))
        yield f"{category:32} {len(scores):5}  {recall:8.3f}  {precision:11.3f}"
