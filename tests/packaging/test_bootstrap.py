"""The set-up script, without setting anything up."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

import bootstrap
import patching
import steps
import system_packages
import wheelhouse


def test_without_a_command_it_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main([]) == 2
    assert "bootstrap.py run" in capsys.readouterr().out


def test_an_old_python_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(steps.SetupError, match=r"needs 3\.11 or newer"):
        bootstrap.set_up(with_tools=False)


def test_an_environment_with_tools_serves_the_app_but_not_the_other_way_round() -> None:
    app, tools = bootstrap.fingerprint(with_tools=False), bootstrap.fingerprint(with_tools=True)
    assert bootstrap.covers(tools, app)
    assert not bootstrap.covers(app, tools)


def test_the_pinned_llama_is_the_one_in_the_constraints() -> None:
    assert f"llama_cpp_python=={bootstrap.wanted_llama()}" in bootstrap.CONSTRAINTS.read_text()


def test_a_wheel_is_kept_per_processor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSEBENCH_CACHE", str(tmp_path))
    wheel = (
        tmp_path / "wheels" / wheelhouse.processor_key() / "llama_cpp_python-1.2-py3-none-any.whl"
    )
    wheel.parent.mkdir(parents=True)
    wheel.touch()
    assert wheelhouse.llama_wheel(Path(sys.executable), "1.2") == wheel


def test_missing_libraries_without_rights_become_one_exact_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system_packages, "_loads", lambda name: name != "libEGL.so.1")
    monkeypatch.setattr(system_packages, "_root_prefix", lambda: None)
    monkeypatch.setattr(system_packages.shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(steps.SetupError, match=r"sudo apt-get install .*libegl1"):
        system_packages.provide()


def test_a_failing_step_shows_the_end_of_what_it_printed() -> None:
    command = [sys.executable, "-c", "print('the reason'); raise SystemExit(3)"]
    with pytest.raises(steps.SetupError, match="the reason"):
        steps.run_quietly(command, "It failed")


def test_the_script_needs_only_the_standard_library() -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-I", str(ROOT / "packaging" / "bootstrap.py")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr


def test_a_processor_with_amx_gets_everything_but_amx(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CMAKE_ARGS", raising=False)
    monkeypatch.setattr(wheelhouse, "_processor_flags", lambda: ["avx2", "avx512f", "amx_int8"])
    wanted = wheelhouse.build_environment()["CMAKE_ARGS"].split()
    assert wanted == ["-DGGML_NATIVE=OFF", "-DGGML_AVX2=ON", "-DGGML_AVX512=ON"]
    with_amx = wheelhouse.processor_key()
    monkeypatch.setattr(wheelhouse, "_processor_flags", lambda: ["avx2", "avx512f"])
    assert "CMAKE_ARGS" not in wheelhouse.build_environment()
    assert wheelhouse.processor_key() != with_amx


_SOURCE = "one\ntwo\nthree\nfour\nfive\nsix\nseven\n"
_PATCH = """What it is for.

--- a/kernel/x.cpp
+++ b/kernel/x.cpp
@@ -1,3 +1,4 @@
 one
+and a half
 two
 three
@@ -5,3 +6,2 @@
 five
-six
 seven
"""


def _source(root: Path, text: str = _SOURCE) -> Path:
    (root / "kernel").mkdir()
    path = root / "kernel" / "x.cpp"
    path.write_text(text)
    return path


def test_a_patch_changes_the_lines_it_names(tmp_path: Path) -> None:
    path = _source(tmp_path)
    patching.apply_patch(_PATCH, tmp_path)
    assert path.read_text() == "one\nand a half\ntwo\nthree\nfour\nfive\nseven\n"


def test_a_patch_for_another_version_changes_nothing(tmp_path: Path) -> None:
    path = _source(tmp_path, _SOURCE.replace("six", "6"))
    with pytest.raises(steps.SetupError, match=r"x\.cpp does not fit this version, line 6"):
        patching.apply_patch(_PATCH, tmp_path)
    assert "six" not in path.read_text()


def test_a_wheel_built_before_the_patch_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = wheelhouse.processor_key()
    other = tmp_path / "other.patch"
    other.write_text("")
    monkeypatch.setattr(wheelhouse, "PATCH", other)
    assert wheelhouse.processor_key() != now


def test_the_patch_names_nine_files_of_llama_cpp() -> None:
    named = [x for x in wheelhouse.PATCH.read_text().splitlines() if x.startswith("+++ ")]
    assert len(named) == 9
    assert all("/vendor/llama.cpp/ggml/src/ggml" in name for name in named)


def test_a_build_says_which_patch_it_was_made_with(tmp_path: Path) -> None:
    module = tmp_path / "__init__.py"
    module.write_text('from .llama import *\n\n__version__ = "1.2.3"\n', "utf-8")
    wheelhouse.name_build(module)
    assert f'__version__ = "1.2.3+{wheelhouse.build_name()}"\n' in module.read_text("utf-8")
    with pytest.raises(steps.SetupError):
        wheelhouse.name_build(module)


def test_a_wheel_is_found_with_and_without_a_patchs_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAUSEBENCH_CACHE", str(tmp_path))
    folder = tmp_path / "wheels" / wheelhouse.processor_key()
    folder.mkdir(parents=True)
    (folder / "llama_cpp_python-1.20-py3-none-any.whl").touch()
    wheel = folder / f"llama_cpp_python-1.2+{wheelhouse.build_name()}-py3-none-any.whl"
    wheel.touch()
    assert wheelhouse.llama_wheel(Path(sys.executable), "1.2") == wheel
