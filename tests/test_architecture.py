"""The walls of the house: imports go one way, and each package name is ours."""

import ast
import importlib.util
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("threadline", "review_ui", "index", "matching", "extractors", "crawlers")


def _pyproject() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _sources() -> list[Path]:
    return [
        path
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def test_layers_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_every_root_package_is_in_the_layers_contract_and_in_the_wheel() -> None:
    found = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "bench"}
    config = _pyproject()
    assert found == set(PACKAGES)
    assert config["tool"]["importlinter"]["contracts"][0]["layers"] == list(PACKAGES)
    assert config["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == list(PACKAGES)


@pytest.mark.parametrize("package", PACKAGES)
def test_each_package_name_resolves_to_this_checkout(package: str) -> None:
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    assert Path(spec.origin).is_relative_to(ROOT), f"{package} comes from {spec.origin}"


@pytest.mark.parametrize("package", PACKAGES)
def test_no_other_distribution_claims_a_package_name(package: str) -> None:
    # The index has foreign projects called matching, index and extractors; installed beside ours they overwrite it.
    claims = set(packages_distributions().get(package, ["threadline"]))
    assert claims == {"threadline"}


def test_no_drawer_without_a_name() -> None:
    drawers = {"utils", "util", "common", "helpers", "helper", "misc", "manager", "core"}
    assert not [path for path in _sources() if path.stem in drawers or drawers & set(path.relative_to(ROOT).parts)]


def test_files_read_in_one_sitting() -> None:
    lengths = {path.relative_to(ROOT): path.read_text(encoding="utf-8").count("\n") for path in _sources()}
    assert {str(path): lines for path, lines in lengths.items() if lines > 275} == {}


def test_functions_fit_on_one_screen() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in _sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _length(node) > 36
    ]
    assert long == []


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    first = node.body[0]
    documented = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if documented else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - docstring


def test_every_module_says_what_it_is_for() -> None:
    silent = [path for path in _sources() if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert [str(path.relative_to(ROOT)) for path in silent if path.read_text(encoding="utf-8").strip()] == []


def test_the_lock_has_hashes_and_no_registry_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "index-url" not in lock
    pinned = [line for line in lock.splitlines() if "==" in line and not line.lstrip().startswith("#")]
    assert pinned
    assert all(line.rstrip().endswith("\\") for line in pinned), "a pinned package without a hash"


def test_no_package_that_recognises_faces_is_locked() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8").lower()
    for word in ("face", "insightface", "deepface", "dlib", "arcface", "retina", "mtcnn"):
        assert f"\n{word}" not in lock
        assert f"{word}-recognition" not in lock
