"""What a build promises, on small sites."""

from conftest import ROOT

from pobratym.problems import has_errors


def test_a_right_site_is_published_without_a_problem(site):
    outcome = site().build()

    assert outcome.problems == ()
    assert outcome.published is not None


def test_every_language_has_a_page_for_every_record(site):
    made = site()

    made.build()

    for lang in ("uk", "en"):
        assert "Karolinska Universitetssjukhuset" in made.page(f"/{lang}/institutions/karolinska/")
        assert made.page(f"/{lang}/partnerships/okhmatdyt-karolinska/")


def test_content_with_an_error_publishes_nothing_and_leaves_the_site_as_it_was(site):
    made = site()
    made.build()
    before = made.files()

    made.write("-- content/partnerships/okhmatdyt-karolinska.yaml --\npartners: [okhmatdyt]\n")
    outcome = made.build()

    assert has_errors(outcome.problems)
    assert outcome.published is None
    assert made.files() == before


def test_a_record_with_five_mistakes_gives_five_problems_with_their_places(site):
    made = site(
        """-- content/partnerships/wrong.yaml --
partners: [okhmatdyt, karolinsca]
status: singed
signed: 2023-02-30
aeras: [trauma]
sources:
  - title: No address
"""
    )

    outcome = made.build()

    places = [(found.line, found.column, found.code) for found in outcome.problems]
    assert places == [
        (1, 23, "unknown-reference"),
        (2, 9, "wrong-choice"),
        (3, 9, "no-such-day"),
        (4, 1, "unknown-key"),
        (6, 5, "missing-field"),
    ]


def test_a_second_build_writes_nothing(site):
    made = site()
    made.build()

    outcome = made.build()

    assert outcome.published.written == 0
    assert outcome.rendered == 0


def test_a_changed_summary_rewrites_only_the_pages_that_show_it(site):
    made = site()
    made.build()
    before = made.files()

    path = made.folder / "content/partnerships/okhmatdyt-karolinska.yaml"
    path.write_text(path.read_text("utf-8").replace("work together", "train together"), "utf-8")
    made.build()

    after = made.files()
    changed = [name for name in after if after[name] != before.get(name)]
    assert [name for name in changed if name.endswith(".html")] == [
        "en/partnerships/okhmatdyt-karolinska/index.html"
    ]
    # The summary also stands in the English feeds of partnerships; every build tells what it made.
    told = {"build.json", "build-manifest.txt"}
    assert all(name.startswith("en/") for name in changed if name not in told)


def test_a_changed_name_reaches_every_page_that_shows_it(site):
    made = site()
    made.build()

    path = made.folder / "content/institutions/karolinska.yaml"
    path.write_text(path.read_text("utf-8").replace("Karolinska Hospital", "New Name"), "utf-8")
    made.build()
    incremental = made.files()
    made.build(use_cache=False)

    assert made.files() == incremental
    assert not any(b"Karolinska Hospital" in data for data in incremental.values())


def test_a_theme_that_cannot_be_read_is_refused_with_both_colours_and_the_ratio(site):
    config = (ROOT / "site_config.yaml").read_text("utf-8")
    pale = config.replace('ink: "#0f1b33"', 'ink: "#999999"', 1)
    made = site(config=pale)

    outcome = made.build()

    faults = [dict(found.values)["fault"] for found in outcome.problems]
    assert outcome.published is None
    assert {found.code for found in outcome.problems} == {"unreadable-theme"}
    assert any("#999999" in fault and "#ffffff" in fault and "2.85" in fault for fault in faults)
