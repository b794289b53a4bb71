"""The command group, and how failures become sentences and exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from clausebench import __version__
from clausebench.cli.commands import LazyGroup
from clausebench.domain.cancel import Cancelled
from clausebench.domain.errors import AppError


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="clausebench")
@click.option("--workspace", "window_workspace", hidden=True, type=click.Path())
@click.pass_context
def cli(context: click.Context, window_workspace: str | None) -> None:
    """Write safety policies and prove that they work, on your own machine.

    Without a command, opens the window.
    """
    if context.invoked_subcommand is None:
        from clausebench.cli.window import open_window

        context.exit(open_window(window_workspace, context.args))


def register() -> None:
    """Import every command. Running one needs only its own module."""
    cli.load_all()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; 0 fine, 1 a test case failed, 2 bad input or usage, 3 the engine failed."""
    try:
        result = cli.main(args=arguments, prog_name="clausebench", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return 2
    except AppError as error:
        print_failure(error)
        return error.exit_code
    except (click.Abort, Cancelled, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 141
    except OSError as error:
        print_failure(_refused(error))
        return 2
    return result if isinstance(result, int) else 0


def _refused(error: OSError) -> AppError:
    """What the system would not do for us, such as printing onto a full disk."""
    where = f" {error.filename}" if error.filename else ""
    return AppError(f"The system refused{where}: {error.strerror or type(error).__name__}.")


def print_failure(error: AppError) -> None:
    """What happened, what it means, what to do; each on its own line."""
    for line in (f"clausebench: {error.title}", error.detail, error.hint):
        if line:
            click.echo(line, err=True)
