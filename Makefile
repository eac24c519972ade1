# The developer's manual: each target installs what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PO := $(wildcard fptui/language/locale/*/LC_MESSAGES/fptui.po)
OFFICE ?= data/office.json
SCALE ?= middle

.PHONY: run test bench soak lint format catalogs words sample screenshots snapshots golden wheel
.PHONY: mutants sdist clean help

help:  ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

# pip learned dependency groups in 25.1
$(READY): pyproject.toml hatch_build.py constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable . --group dev
	touch $@

$(VENV)/.catalogs: $(READY) $(PO)
	$(BIN)/pybabel --quiet compile --directory fptui/language/locale --domain fptui
	touch $@

READY_ALL := $(READY) $(VENV)/.catalogs

run: $(READY_ALL) $(OFFICE)  ## open the screens on the sample district
	$(BIN)/fptui --db $(OFFICE)

$(OFFICE): | $(READY_ALL)
	$(BIN)/fptui init --sample $(OFFICE)

test: $(READY_ALL)  ## all tests
	$(BIN)/python -m pytest -n 6 --dist worksteal $(ARGS)

BENCHES := store import search doubts figures
bench: $(READY_ALL)  ## all that is measured; SCALE=small|middle|full BENCHES="store import search doubts figures"
	met=0; for bench in $(BENCHES); do \
	  $(BIN)/python -m tests.bench.bench_$$bench --scale $(SCALE) || met=1; done; exit $$met

SOAK := $(addprefix tests/scenarios/test_,crash.py damage.py two_writers.py no_room.py \
  killed_in_between.py)
soak: $(READY_ALL)  ## the long form of the tests of reliability
	FPTUI_SOAK=1 $(BIN)/python -m pytest --durations 5 $(SOAK) tests/store/test_model.py tests/store/test_hidden_writers.py \
	  tests/screens/test_whole_characters.py tests/screens/test_sheets.py tests/screens/test_forms.py \
	  tests/exchange/test_sheets.py $(ARGS)

JOBS ?= 1
SAMPLE ?= 100
mutants: $(READY_ALL)  ## which changes of the code no test notices; ROOM=figures|programme|store|importing SAMPLE=5 (percent)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group mutants
	nice $(BIN)/python tools/mutants.py $(JOBS) $(SAMPLE) $(ROOM)

snapshots: $(READY_ALL)  ## take the pictures of the screens anew
	$(BIN)/python -m pytest tests/screens/test_snapshots.py --snapshot-update

golden: $(READY_ALL)  ## write the texts that leave the program anew, to be read
	FPTUI_GOLDEN=1 $(BIN)/python -m pytest -k test_golden tests/exchange tests/reports

lint: $(READY_ALL)  ## style, types, and the arrows between the rooms
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY_ALL)  ## put the code in its one form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

catalogs: $(READY)  ## collect the marked texts into the catalogs
	$(BIN)/pybabel --quiet extract --keywords N_ --no-location --sort-output --output-file fptui.pot fptui
	for language in zh_Hans zh_Hant; do \
	  $(BIN)/pybabel --quiet update --domain fptui --no-fuzzy-matching --ignore-obsolete --no-wrap \
	    --ignore-pot-creation-date \
	    --input-file fptui.pot --output-dir fptui/language/locale --locale $$language; done
	rm fptui.pot

words: catalogs  ## collect the marked texts, and say which Chinese is missing
	$(BIN)/python tools/missing_words.py

sample: $(READY_ALL)  ## make the sample district anew
	$(BIN)/python tools/make_sample.py

screenshots: $(READY_ALL)  ## take the pictures of the README anew
	$(BIN)/python tools/take_screenshots.py

wheel: $(READY)  ## a wheel in dist/
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

sdist: $(READY)  ## the source in dist/, from which `make test` runs too
	$(BIN)/python -m hatchling build --target sdist --directory dist

clean:  ## forget the environment and all that was made
	rm -rf $(VENV) dist build mutants .pytest_cache .mypy_cache .ruff_cache .hypothesis
