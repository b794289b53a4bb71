"""Write mode's commands: rows for menus, palette, keys and the shortcut sheet."""

from __future__ import annotations

from clausebench.domain.trying.obfuscations import OBFUSCATIONS
from clausebench.ui.commands import Command, KeyHint, When

MODE = "write"

POLICY_OPEN = When("write.policy-open", "Open a policy first.")
IS_PRESENT = When("write.is-present", "Go back to the present first.")
POLICY_CHANGED = When("write.policy-changed", "Nothing has changed since the last version.")
HAS_CONTENT = When("write.has-content", "There is no content to judge.")
IS_JUDGING = When("write.is-judging", "Nothing is being judged.")
HAS_CASES = When("write.has-cases", "This policy has no test cases yet.")
HAS_VERDICT = When("write.has-verdict", "Judge a sample first.")


def _row(
    command_id: str,
    title: str,
    category: str,
    keys: tuple[str, ...] = (),
    icon: str = "",
    group: int = 0,
    when: tuple[When, ...] = (),
    help_text: str = "",
) -> Command:
    return Command(command_id, title, category, keys, icon, MODE, when, group, help_text)


_OPEN = (POLICY_OPEN,)
_EDIT = (POLICY_OPEN, IS_PRESENT)

COMMANDS: tuple[Command, ...] = (
    Command("policy.open", "Open policy…", "File", ("Ctrl+O",), "folder",
            help="All modes are about this policy then."),
    _row("policy.new", "New policy…", "File", ("Ctrl+N",), "plus"),
    _row("policy.import", "Import policy…", "File", icon="import"),
    _row("policy.save", "Save now", "File", ("Ctrl+S",), "save", 1, _EDIT,
         "Everything is saved as you type; this says so."),
    _row("policy.save-version", "Save version…", "File", ("Ctrl+Shift+S",), "version", 1,
         (*_EDIT, POLICY_CHANGED), "Keep this wording for ever, under a number."),
    _row("policy.rename", "Rename policy…", "Policy", (), "", 0, _OPEN),
    _row("edit.find", "Find", "Edit", ("Ctrl+F",), "search", 1, _OPEN),
    _row("edit.find-next", "Find next", "Edit", ("F3",), "", 1, _OPEN),
    _row("edit.find-previous", "Find previous", "Edit", ("Shift+F3",), "", 1, _OPEN),
    _row("edit.replace", "Replace", "Edit", ("Ctrl+H",), "replace", 1, _EDIT),
    _row("edit.bold", "Bold", "Edit", ("Ctrl+B",), "", 2, _EDIT),
    _row("edit.italic", "Italic", "Edit", ("Ctrl+I",), "", 2, _EDIT),
    _row("policy.go-to-clause", "Go to clause…", "Policy", ("Ctrl+Shift+O",), "outline", 1, _OPEN),
    _row("policy.clause-at-cursor", "Go to the clause under the cursor", "Policy", ("F12",), "", 1,
         _OPEN),
    _row("policy.back", "Back to where I was", "Policy", ("Alt+Left",), "chevron-left", 1, _OPEN),
    _row("policy.next-problem", "Next problem", "Policy", ("F8",), "warning", 2, _OPEN),
    _row("policy.previous-problem", "Previous problem", "Policy", ("Shift+F8",), "", 2, _OPEN),
    _row("sample.judge", "Judge sample", "Run", ("Ctrl+Return", "Ctrl+Enter"), "play", 0,
         (*_EDIT, HAS_CONTENT)),
    _row("sample.judge-without", "Judge without the clause under the cursor", "Run",
         ("Alt+Return", "Alt+Enter"), "what-if", 0, (*_EDIT, HAS_CONTENT),
         "What does it carry? Neither the text nor the test case changes."),
    _row("policy.switch-clause", "Switch the clause under the cursor off or on", "Policy",
         ("Ctrl+E",), "eye-off", 1, _EDIT, "Samples are judged without it; the text stays."),
    _row("sample.stop", "Stop judging", "Run", (), "stop", 0, (IS_JUDGING,)),
    _row("sample.new", "New sample", "Run", ("Ctrl+Shift+N",), "plus", 1, _EDIT),
    _row("sample.keep", "Keep as test case", "Run", ("Ctrl+Shift+K",), "keep", 1,
         (*_EDIT, HAS_CONTENT)),
    _row("sample.keep-new", "Keep as a new test case", "Run", (), "keep", 1,
         (*_EDIT, HAS_CONTENT), "Leaves the open test case as it is."),
    _row("sample.next", "Next test case", "Run", ("Alt+PgDown",), "chevron-right", 1,
         (*_EDIT, HAS_CASES)),
    _row("sample.previous", "Previous test case", "Run", ("Alt+PgUp",), "chevron-left", 1,
         (*_EDIT, HAS_CASES)),
    _row("prompt.show", "Show exact prompt", "Run", (), "code", 2, _EDIT,
         "What the model reads, token by token."),
    _row("verdict.copy", "Copy verdict and reasoning", "Edit", ("Ctrl+Shift+C",), "copy", 3,
         (HAS_VERDICT,)),
    Command("view.reasoning", "Reasoning", "View", ("Ctrl+R",), "link", MODE, checkable=True,
            group=2),
)  # fmt: skip

OBFUSCATING: dict[str, str] = {f"sample.as-{name}": name for name in OBFUSCATIONS}
"""Commands that write the sample as people do who write around rules; they can be stacked."""

COMMANDS += tuple(
    Command(command_id, name.replace("-", " ").capitalize(), "Run", (), "", MODE,
            (*_EDIT, HAS_CONTENT), 3, "The content says the same; so should the verdict.",
            submenu="Write around the rule")
    for command_id, name in OBFUSCATING.items()
)  # fmt: skip

HINTS: tuple[KeyHint, ...] = (
    KeyHint(("Esc", "Tab"), "Leave the editor", "Policy text"),
    KeyHint(("Space",), "Show content softened, or hide it again", "Concealed content"),
    KeyHint(("Shift+Space",), "Show content as it is, or hide it again", "Concealed content"),
    KeyHint(("1", "2", "3", "0"), "Violates, allowed, escalate, no expectation", "Expected"),
    KeyHint(("Alt+Down",), "Next link", "Reasoning"),
    KeyHint(("Alt+Up",), "Previous link", "Reasoning"),
    KeyHint(("Return",), "Follow the link", "Reasoning"),
    KeyHint(("Esc",), "Stop judging", "Write"),
)
