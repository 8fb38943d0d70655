"""Any history of publications shows the last wanted site, exactly."""

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from faulty_disks import PlainDisk, publish, shown
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from pobratym.publishing import PublishingError, digest_of, publication
from pobratym.publishing.disk import Disk

# More of them: POBRATYM_HISTORIES=1000.
EXAMPLES = int(os.environ.get("POBRATYM_HISTORIES", "20"))

paths = st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map("/".join)
contents = st.sampled_from([b"", b"1", b"22", b"333"])


def without_clashes(site):
    """No path that is also a folder of another one."""
    return {
        path: data
        for path, data in site.items()
        if not any(other.startswith(path + "/") for other in site)
    }


sites = st.dictionaries(paths, contents, max_size=8).map(without_clashes)


def state_of(site):
    """Bytes that belong to this site and no other."""
    return repr(sorted(site.items())).encode()


class Histories(RuleBasedStateMachine):
    """What happens to an output folder in its life; `site` is what readers must see."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="histories-"))
        self.output = self.folder / "_site"
        self.site = {}
        self.foreign = {}
        self.is_published = False

    def teardown(self):
        shutil.rmtree(self.folder)

    @contextmanager
    def refused_if_in_the_way(self):
        """A new page where a foreign file stands is refused; then nothing has changed."""
        try:
            yield
        except PublishingError as error:
            if error.code != "in-the-way" or not self.foreign:
                raise

    @rule(site=sites, system=st.sampled_from([Disk, PlainDisk]))
    def publish_a_site(self, site, system):
        with self.refused_if_in_the_way():
            publish(self.output, site, state=state_of(site), disk=system())
            self.site, self.is_published = site, True

    @precondition(lambda self: self.is_published)
    @rule(changed=sites, dropped=st.sets(paths, max_size=3))
    def publish_changes(self, changed, dropped):
        site = {path: data for path, data in self.site.items() if path not in dropped}
        wanted = without_clashes({**site, **changed})
        with (
            self.refused_if_in_the_way(),
            publication(self.output, is_durable=False) as pub,
        ):
            write = pub.write
            digests = {
                path: write(path, data)
                for path, data in wanted.items()
                if pub.manifest.get(path) != digest_of(data)
            }
            pub.commit_changes(digests, self.site.keys() - wanted.keys(), state_of(wanted))
            self.site = wanted

    @rule(site=sites)
    def begin_and_give_up(self, site):
        with publication(self.output, is_durable=False) as pub:
            for path, data in site.items():
                pub.write(path, data)

    @precondition(lambda self: self.is_published)
    @rule(name=st.sampled_from(["X", "Y"]), data=st.data())
    def somebody_adds_a_file(self, name, data):
        folders = ["", *(path.rpartition("/")[0] for path in sorted(self.site))]
        path = f"{data.draw(st.sampled_from(folders))}/{name}".lstrip("/")
        (self.output / path).write_bytes(b"mine")
        self.foreign[path] = b"mine"

    @precondition(lambda self: self.foreign)
    @rule()
    def somebody_takes_the_files_away(self):
        for path in self.foreign:
            (self.output / path).unlink()
            for folder in (self.output / path).parents:
                if folder == self.output or any(folder.iterdir()):
                    break
                folder.rmdir()
        self.foreign = {}

    @precondition(lambda self: self.site)
    @rule(data=st.data())
    def somebody_deletes_a_page_and_it_is_built_again(self, data):
        path = data.draw(st.sampled_from(sorted(self.site)))
        (self.output / path).unlink()
        publish(self.output, self.site, state=state_of(self.site))

    @precondition(lambda self: self.is_published and not self.foreign)
    @rule()
    def the_output_folder_is_deleted(self):
        shutil.rmtree(self.output)
        self.site, self.is_published = {}, False

    @precondition(lambda self: self.is_published)
    @rule()
    def the_hidden_tree_is_deleted(self):
        shutil.rmtree(self.folder / "._site.pobratym/spare", ignore_errors=True)

    @invariant()
    def exactly_the_last_site_and_the_foreign_files_are_shown(self):
        assert shown(self.output) == {**self.site, **self.foreign}

    @invariant()
    def a_quick_look_misses_nothing_foreign(self):
        with publication(self.output, is_durable=False) as pub:
            is_alone = pub.guarantee == "exchange"
            assert not (is_alone and pub.verify().foreign)

    @invariant()
    def the_manifest_and_the_state_belong_to_the_shown_site(self):
        if self.is_published:
            with publication(self.output, is_durable=False) as pub:
                assert pub.manifest == {p: digest_of(data) for p, data in self.site.items()}
                assert pub.state in (state_of(self.site), b"")


Histories.TestCase.settings = settings(max_examples=EXAMPLES, stateful_step_count=12, deadline=None)
test_every_history_shows_the_last_wanted_site = Histories.TestCase
