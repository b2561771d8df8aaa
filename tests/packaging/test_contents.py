"""What the bundle is told to contain is what the code needs, so that none is found by luck."""

from __future__ import annotations

import ast
import importlib
import importlib.metadata
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from leaddesk.outside import import_source, secrets
from leaddesk.outside.tabular import reading
from tests.support.child import ROOT
from tests.support.source import calls, python_files, shown, tree

CODE = {".py", ".pyc", ".pyi", ".so", ".pyd", ".pyx", ".pxd", ".c", ".h", ".hpp", ".cpp", ".typed"}


def shipped(contents) -> set[str]:
    return {path.relative_to(ROOT).as_posix() for path, _ in contents.shipped_files(ROOT)}


def committed(*folders: str) -> set[str]:
    command = ["git", "ls-files", "-z", "--", *folders]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {name for name in done.stdout.split("\0") if name and (ROOT / name).exists()}


def test_every_resource_goes_along(contents):
    sources = (".po", ".pot", "README.md")
    wanted = {name for name in committed("resources") if not name.endswith(sources)}
    assert wanted - shipped(contents) == set()


def test_every_file_beside_the_modules_goes_along(contents):
    beside = {name for name in committed("leaddesk") if not name.endswith(".py")}
    assert beside - shipped(contents) - {"leaddesk/py.typed"} == set()


def test_the_revisions_go_along_as_files(contents):
    wanted = committed("leaddesk/storage/migrations")
    assert len(wanted) > 3
    assert wanted - shipped(contents) == set()


def test_the_program_finds_its_files_where_the_bundle_puts_them(contents):
    """`base.resources` looks inside the package, `storage.revisions` beside itself."""
    targets = {target.split("/")[1] for _, target in contents.shipped_files(ROOT)}
    assert targets == {"resources", "storage"}
    assert contents.FOLDERS["leaddesk/storage/migrations"] == "leaddesk/storage/migrations"


def test_modules_imported_by_a_written_name_are_named(contents):
    found = {
        node.args[0].value
        for path in python_files("leaddesk")
        for name, node in calls(path)
        if name.endswith("import_module") and node.args and isinstance(node.args[0], ast.Constant)
    }
    assert found, "the scan finds none"
    assert {name for name in found if not name.startswith("leaddesk")} <= set(contents.BY_NAME)


def test_the_password_stores_are_named(contents):
    assert {module for module, _ in secrets._ALLOWED} <= set(contents.BY_NAME)


def test_nothing_else_imports_by_name():
    """A new place needs a line in contents.BY_NAME, or a test of its own here."""
    found = {
        shown(path)
        for path in python_files("leaddesk")
        for name, _ in calls(path)
        if name.endswith(("import_module", "__import__"))
    }
    assert found == {
        "leaddesk/app/options.py",  # the verbs, our own
        "leaddesk/app/verb_run.py",
        "leaddesk/outside/child.py",  # the jobs below
        "leaddesk/outside/secrets.py",
        "leaddesk/storage/sqlite_driver.py",
    }


@pytest.mark.parametrize(
    "job",
    [import_source._WORKER, import_source._SURVEY, reading._INSPECT, reading._ROWS],
)
def test_a_job_of_a_child_is_a_function_of_ours(job):
    module, _, function = job.partition(":")
    assert module.startswith("leaddesk.")
    assert callable(getattr(importlib.import_module(module), function))


def test_what_the_revisions_import_is_named_or_imported_by_modules(contents):
    """PyInstaller doesn't read them: to it they are data."""
    needed = {
        module
        for path in python_files("leaddesk/storage/migrations")
        for module in imported(path)
        if not module.startswith("leaddesk")
    }
    by_modules = {
        module
        for path in python_files("leaddesk")
        if "migrations" not in path.parts
        for module in imported(path)
    }
    named = set(contents.BY_NAME) | by_modules
    standard = {"__future__", "pathlib", "logging", "re", "json", "collections.abc", "typing"}
    assert needed - standard <= named


