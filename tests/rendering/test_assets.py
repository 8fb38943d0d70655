"""Assets: hashed names, integrity, one style sheet, modules that import hashed files."""

import hashlib
import re
from base64 import b64encode

import pytest

from pobratym.rendering.assets import AssetError, collect_assets, small_css, small_script
from tests.rendering.gallery_site import TEMPLATES, themes


def write(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_css", ".css").replace("_js", ".js")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def test_a_name_carries_the_digest_of_the_content(tmp_path):
    write(tmp_path, scripts__one_js="export const one = 1;\n")

    assets = collect_assets(tmp_path, {})

    path = assets.paths["one.js"]
    assert path == f"assets/one.{hashlib.sha256(assets.files[path]).hexdigest()[:10]}.js"
    assert assets.url("one.js") == f"/{path}"


def test_integrity_is_the_digest_that_browsers_check(tmp_path):
    """https://www.w3.org/TR/SRI/"""
    write(tmp_path, scripts__one_js="1;\n")

    assets = collect_assets(tmp_path, {})

    digest = b64encode(hashlib.sha384(b"1;\n").digest()).decode()
    assert assets.integrity("one.js") == f"sha384-{digest}"


def test_addresses_start_with_the_path_of_the_site(tmp_path):
    write(tmp_path, scripts__one_js="1;\n")

    assert collect_assets(tmp_path, {}, "/registry/").url("one.js").startswith("/registry/assets/")


def test_imports_name_the_hashed_files(tmp_path):
    write(
        tmp_path,
        scripts__main_js=(
            'import { a } from "./a.js";\n'
            'const b = () => import("../components/b/b.js");\n'
            'const worker = new URL("./a.js", import.meta.url);\n'
        ),
        scripts__a_js="export const a = 1;\n",
        components__b__b_js='import "../../scripts/a.js";\n',
    )

    assets = collect_assets(tmp_path, {})

    main = assets.files[assets.paths["main.js"]].decode()
    names = {name: path.removeprefix("assets/") for name, path in assets.paths.items()}
    assert main.count(f'"./{names["a.js"]}"') == 2
    assert f'import("./{names["b.js"]}")' in main


def test_a_change_of_an_imported_script_renames_its_importers(tmp_path):
    write(tmp_path, scripts__main_js='import "./a.js";\n', scripts__a_js="1;\n")
    before = collect_assets(tmp_path, {}).paths["main.js"]
    write(tmp_path, scripts__a_js="2;\n")

    assert collect_assets(tmp_path, {}).paths["main.js"] != before


def test_scripts_that_import_in_a_circle_are_refused(tmp_path):
    write(tmp_path, scripts__a_js='import "./b.js";\n', scripts__b_js='import "./a.js";\n')

    with pytest.raises(AssetError, match=r"circle: scripts/a\.js → scripts/b\.js → scripts/a\.js"):
        collect_assets(tmp_path, {})


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"scripts__a_js": 'import "./gone.js";\n'}, "gone.js.*does not exist"),
        ({"styles__a_css": "a{background:url(gone.svg)}"}, "gone.svg.*not an asset"),
        (
            {"scripts__a_js": "1;\n", "components__a__a_js": "2;\n"},
            'two assets are called "a.js"',
        ),
    ],
)
def test_what_cannot_be_found_or_told_apart_is_refused(tmp_path, files, message):
    write(tmp_path, **files)

    with pytest.raises(AssetError, match=message):
        collect_assets(tmp_path, {})


def test_an_unknown_asset_is_an_error_not_an_empty_address(tmp_path):
    with pytest.raises(AssetError, match=r"gone\.css"):
        collect_assets(tmp_path, {}).url("gone.css")


def test_the_order_of_layers_stands_first_and_the_themes_after_the_settings():
    assets = collect_assets(TEMPLATES, themes())

    css = assets.files[assets.paths["site.css"]].decode()
    assert css.startswith("@layer reset,tokens,base,layout,components,utilities,settings,print;")
    assert css.rindex("@layer settings{:root[data-colours=") > css.index('[data-text="largest"]')


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("a { color: red; /* why */ }", "a{color:red}"),
        ("a :hover { margin: 0 auto; }", "a :hover{margin:0 auto}"),
        ('a::after { content: " a ;  b "; }', 'a::after{content:" a ;  b "}'),
        ("a { width: calc(1rem + 2px); }", "a{width:calc(1rem + 2px)}"),
        ("a { margin: -0.5rem 10.5px 0.25em; }", "a{margin:-.5rem 10.5px .25em}"),
        ("@media (min-width: 2rem) { a, b { x: y } }", "@media (min-width:2rem){a,b{x:y}}"),
    ],
)
def test_a_smaller_style_sheet_says_the_same(css, expected):
    assert small_css(css) == expected


def test_a_smaller_script_keeps_its_lines_and_strings():
    script = '// why\n/* and\n   how */\nconst a = "// b";\n  a();\n\n\nb();\n'

    assert small_script(script) == 'const a = "// b";\na();\nb();\n'


def test_scripts_have_no_text_over_several_lines_that_a_smaller_script_would_change():
    for path in (*TEMPLATES.glob("scripts/*.js"), *TEMPLATES.glob("components/*/*.js")):
        for literal in re.findall(r"`[^`]*`", path.read_text("utf-8")):
            assert "\n" not in literal, path


def test_twice_the_same_templates_are_twice_the_same_files():
    assert collect_assets(TEMPLATES, themes()).files == collect_assets(TEMPLATES, themes()).files


def test_the_first_view_stays_within_its_budget():
    """60 KB for all of it, fonts 40 KB, scripts 6 KB, gzip (architecture: budgets); the page
    itself may have 8 KB."""
    import gzip

    assets = collect_assets(TEMPLATES, themes())

    def size(name):
        data = assets.files[assets.paths[name]]
        return len(data if name.endswith(".woff2") else gzip.compress(data, 9))

    scripts = sum(size(name) for name in ("prepaint.js", "site.js", "settings.js", "cite.js"))
    assert size("commissioner.woff2") <= 40_000
    assert scripts <= 6_000
    assert len(assets.files[assets.paths["prepaint.js"]]) < 1_000
    assert size("commissioner.woff2") + size("site.css") + scripts <= 52_000
