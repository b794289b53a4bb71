"""``clausebench import``: preview, choices, keeping, taking back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Cli

from clausebench.bootstrap import EngineChoice, current_settings, open_desk
from clausebench.domain.text import text_hash

SPAM = (
    "# Spam (#SP)\n\n## Allowed Content (SP0 - Fine)\n\n- SP0.a News\n\n"
    "## Violating (SP2 - Spam)\n\n- SP2.a Ads\n\n## Label Format\n\nAnswer with SP0 or SP2.\n"
)
GOLDEN = (
    ",,,gpt-oss-safeguard classification\nSP0,,,\n"
    "1,Your order has been received today,,SP0\n2,Your ticket is attached to this mail,,SP2\n"
    "SP2,,,\n1,Buy one watch and get one free,,SP2\n2,Cheap pills for all who answer,,SP2\n"
    ",,Accuracy,0.75\n"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "w.db"
    with open_desk(path, EngineChoice(), current_settings()) as desk:
        desk.library.create("Spam", SPAM)
    return path


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    path = tmp_path / "golden.csv"
    path.write_text(GOLDEN)
    return path


def decisions(workspace: Path) -> dict[str, str | None]:
    with open_desk(workspace, EngineChoice(), current_settings()) as desk:
        policy = desk.library.find("Spam")
        return {c.name: c.expected.decision for c in desk.library.cases(policy.id)}


def test_the_trap_is_told_and_the_sections_are_the_truth(
    cli: Cli, workspace: Path, golden: Path
) -> None:
    options = ("--policy", "Spam", "--workspace", str(workspace))
    shown = cli("import", str(golden), *options, "--dry-run").out
    assert "sounds like a model's answers" in shown
    assert "in 1 of 4 rows" in shown
    assert decisions(workspace) == {}
    refused = cli("import", str(golden), *options)
    assert "Nothing was kept" in refused.err
    kept = cli("import", str(golden), *options, "--yes").out
    assert "Kept 4 test cases of Spam" in kept
    assert decisions(workspace)["your-ticket-is-attached-to"] == "allowed"
    import_id = kept.split("--undo ")[1].strip()
    listed = cli("import", "--list", *options, "--json").json
    assert [i["cases"] for i in listed] == [4]
    assert "Took 4 test cases back" in cli("import", "--undo", import_id, *options).out
    assert decisions(workspace) == {}


def test_another_truth_can_be_chosen(cli: Cli, workspace: Path, golden: Path) -> None:
    found = cli(
        "import", str(golden), "--policy", "Spam", "--workspace", str(workspace), "--yes",
        "--truth", "gpt-oss-safeguard classification", "--json",
    ).json  # fmt: skip
    assert found["files"][0]["coming"] == 4
    assert decisions(workspace)["your-ticket-is-attached-to"] == "violates"


def test_labels_columns_and_duplicates(cli: Cli, workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "odd.tsv"
    path.write_text("body\tmark\nfirst text\tgrue\nfirst text\tbleen\nsecond text\tbleen\n")
    options = ("--policy", "Spam", "--workspace", str(workspace), "--json", "--yes")
    told = cli("import", str(path), *options, "--map", "content=body", "--map", "truth=mark",
               "--labels", "grue=violates").json["files"][0]  # fmt: skip
    assert [(m["value"], m["decision"]) for m in told["labels"]] == [
        ("bleen", None),
        ("grue", "violates"),
    ]
    assert (told["duplicates"], told["coming"]) == ({"exact": 1}, 2)
    again = cli("import", str(path), *options, "--map", "content=body").json["files"][0]
    assert (again["coming"], again["import"]) == (0, None)
    assert len(decisions(workspace)) == 2
    bad = cli("import", str(path), *options, "--map", "colour=body")
    assert "is nothing a column can be" in bad.err
    assert "says no decision" in cli("import", str(path), *options, "--labels", "a=b").err


def test_a_log_of_decisions_becomes_history(cli: Cli, workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    row = {"content": "Buy one", "reasoning": "SP2.a fits.", "final": "SP2", "model": "m-20b"}
    rows = [
        {**row, "policy_sha256": text_hash(SPAM).removeprefix("sha256:")},
        {**row, "policy_sha256": "f" * 64},
        {**row, "final": ""},
    ]
    path.write_text("\n".join(map(json.dumps, rows)))
    options = ("--policy", "Spam", "--workspace", str(workspace), "--as-history")
    shown = cli("import", str(path), *options, "--dry-run").out
    assert "1 verdict. 1 rows are of other policies, 1 have no content" in shown
    assert "Nothing was kept" in cli("import", str(path), *options).err
    found = cli("import", str(path), *options, "--json", "--yes").json["files"][0]
    assert (found["kept"], found["others"], found["empty"]) == (1, 1, 1)
    with open_desk(workspace, EngineChoice(), current_settings()) as desk:
        (stored,) = desk.history.verdicts(found["runs"][0])
        assert (stored.verdict.label, stored.verdict.reasoning) == ("SP2", "SP2.a fits.")
        assert desk.history.run(found["runs"][0]).engine.name == "m-20b (imported)"
    path.write_text(json.dumps({"content": "x", "final": "SP2", "policy_sha256": "0" * 64}))
    assert "no answers under this policy" in cli("import", str(path), *options).err


def named_ads(workspace: Path) -> list[tuple[str, int]]:
    with open_desk(workspace, EngineChoice(), current_settings()) as desk:
        found = (card.policy for card in desk.library.policies() if "Ads" in card.policy.name)
        return [(policy.name, len(desk.library.cases(policy.id))) for policy in found]


def test_a_pack_brings_its_policies(cli: Cli, workspace: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "ads.policy.md").write_text(SPAM.replace("# Spam", "# Ads"))
    (pack / "ads.csv").write_text("Example,Classification\nBuy this one,SP2\n")
    for option in ((), ("--dry-run",)):
        cli("import", str(pack), "--workspace", str(workspace), *option)
        assert named_ads(workspace) == []
    cli("import", str(pack), "--workspace", str(workspace), "--yes")
    again = cli("import", str(pack), "--workspace", str(workspace), "--yes", "--json").json
    assert (again["files"][0]["policy"], again["files"][0]["coming"]) == ("Ads", 0)
    assert named_ads(workspace) == [("Ads", 1)]
    empty = tmp_path / "empty"
    empty.mkdir()
    refused = cli("import", str(empty), "--workspace", str(workspace), "--yes")
    assert "no pack of policies" in refused.err


def test_what_is_missing_is_asked_for(cli: Cli, workspace: Path, golden: Path) -> None:
    options = ("--workspace", str(workspace))
    assert "For which policy?" in cli("import", str(golden), *options).err
    assert "No file to import" in cli("import", "--policy", "Spam", *options).err


def test_what_is_called_a_bundle_and_is_none_is_refused(
    cli: Cli, workspace: Path, tmp_path: Path
) -> None:
    bundle = tmp_path / "spam.zip"
    bundle.write_bytes(b"PK")
    refused = cli("import", str(bundle), "--policy", "Spam", "--workspace", str(workspace))
    assert refused.code == 2
    assert "too short to be a bundle" in refused.err


def test_flags_labels_and_the_encoding_are_said(cli: Cli, workspace: Path, tmp_path: Path) -> None:
    options = ("--policy", "Spam", "--workspace", str(workspace), "--json", "--dry-run")
    flags = tmp_path / "flags.jsonl"
    flags.write_text('{"prompt": "one text", "S": 0, "H": 1, "V": 0}\n')
    assert cli("import", str(flags), *options).json["files"][0]["flags"] == []
    assert "e.g. --flags S,H" in cli("import", str(flags), *options[:4], "--dry-run").out
    told = cli("import", str(flags), *options, "--flags", "S,V").json["files"][0]
    assert (told["flags"], told["marks"]) == (["S", "V"], ["H"])
    path = tmp_path / "rows.csv"
    path.write_bytes("content,label\nПривет всем,реклама\n".encode("cp1251"))
    told = cli("import", str(path), *options, "--encoding", "cp1251", "--labels", "реклама=SP2.a")
    (label,) = told.json["files"][0]["labels"]
    assert (label["value"], label["decision"], label["clauses"]) == (
        "реклама",
        "violates",
        ["SP2.a"],
    )
    path.write_text("content,label\nsome text,DC0\nmore text,DC2\n")
    assert "meant for another one?" in cli("import", str(path), *options[:4], "--dry-run").out
    assert "no column named gold" in cli("import", str(path), *options, "--truth", "gold").err


def test_a_log_of_several_policies(cli: Cli, workspace: Path, tmp_path: Path) -> None:
    other = SPAM.replace("# Spam", "# Ads")
    path, texts = tmp_path / "log.jsonl", tmp_path / "policies.json"
    rows = [
        {"content": "Buy", "reasoning": "So.", "final": "SP2", "policy_sha256": text_hash(text)}
        for text in (SPAM, other)
    ]
    path.write_text("\n".join(map(json.dumps, rows)))
    texts.write_text(json.dumps({"a": SPAM, "b": other}))
    options = ("--workspace", str(workspace), "--as-history", "--policies", str(texts))
    shown = cli("import", str(path), *options, "--yes").out
    assert "Kept 2 verdicts as 2 runs." in shown
    for wrong in ("{", "[1]", '{"a": 1}'):
        texts.write_text(wrong)
        assert "holds no policies" in cli("import", str(path), *options, "--yes").err
