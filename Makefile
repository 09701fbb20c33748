# One command each. Settings are environment variables: docs/deploying.md.
.PHONY: setup run train test lint bench
.DEFAULT_GOAL := run

PYTHON := .venv/bin/python
export RASA_TELEMETRY_ENABLED := false

setup:  ## install everything into .venv, uv and Python 3.10 included
	@bash scripts/setup

run: .venv  ## train if needed, start both servers, say where to open the chat
	@$(PYTHON) -m bot.run

train: .venv  ## train, unless there is a model for this catalogue and configuration
	@$(PYTHON) -W ignore -m bot.train

# Nothing in these needs a server or measures time on the clock, so that they run side by side.
ALONE := tests/criteria tests/bot/nlu

test: .venv  ## all tests, against real servers
ifdef ARGS
	@$(PYTHON) -m pytest $(ARGS)
else
	@$(PYTHON) -m pytest -n logical --maxprocesses 4 --dist loadfile $(ALONE); ended=$$?; \
	  $(PYTHON) -m pytest tests $(ALONE:%=--ignore=%) && exit $$ended
endif

lint: .venv  ## style, types, the catalogue, and Rasa's own check of its data
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -m criteria lint
	$(PYTHON) -W ignore -m rasa data validate --domain bot/domain --data data --config config.yml --fail-on-warnings

bench: .venv  ## the figures, beside those of Rasa's starter bot and of json-logic
	@for file in $$(grep -l __main__ benchmarks/*.py); do \
	  name=$$(basename $$file .py); echo "== $$name"; $(PYTHON) -m benchmarks.$$name || exit 1; done

.venv: pyproject.toml uv.lock
	@bash scripts/setup
	@touch .venv
