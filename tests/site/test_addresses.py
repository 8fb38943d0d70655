"""The list of published addresses."""

from pobratym.addresses import FILE, dropped, kept_and_new, lasting, read, write
from pobratym.pages.page import Page

LANGUAGES = ("uk", "en")


def pages(*urls: str, kind: str = "partnership") -> list[Page]:
    return [Page(f"/{lang}{url}", kind, lang) for lang in LANGUAGES for url in urls]


def test_an_address_of_all_languages_is_kept_once():
    assert lasting(pages("/partnerships/a/"), LANGUAGES) == ("/partnerships/a/",)


def test_the_home_page_of_every_language_is_kept():
    assert lasting(pages("/", kind="home"), LANGUAGES) == ("/en/", "/uk/")


def test_an_address_of_one_language_keeps_its_language():
    page = Page("/uk/stara-nazva/", "redirect", "uk")

    assert lasting([page], LANGUAGES) == ("/uk/stara-nazva/",)


def test_numbered_pages_and_narrowed_lists_are_not_kept():
    found = [
        *pages("/partnerships/page/2/", kind="list"),
        *pages("/partnerships/status/signed/", kind="facet"),
    ]

    assert lasting(found, LANGUAGES) == ()


def test_an_address_that_is_gone_is_found():
    assert dropped(
        ["/partnerships/a/", "/partnerships/b/"], pages("/partnerships/a/"), LANGUAGES
    ) == ("/partnerships/b/",)


def test_a_redirect_keeps_an_address():
    there = [*pages("/partnerships/new/"), *pages("/partnerships/old/", kind="redirect")]

    assert dropped(["/partnerships/old/"], there, LANGUAGES) == ()


def test_an_address_that_is_gone_in_one_language_is_gone():
    there = [Page("/uk/partnerships/a/", "partnership", "uk")]

    assert dropped(["/partnerships/a/"], there, LANGUAGES) == ("/partnerships/a/",)


def test_the_list_is_written_sorted_and_read_back(tmp_path):
    path = tmp_path / FILE

    write(path, ["/b/", "/a/", "/b/"])

    assert read(path) == ("/a/", "/b/")
    assert path.read_text("utf-8").startswith("#")


def test_without_a_list_nothing_is_kept(tmp_path):
    assert read(tmp_path / FILE) == ()


def test_the_list_only_grows():
    assert kept_and_new(["/x/"], pages("/partnerships/a/"), LANGUAGES) == {
        "/x/",
        "/partnerships/a/",
    }
