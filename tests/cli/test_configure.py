"""What the engine is given by name: it must be there, for nothing else would say so."""

import pkgutil

import pytest

from report138.cli.configure import KERNEL_PRELOAD, WORKER_PRELOAD, configure
from report138.cli.frameworks import CATALOG
from report138.engine.plan.catalog import get_catalog
from report138.settings import VARIABLE


@pytest.mark.parametrize("name", [*KERNEL_PRELOAD, *WORKER_PRELOAD])
def test_what_is_preloaded_exists(name: str) -> None:
    """A module that was renamed would only make every kernel slower."""
    assert callable(pkgutil.resolve_name(name)) == (":" in name)


def test_the_catalog_is_found_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the process of a scheduled run finds it."""
    monkeypatch.setenv(VARIABLE, "{}")
    configure()
    assert get_catalog() is CATALOG
