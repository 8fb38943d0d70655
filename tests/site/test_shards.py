"""Parts of a site that are built apart and merged equal the site that is built whole."""

import pytest

from pobratym.shards import ShardError, merge


def parts_of(made, count):
    folders = []
    for part in range(1, count + 1):
        folder = made.folder / f"part-{part}"
        cache = made.folder / f"cache-{part}"
        made.build(output=folder, cache=cache, shard=(part, count))
        folders.append(folder)
    return folders


@pytest.mark.parametrize("count", [1, 2, 3])
def test_merged_parts_equal_the_whole_site_byte_for_byte(site, count):
    made = site()
    made.build()
    whole = made.files()

    merge(parts_of(made, count), made.folder / "merged")

    made.output = made.folder / "merged"
    assert made.files() == whole


def test_a_missing_part_is_named(site):
    made = site()
    first, _second, third = parts_of(made, 3)

    with pytest.raises(ShardError, match="missing: 2/3"):
        merge([first, third], made.folder / "merged")


def test_parts_of_different_content_are_refused(site):
    made = site()
    first = made.folder / "part-1"
    second = made.folder / "part-2"
    made.build(output=first, cache=made.folder / "c1", shard=(1, 2))
    made.write("-- content/institutions/karolinska.yaml --\nname: {uk: Інша}\ncountry: SE\n")
    made.build(output=second, cache=made.folder / "c2", shard=(2, 2))

    with pytest.raises(ShardError, match="different sites"):
        merge([first, second], made.folder / "merged")
    assert not (made.folder / "merged").exists()


def test_a_folder_that_is_no_part_is_refused(site):
    made = site()
    made.build()

    with pytest.raises(ShardError, match="not a part of a site"):
        merge([made.output], made.folder / "merged")
