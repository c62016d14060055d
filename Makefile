# The menu.  Every entry prepares .venv first; the program is then .venv/bin/sheqi.
SHELL := /bin/bash
PY := .venv/bin/python
OUT ?= demo-county
DATA ?=
ARGS ?=
PYTEST := QT_QPA_PLATFORM=offscreen $(PY) -m pytest

.PHONY: help setup demo run test check format lint types cover bench package frozen lock clean
.DEFAULT_GOAL := help

help:
	@echo "make demo      编出一个县的一年：16 站、县中心、督导，走完整个来回（放在 $(OUT)/，OUT=… 可改）"
	@echo "make run       打开程序（DATA=文件夹 打开指定的资料）"
	@echo "make test      全部测试"
	@echo "make check     格式、写法、类型、测试"
	@echo "make bench     量一量速度"
	@echo "make package   做 wheel，放在 dist/"
	@echo "make frozen    做不用装 Python 的程序文件夹，放在 dist/sheqi/"
	@echo "make lock      重新锁定依赖的版本"

setup:
	@.ci/setup

demo: setup
	.venv/bin/sheqi demo --out "$(OUT)" $(ARGS)

run: setup
	.venv/bin/sheqi $(if $(DATA),--data "$(DATA)") window $(ARGS)

test: setup
	$(PYTEST) -q -n auto --maxprocesses 4 --dist loadscope --no-loadscope-reorder --ignore=tests/benchmarks $(ARGS)

check: format lint types test

format: setup
	$(PY) -m ruff format --check .

lint: setup
	$(PY) -m ruff check .

types: setup
	$(PY) -m mypy

cover: setup
	QT_QPA_PLATFORM=offscreen $(PY) -m coverage run -m pytest -q --ignore=tests/benchmarks $(ARGS)
	$(PY) -m coverage combine -q
	$(PY) -m coverage report

bench: setup
	$(PYTEST) tests/benchmarks --benchmark-enable -q $(ARGS)

package: setup
	$(PY) -m hatchling build -t wheel
	@ls -l dist/*.whl

# A frozen program serves the glibc it was made on and newer; for Windows it is made on Windows.
frozen: setup
	$(PY) -m pip install --quiet --only-binary :all: --require-hashes -r .ci/release.lock
	$(PY) -m PyInstaller --noconfirm --log-level WARN --name sheqi --distpath dist --workpath build --specpath build \
	  $(foreach part,forms db resources,--add-data "$(CURDIR)/$(part):sheqi_desktop/_assets/$(part)") \
	  --collect-submodules sheqi_desktop --collect-data docx --collect-data pypinyin --collect-data chinese_calendar \
	  sheqi_desktop/__main__.py
	@du -sh dist/sheqi

lock: setup
	.ci/lock

clean:
	rm -rf build dist .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks
