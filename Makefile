# What can be done here.  `make` alone lists it.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
INSTALL := $(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes

.DEFAULT_GOAL := help
.PHONY: help site serve check test test-fast lint docs bench admin lock messages fonts clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements/site.txt | $(VENV)/bin/python
	$(INSTALL) -r requirements/site.txt
	@touch $@

$(VENV)/.test: requirements/test.txt | $(VENV)/bin/python
	$(INSTALL) -r requirements/test.txt
	@touch $@ $(VENV)/.site

$(VENV)/.docs: requirements/docs.txt | $(VENV)/bin/python
	$(INSTALL) -r requirements/docs.txt
	@touch $@

site: $(VENV)/.site ## build content/ into _site/ and say where it is
	@$(RUN) build.py
	@echo "To look at it: make serve, then open http://127.0.0.1:8000/"

serve: $(VENV)/.site ## preview at http://127.0.0.1:8000/, rebuilt on every change
	@$(RUN) build.py serve

check: $(VENV)/.site ## report every problem of the content
	@$(RUN) build.py check

test: $(VENV)/.test ## install what the tests need, a browser included, and run everything
	@tests/install-browser
	$(RUN) -m pytest -n auto

test-fast: $(VENV)/.test ## all tests that need no browser
	$(RUN) -m pytest -n auto -m "not browser"

lint: $(VENV)/.test ## style of the Python code
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

docs: $(VENV)/.docs ## the handbook, into .docs/
	@$(RUN) -m docs.generator
	@NO_MKDOCS_2_WARNING=1 $(VENV)/bin/mkdocs build --strict --quiet --site-dir .docs

bench: $(VENV)/.test ## measure against other generators; see benchmarks/README.md
	$(RUN) -m benchmarks.run

admin: $(VENV)/.site ## fetch the web editor, pinned, for features.admin (needs npm)
	@$(RUN) build.py admin

lock: $(VENV)/.test ## write requirements/*.txt anew from pyproject.toml
	$(VENV)/bin/python -m pip install --quiet uv
	$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml -o requirements/site.txt
	$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra test --extra docs pyproject.toml -o requirements/test.txt
	$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra docs pyproject.toml -o requirements/docs.txt

messages: $(VENV)/.site ## extract the texts to be translated into templates/locale/ and pobratym/locale/
	@$(RUN) build.py messages

clean: ## remove what can be made again
	rm -rf .cache .docs .pytest_cache .ruff_cache .hypothesis
