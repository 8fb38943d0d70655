"""What stands around the code for readers, editors and machines: forms, workflows, settings."""

import json
import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from pobratym.registry.records import MARKDOWN_TYPES, RECORD_TYPES

ROOT = Path(__file__).parent.parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


def loaded(path):
    return YAML(typ="safe").load(path.read_text("utf-8"))


def test_the_form_for_mistakes_has_the_fields_that_pages_fill_in():
    source = (ROOT / "pobratym/pages/views/common.py").read_text("utf-8")
    template = re.search(r"template=([\w.-]+)", source)[1]
    filled = set(re.findall(r"&(\w+)=", source))

    form = loaded(ROOT / ".github" / "ISSUE_TEMPLATE" / template)
    ids = {part.get("id") for part in form["body"]}

    assert filled == {"record", "page"}
    assert filled <= ids


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_forms_speak_both_languages(path):
    form = loaded(path)
    labels = [part["attributes"].get("label", "") for part in form.get("body", ())]

    assert all(" / " in label for label in labels if label)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_official_and_pinned_to_a_commit_with_its_version(path):
    uses = re.findall(r"uses: (\S+)(.*)", path.read_text("utf-8"))

    assert uses
    for action, comment in uses:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), action


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_may_do_no_more_than_they_need(path):
    workflow = loaded(path)
    allowed = {
        "check": {"contents": "read"},
        "deploy": {"contents": "read", "pages": "write", "id-token": "write"},
        "links": {"contents": "read", "issues": "write"},
    }[path.stem]

    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        for name, level in job.get("permissions", {}).items():
            assert level in ("read", allowed.get(name)), (path.name, name)
        assert "timeout-minutes" in job


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_text_of_strangers_reaches_a_shell(path):
    """Expressions in `run` are replaced before the shell reads them: values go through `env`."""
    for job in loaded(path)["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")


def test_the_deployment_asks_the_published_site_when_a_build_is_due():
    text = (ROOT / ".github/workflows/deploy.yml").read_text("utf-8")

    assert "next-build.json" in text
    assert ".next_build" in text


def test_workflows_run_commands_that_exist():
    from pobratym.cli import COMMANDS

    for path in WORKFLOWS:
        for words in re.findall(r"python build\.py ([^\n>]*)", path.read_text("utf-8")):
            first = words.split()[0]
            assert first in COMMANDS or first.startswith("-"), words


def test_editors_programs_find_a_schema_for_every_type_in_yaml():
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    wired = settings["yaml.schemas"]

    for folder in (*RECORD_TYPES, "vocabularies"):
        if folder not in MARKDOWN_TYPES:
            assert wired[f".vscode/schemas/{folder}.json"] == f"content/{folder}/*.yaml"


def test_hooks_and_owners_name_what_exists():
    hooks = loaded(ROOT / ".pre-commit-config.yaml")["repos"][0]["hooks"]
    assert {hook["language"] for hook in hooks} == {"system"}

    owners = (ROOT / ".github/CODEOWNERS.example").read_text("utf-8")
    for path in re.findall(r"^/([\w./-]+)\s", owners, re.MULTILINE):
        assert (ROOT / path).exists(), path