def imported(path: Path) -> set[str]:
    """What a file imports, as far as a name goes: `from alembic import op` is alembic.op."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            module = node.module
            names = {f"{module}.{alias.name}" for alias in node.names}
            found |= names if module == "alembic" else {module}
    return found


def test_modules_named_for_this_system_exist(contents):
    elsewhere = {"keyring.backends.macOS", "keyring.backends.Windows"}
    for name in set(contents.BY_NAME) - elsewhere:
        assert importlib.util.find_spec(name) is not None, name


def test_libraries_with_files_of_their_own_are_known(contents):
    known = {*contents.WITH_FILES, *contents.WITH_RULES}
    # What lies in these is documentation, or is used by developers only.
    unused = {"alembic", "jeepney", "keyring", "pycparser", "shiboken6", "sqlalchemy", "urllib3"}
    found = {}
    for name in run_time_distributions():
        for file in importlib.metadata.distribution(name).files or ():
            top = file.parts[0]
            package = not top.endswith((".dist-info", ".libs")) and len(file.parts) > 1
            if package and file.suffix and not CODE & set(file.suffixes) and top[0] != ".":
                found.setdefault(top, file.as_posix())
    assert "babel" in found, "the scan finds none"
    assert {top: file for top, file in found.items() if top not in known | unused} == {}


def run_time_distributions() -> list[str]:
    lines = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    names = re.findall(r"^([A-Za-z0-9._-]+)==", lines, re.MULTILINE)
    built_with = {"hatchling", "pathspec", "pluggy", "trove-classifiers", "tomlkit", "editables"}
    there = {
        d.metadata["Name"].lower().replace("_", "-") for d in importlib.metadata.distributions()
    }
    return [n for n in names if n not in built_with and n.lower().replace("_", "-") in there]


def test_nothing_that_is_imported_is_left_out(contents):
    out = set(contents.LEFT_OUT)
    for path in python_files("leaddesk"):
        for module in imported(path):
            parts = module.split(".")
            prefixes = {".".join(parts[:n]) for n in range(1, len(parts) + 1)}
            assert not prefixes & out, f"{shown(path)} imports {module}"


KEPT = [
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
    "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
    r"PySide6\plugins\platforms\qwindows.dll",
    "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
    "PySide6/Qt/lib/libQt6Widgets.so.6",
    r"PySide6\Qt6Core.dll",
    "PySide6/Qt/lib/QtGui.framework/Versions/A/QtGui",
    "PySide6/QtWidgets.abi3.so",
    "PySide6/Qt/translations/qtbase_de.qm",
    "leaddesk/resources/locale/leaddesk_de.qm",
    "babel/locale-data/de.dat",
    "leaddesk-0.1.0.dist-info/METADATA",
]
DROPPED = [
    "PySide6/Qt/plugins/platforms/libqvnc.so",
    "PySide6/Qt/plugins/platforms/libqwayland.so",
    "PySide6/Qt/plugins/wayland-shell-integration/libxdg-shell.so",
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
    "PySide6/Qt/plugins/tls/libqopensslbackend.so",
    "PySide6/Qt/plugins/imageformats/libqtiff.so",
    "PySide6/Qt/lib/libQt6Qml.so.6",
    "PySide6/Qt/lib/libQt6OpenGL.so.6",
    r"PySide6\Qt6Quick.dll",
    r"PySide6\opengl32sw.dll",
    "PySide6/Qt/lib/QtQuick.framework/Versions/A/QtQuick",
    "PySide6/Qt/translations/qtdeclarative_de.qm",
    "PySide6/Qt/translations/designer_de.qm",
    "PySide6/Qt/qml/QtQuick/qmldir",
    "leaddesk-0.1.0.dist-info/direct_url.json",
]


@pytest.mark.parametrize("path", KEPT)
def test_what_the_window_needs_of_qt_is_kept(contents, path):
    assert contents.wants(path)


@pytest.mark.parametrize("path", DROPPED)
def test_what_it_does_not_need_is_dropped(contents, path):
    assert not contents.wants(path)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("libstdc++.so.6", False),  # of the graphics drivers too, whose own is newer
        ("libX11.so.6", False),
        ("libfontconfig.so.1", False),
        ("libxcb-cursor.so.0", True),
        ("libxcb-render.so.0", False),
        ("libxkbcommon.so.0", True),
        ("libpython3.11.so.1.0", True),
        ("libssl.so.3", True),
    ],
)
def test_of_the_system_go_along_only_what_many_lack(contents, name, wanted):
    assert contents.wants(name, f"/usr/lib/x86_64-linux-gnu/{name}") is wanted
    assert contents.wants(name, f"/opt/python/lib/{name}")


def test_the_build_tool_stays_out_of_what_users_and_developers_install():
    def locked(level: str) -> dict[str, str]:
        text = (ROOT / "requirements" / f"{level}.txt").read_text(encoding="utf-8")
        return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text, re.MULTILINE))

    run, dev, bundle = locked("run"), locked("dev"), locked("bundle")
    assert "pyinstaller" in bundle
    assert not {"pyinstaller", "pyinstaller-hooks-contrib"} & {*run, *dev}
    # What is bundled is what was tested.
    assert run.items() <= bundle.items()
    assert run.items() <= dev.items()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "bundle" in project["optional-dependencies"]
