"""Fixtures: the tiny framework in its variants, the shipped data, and one full rendering."""

import csv
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from cluster_sample import own_cluster  # noqa: F401 -- a fixture
from commands import ROOT, Run, render
from hypothesis import settings
from lab_server import browser, page  # noqa: F401 -- fixtures
from press import press  # noqa: F401 -- a fixture
from reaper import pytest_configure  # noqa: F401 -- a hook
from remote_sample import bucket, disk, hurry, memory, place, s3  # noqa: F401 -- fixtures
from sample import write_hostile, write_tiny
from schedule_world import world  # noqa: F401 -- a fixture

from report138.cli.configure import configure
from report138.data.framework import Framework, load_framework
from report138.engine.run.warm import pool
from report138.view.report import Report

LANGUAGES = ("zh", "en")

configure()  # as every command does

# Files of slow tests: real servers, processes that are killed, whole reports.  They carry the mark
# `slow`, and go first, so that no worker of pytest-xdist is left alone with one at the end.
SLOW = (
    "test_lab",
    "test_lab_jobs",
    "test_workbench_lab",
    "test_explorer_page",
    "test_coding_page",
    "test_render",
    "test_accessibility",
    "test_crash",
    "test_any_framework",
    "test_containment",
    "test_schedule_command",
    "test_soak",
    "test_preview",
    "test_preview_browser",
    "test_cluster",
    "test_cluster_changes",
    "test_remote_faults",
    "test_disk_trouble",
    "test_warm_ends",
    "test_warm_kernels",
    "test_remote",
    "test_parallel",
    "test_prestart",
    "test_brief_document",
    "test_shapes",
    "test_command_line",
    "test_unwritable",
    "test_wording",
    "test_leaving",
    "test_build",
    "test_kernels",
    "test_cluster_messages",
    "test_reaper",
    "test_html",
    "test_hostile_cells",
    "test_worker_pool",
    "test_streams",
    "test_readme_cells",
    "test_cells_prose",
    "test_figures",
    "test_compact",
    "test_cells_boxes",
    "test_documentation",
    "test_leave_out",
    "test_pdf",
    "test_new",
    "test_imports",
    "test_surrogates",
    "test_hostile_outputs",
)
# Fixtures that render or execute everything: what takes them is slow in any file.
SLOW_FIXTURES = {"rendered", "runs"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of slow files, and put these first, each file's tests in their order."""
    for item in items:
        if item.path.stem in SLOW or not SLOW_FIXTURES.isdisjoint(item.fixturenames):
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: SLOW.index(item.path.stem) if item.path.stem in SLOW else len(SLOW))


# A busy machine is no fault of a property.
settings.register_profile("report138", deadline=None)
settings.load_profile("report138")

# Reports per variant of the tiny framework, by language.
Reports = dict[str, Report]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A tiny framework of a test's own, to be broken."""
    return write_tiny(tmp_path / "tiny")


@pytest.fixture
def english_folder(tmp_path: Path) -> Path:
    """A tiny framework in English only, of a test's own."""
    return write_tiny(tmp_path / "english", english_only=True)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Framework:
    """The tiny framework, loaded; not to be changed."""
    return load_framework(write_tiny(tmp_path_factory.mktemp("session") / "tiny"))


@pytest.fixture(scope="session")
def tiny_reports(tiny: Framework) -> Reports:
    """The report on the tiny framework in both languages."""
    return {language: Report(tiny, language) for language in LANGUAGES}


@pytest.fixture(scope="session")
def english_report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report on the tiny framework that has English only."""
    folder = tmp_path_factory.mktemp("session") / "english"
    return Report(load_framework(write_tiny(folder, english_only=True)), "en")


@pytest.fixture(scope="session")
def hostile_reports(tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """The report on a framework whose texts look like code, in both languages."""
    framework = load_framework(write_hostile(tmp_path_factory.mktemp("session") / "hostile"))
    return {language: Report(framework, language) for language in LANGUAGES}


@pytest.fixture(scope="session")
def shipped() -> Framework:
    """The framework that the repository ships."""
    return load_framework(ROOT / "data" / "138")


@pytest.fixture(scope="session")
def shipped_reports(shipped: Framework) -> Reports:
    """The report on the shipped framework in both languages."""
    return {language: Report(shipped, language) for language in LANGUAGES}


@pytest.fixture(scope="module")
def fork_server() -> Iterator[pool.KernelServer]:
    """A fork server for the tests of one file; they are for Linux."""
    with pool.keep_warm() as started:
        assert started is not None
        yield started


@pytest.fixture(scope="session")
def source() -> dict[str, str]:
    """The text of the source by locator, without white space, if a copy is at hand.

    REPORT138_SOURCE names a CSV with columns locator, kind, text; without it, the file
    shared/source/paragraphs.csv beside the repository is taken.
    """
    named = os.environ.get("REPORT138_SOURCE")
    path = Path(named) if named else ROOT.parent / "shared" / "source" / "paragraphs.csv"
    if not path.is_file():
        pytest.skip(f"no copy of the source: REPORT138_SOURCE is not set and {path} is not there")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["locator"]: "".join(row["text"].split()) for row in rows}


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The whole report on the shipped framework, rendered once for all tests."""
    out = tmp_path_factory.mktemp("reports")
    run = render(out=out)
    assert run.status == 0, run.err
    return run
