# Everything a newcomer needs. `make demo` and `make test` install what they want by themselves.
PYTHON := .venv/bin/python
export PYTHONDONTWRITEBYTECODE := 1

.DEFAULT_GOAL := help
.PHONY: help install install-dev install-bench demo test lint bench bench-audit bench-mail bench-letters bench-pages ci lock docs clean

help:
	@echo "make demo     installs what is missing and serves a living demo"
	@echo "make test     installs what tests need and runs every test"
	@echo "make install  installs only"
	@echo "make lint     ruff, mypy, import-linter, djlint, translations, migrations"
	@echo "make bench    measures what is promised: bench-audit the log and the seals, bench-mail the e-mails,"
	@echo "              bench-letters the letters, bench-pages the pages; each can be run alone"
	@echo "make docs     draws the state diagram anew"
	@echo "make lock     locks the dependencies anew"

install:
	scripts/install.sh

install-dev:
	scripts/install.sh --dev

demo: install
	exec $(PYTHON) manage.py demo

test: install-dev
	$(PYTHON) scripts/run_tests.py

lint: install-dev
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports --no-cache
	$(PYTHON) -m djlint templates --lint --quiet
	$(PYTHON) scripts/check_translations.py
	NOTIFIER_DEBUG=1 NOTIFIER_HOME=$$(mktemp -d) $(PYTHON) manage.py makemigrations --check --dry-run

install-bench:
	scripts/install.sh --bench

bench: bench-audit bench-mail bench-letters bench-pages

bench-audit: install-dev
	$(PYTHON) -m benchmarks.audit

bench-mail: install-bench
	$(PYTHON) -m benchmarks.mail

bench-letters: install-bench
	$(PYTHON) -m benchmarks.letters

bench-pages: install-dev
	$(PYTHON) -m benchmarks.pages

ci: lint test

docs: install-dev
	$(PYTHON) scripts/draw_states.py > docs/states.md

lock: install-dev
	$(PYTHON) -m pip install --quiet uv
	UV_CUSTOM_COMPILE_COMMAND="make lock" .venv/bin/uv pip compile --universal --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --quiet pyproject.toml -o requirements.lock
	UV_CUSTOM_COMPILE_COMMAND="make lock" .venv/bin/uv pip compile --universal --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --quiet --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	UV_CUSTOM_COMPILE_COMMAND="make lock" .venv/bin/uv pip compile --universal --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --quiet --extra dev --extra bench -c requirements-dev.lock pyproject.toml \
	  -o requirements-bench.lock

clean:
	rm -rf .venv var staticfiles .mypy_cache .ruff_cache .pytest_cache
