# Everything this project does, from a bare clone: only Python 3.11 or newer, git and make are
# needed.  Packages go into .venv, at the versions that constraints.txt names.

PYTHON = python3
ARGS =
VENV = .venv
RUN = $(VENV)/bin/python

# The extras of pyproject.toml that a kind of work needs
EXTRAS_report =
EXTRAS_test = [test,lab,preview,scheduler,charts]
EXTRAS_lab = [lab,scheduler]
EXTRAS_preview = [preview]

# An editable install leaves out the files that a plain one puts into etc/jupyter and share/jupyter
LAB_DATA = $(CURDIR)/report138/engine/lab
LAB_CONFIG = $(LAB_DATA)/jupyter

export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help report quick test lab preview figures check soak bench clean constraints
.NOTPARALLEL:

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile
	@echo 'ARGS="..." passes options on, e.g.: make report ARGS="--language en --format pdf"'

report: $(VENV)/.installed-report ## Render the report in every language into reports/
	@$(RUN) render.py $(ARGS)

quick: $(VENV)/.installed-test ## Check the style of the code and run the fast tests, a few minutes
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(RUN) -m pytest -n 2 --dist loadfile -m 'not slow' $(ARGS)

test: $(VENV)/.installed-test ## Check the style of the code and run all tests
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(RUN) -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

lab: $(VENV)/.installed-lab ## Open explore in JupyterLab, with data and reports (Chinese: Settings > Language)
	JUPYTER_CONFIG_PATH="$(LAB_CONFIG)$${JUPYTER_CONFIG_PATH:+:$$JUPYTER_CONFIG_PATH}" \
	  JUPYTER_PATH="$(LAB_DATA)$${JUPYTER_PATH:+:$$JUPYTER_PATH}" \
	  $(RUN) -m jupyterlab notebooks/explore.ipynb --ServerApp.root_dir="$(CURDIR)" $(ARGS)

preview: $(VENV)/.installed-preview ## Show the report in the browser, renewed at every change
	@$(RUN) render.py preview $(ARGS)

figures: $(VENV)/.installed-report ## Write every figure as SVG and PNG into figures/
	@$(RUN) render.py figures $(ARGS)

check: $(VENV)/.installed-test ## Check the data and the style of the code, without the tests
	@$(RUN) render.py check --strict $(ARGS)
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check

soak: $(VENV)/.installed-test ## Twice 200 scheduled runs and 30 builds with random kills, half an hour
	REPORT138_SOAK=200 $(RUN) -m pytest -s tests/engine/schedule/test_soak.py $(ARGS)

bench: $(VENV)/.installed-test ## Measure speed against papermill and nbconvert (ARGS=--quick: sooner)
	$(RUN) -m benchmarks.bench $(ARGS)

clean: ## Remove reports/ and all caches; .venv stays (rm -r .venv removes it)
	rm -rf reports .pytest_cache .ruff_cache .hypothesis
	find . -path ./$(VENV) -prune -o \
	  \( -name __pycache__ -o -name .ipynb_checkpoints \) -type d -prune -exec rm -rf {} +

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "This needs Python 3.11 or newer, and $(PYTHON) is not. Name one that is," \
	    "for example: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# One stamp a kind of work: pip runs again only when the list of packages has changed.
$(VENV)/.installed-%: pyproject.toml constraints.txt | $(VENV)/bin/pip
	@echo "Installing packages into $(VENV), about a minute the first time ..."
	@$(VENV)/bin/pip install -qq -c constraints.txt -e '.$(EXTRAS_$*)'
	@touch $@

# Not for daily use: renew constraints.txt with what pip chooses today, in an environment of its own.
constraints: VENV = .venv-constraints
constraints: MARKER = python_version < "3.15" and sys_platform != "darwin"
constraints:
	@$(PYTHON) -m venv --clear $(VENV)
	@$(VENV)/bin/pip install -qq -e '.[lab,preview,scheduler,charts,test]'
	@{ grep '^#' constraints.txt; $(VENV)/bin/pip freeze --exclude-editable \
	  | sed 's/$$/ ; $(MARKER)/'; } > $(VENV)/constraints.txt
	@mv $(VENV)/constraints.txt constraints.txt && rm -r $(VENV)
