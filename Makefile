# Set-up and everyday commands. `make demo` and `make test` each work alone on a fresh clone that has
# only Python 3.11 or newer, make and git; a second run does only what changed. `make help` lists the rest.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The first Python that is new enough; choose another with `make test PYTHON=python3.12`.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
ifndef PYTHON
PYTHON := $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$p && break; done)
endif
PYTHON_VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)

VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
WORKERS ?= auto
PYTEST := $(BIN)/python -m pytest
OUTDIR ?= out/screenshots
SECOND := build/second-python
EXTRAS ?= images,notebook,pdf,preview,store,xlsx
SERVER := build/language-server
SERVER_VERSION := 1.25.0
TIMELINEJS := build/timelinejs
TIMELINEJS_VERSION := 3.9.11
BROWSERS := "$$CHROMIUM" chromium chromium-browser google-chrome-stable google-chrome

# Stamps: one for the environment, one for each set of packages. The Python's version is in the first name, so
# another PYTHON makes the environment anew; pyproject.toml decides about the packages.
MADE := $(VENV)/.made-with-python-$(PYTHON_VERSION)
CORE := $(VENV)/.has-core
DEV := $(VENV)/.has-dev
PEERS := $(VENV)/.has-bench

.PHONY: help second demo test test-all check format bench golden docs screenshots browser server timelinejs node bundle clean

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

demo: $(CORE) ## build examples/jackson into out/jackson.html and say where it is
	@mkdir -p out
	@env -u TIMELINE_ARCHIVE $(BIN)/timeline build examples/jackson -o out/jackson.html
	@echo "The page is $(CURDIR)/out/jackson.html: open it in a browser."

test: node $(DEV) bundle browser server timelinejs second ## run every check and test, the browser's and the notebooks' included
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(PYTEST) --numprocesses=$(WORKERS) --dist=loadfile

test-all: test ## the same, then every property on twenty times as many examples, others each time
	FUZZ=20 $(PYTEST) -m "not browser" --numprocesses=$(WORKERS) --dist=load $$(grep -l '^@given' tests/test_*.py)

check: $(DEV) ## the quick part, for every day: format, lint, types and the fast tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(PYTEST) -m "not browser and not slow"

format: $(DEV) ## put the code in the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(PEERS) bundle ## measure speed and size as ratios against other tools
	$(BIN)/python -m tests.bench

golden: $(DEV) ## accept what the charts of the examples have become; read the difference before you commit it
	$(PYTEST) -q tests/test_golden_views.py --update-golden

docs: $(DEV) ## build the documentation as a site into out/docs, its reference made anew from the code
	$(BIN)/python .ci/reference.py docs
	$(BIN)/python .ci/site.py out/docs
	@echo "The site is $(CURDIR)/out/docs: open index.html in a browser."

screenshots: $(DEV) browser ## photograph both examples into OUTDIR, wide, narrow, light, dark and printed, and the README's pictures
	@mkdir -p out
	@for name in jackson harlow-street; do $(BIN)/timeline build examples/$$name -o out/$$name.html 2>/dev/null || exit 1; done
	$(BIN)/python tests/screenshots.py $(OUTDIR) out/jackson.html out/harlow-street.html --readme docs/pictures

clean: ## remove what these commands made
	rm -rf $(VENV) out build dist timeline/draw/bundle .mypy_cache .pytest_cache .ruff_cache .hypothesis test-results
	find timeline tests -name __pycache__ -type d -prune -exec rm -rf {} +

node: # npm fetches the chart library's small bundle while the package is built; without it pages carry the large one
	@command -v npm >/dev/null 2>&1 && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "Installing nodejs and npm for the chart library's small bundle."; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends nodejs npm && exit 0; \
	fi; \
	echo "npm is not installed (Debian and Ubuntu: sudo apt install npm): tests of the small chart bundle are skipped." >&2

bundle: # what the build hook makes, where an earlier install had no npm
	@test -f timeline/draw/bundle/plotly-basic.txt || ! command -v npm >/dev/null 2>&1 || \
		$(PIP) install --no-deps --editable .

server: # the YAML language server that the schema is tried with, in a folder of its own that version control ignores
	@test -f $(SERVER)/.has-$(SERVER_VERSION) || ! command -v npm >/dev/null 2>&1 || { \
		npm install --silent --no-audit --no-fund --ignore-scripts --fetch-retries=1 --prefix $(SERVER) \
			yaml-language-server@$(SERVER_VERSION) && touch $(SERVER)/.has-$(SERVER_VERSION); } || \
		echo "npm has no yaml-language-server for us: the tests of the schema in an editor are skipped." >&2

timelinejs: # what the TimelineJS export is shown in, beside the language server
	@test -f $(TIMELINEJS)/.has-$(TIMELINEJS_VERSION) || ! command -v npm >/dev/null 2>&1 || { \
		npm install --silent --no-audit --no-fund --ignore-scripts --fetch-retries=1 --prefix $(TIMELINEJS) \
			@knight-lab/timelinejs@$(TIMELINEJS_VERSION) && touch $(TIMELINEJS)/.has-$(TIMELINEJS_VERSION); } || \
		echo "npm has no TimelineJS for us: the tests of its export in TimelineJS itself are skipped." >&2

second: # another Python, where one is installed: pages must be the same bytes on both, and the wheel run on both
	@[ -z "$$TIMELINE_OTHER_PYTHON" ] && [ ! $(SECOND)/.made-with-$(EXTRAS) -nt pyproject.toml ] || exit 0; \
	for p in python3.14 python3.13 python3.12 python3.11 "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/3.1[1-9]*/bin/python; do \
		v=$$("$$p" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue; \
		[ "$$v" != "$(PYTHON_VERSION)" ] || continue; \
		echo "Python $$v is the second one that the tests use."; \
		"$$p" -m venv --clear $(SECOND) && \
			$(SECOND)/bin/python -m pip --disable-pip-version-check --quiet install '.[$(EXTRAS)]' && \
			touch $(SECOND)/.made-with-$(EXTRAS) && exit 0; \
	done; \
	echo "No Python but $(PYTHON_VERSION) is installed (any other from 3.11 on will do): tests on two of them are skipped." >&2

browser: # a Chromium that is installed already; none is ever downloaded by the test tools
	@for b in $(BROWSERS); do command -v "$$b" >/dev/null 2>&1 && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "Installing chromium for the browser tests."; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium; \
	else \
		echo "The browser tests need Chromium: install it (Debian and Ubuntu: sudo apt install chromium)" \
			"or set CHROMIUM to its path; 'make check' runs what needs no browser." >&2; exit 1; \
	fi

$(MADE):
	@[ -n "$(PYTHON_VERSION)" ] && $(PYTHON) -c '$(NEW_ENOUGH)' || \
		{ echo "Python 3.11 or newer is needed: install it, or say which with 'make PYTHON=/path/to/python'." >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(CORE): pyproject.toml $(MADE)
	$(PIP) install --editable .
	@touch $@

$(DEV): pyproject.toml $(MADE)
	$(PIP) install --editable '.[dev]'
	@touch $@ $(CORE)

$(PEERS): pyproject.toml $(MADE)
	$(PIP) install --editable '.[bench]'
	@touch $@ $(CORE)
