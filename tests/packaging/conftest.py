"""The build scripts as modules. They are no package, so as not to hide the library `packaging`."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest

from tests.support.child import ROOT


def script(name: str) -> ModuleType:
    """A module of the folder `packaging`."""
    spec = importlib.util.spec_from_file_location(
        f"build_{name}", ROOT / "packaging" / f"{name}.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def contents() -> ModuleType:
    return script("contents")


@pytest.fixture(scope="session")
def icons() -> ModuleType:
    return script("icons")


@pytest.fixture(scope="session")
def windows() -> ModuleType:
    return script("windows")
