"""`python -m bot`: one small command each. Without one: Discord if there is a token, else the playground."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
import warnings
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from bot.shell.help import spoken
from cogs.ui.language import _
from cogs.ui.sentences import plain_sentence
from data.errors import MarqueeError

warnings.filterwarnings("ignore", "'audioop' is deprecated", DeprecationWarning)  # discord.py's voice, unused here

T = TypeVar("T")

_SWITCH_SECONDS = 0.0005
"""Before a thread that computes lets others go on. A query takes the interpreter back for every row, each time after
such a wait as long as a file is read or the loop is busy; Python's own 5 ms made a fifth of a second of a few rows."""

_Playground = Annotated[bool, typer.Option("--playground", help="Of the playground instead of the bot.")]

app = typer.Typer(help="Marquee, a Discord bot for film reviews.", add_completion=False, pretty_exceptions_enable=False)


@app.callback(invoke_without_command=True)
def choose(context: typer.Context) -> None:
    """Run on Discord if DISCORD_TOKEN is set, else open the playground."""
    if context.invoked_subcommand is None:
        from bot import settings

        (run if settings.load().discord_token else playground)()


@app.command()
def run() -> None:
    """Run the bot on Discord until SIGTERM or Ctrl+C."""
    from bot import logs
    from bot import run as running
    from bot import settings as reading

    settings = reading.load()
    logs.configure(settings.log_level, settings.secrets)
    for line in reading.misspelt():
        logging.getLogger("bot").warning(line)
    _execute(running.serve(settings), fast=True)


@app.command()
def playground(
    browser: Annotated[bool, typer.Option(help="Open the page in a browser where there is one.")] = True,
    reset: Annotated[bool, typer.Option("--reset", help="First delete all that was done in it.")] = False,
) -> None:
    """Try the bot in a simulated Discord on this machine, in the browser, without a token."""
    from bot import logs
    from bot import settings as reading
    from bot.playground import door, page

    settings = reading.load()
    if reset:
        door.begin_anew(settings.playground_database.get_secret_value())
    logs.configure("WARNING")
    _execute(page.serve(settings, open_browser=browser))


@app.command()
def ask(
    typed: Annotated[str, typer.Argument(help="A command such as '/review balerina', or a message.")],
    person: Annotated[str, typer.Option("--as", help="member, friend or moderator.")] = "member",
    click: Annotated[
        list[str] | None, typer.Option(help="Then press this button, or choose this option; repeatable.")
    ] = None,
    json: Annotated[bool, typer.Option(help="Print the messages as Discord would get them.")] = False,
) -> None:
    """Type one thing in the simulated Discord and print the reply."""
    from bot import logs
    from bot import settings as reading
    from bot.shell import ask as asking

    logs.configure("ERROR")
    answered = _execute(asking.ask(reading.load(), typed, person=person, clicks=click or (), as_json=json))
    raise typer.Exit(0 if answered else 1)


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema, and say so. `run` does it by itself."""
    from bot import settings as reading
    from data.library import Library

    async def open_and_close() -> None:
        async with Library.open(reading.load().database.get_secret_value()):
            print(_("The database is up to date."))

    _execute(open_and_close())


@app.command("import")
def import_(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders: Markdown, JSON, CSV, review pages.")],
    *,
    server: Annotated[
        int, typer.Option(help="Into the library of the server of this id; without: into the shared.")
    ] = 0,
    publish: Annotated[bool, typer.Option("--publish", help="Publish drafts that have a verdict and a text.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and report; change nothing.")] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Print the drafts, in the model's fields, and the problems.")
    ] = False,
    file_format: Annotated[
        str | None, typer.Option("--format", help="markdown, json, csv, html or text; without: told by the file.")
    ] = None,
    playground: _Playground = False,
) -> None:
    """Put reviews out of files into the library, and report every problem. Ends with 1 if there was one."""
    from bot.shell import importing

    order = importing.Order(tuple(paths), server, publish=publish, dry_run=dry_run, as_json=json, format=file_format)
    raise typer.Exit(0 if _execute(importing.import_files(_database(playground), order)) else 1)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.")],
    server: Annotated[int, typer.Option(help="The library of the server of this id; without: the shared one.")] = 0,
    file_format: Annotated[
        str, typer.Option("--format", help="markdown: a file each. json or csv: one file.")
    ] = "markdown",
    playground: _Playground = False,
) -> None:
    """Write every review of the library into files that `import` reads back."""
    from bot.shell import exporting

    _execute(exporting.export_library(_database(playground), folder, server, file_format))


@app.command()
def backup(
    file: Annotated[
        Path | None,
        typer.Argument(help="A new file, or a folder to write it into; without: into the folder of backups."),
    ] = None,
    *,
    playground: _Playground = False,
) -> None:
    """Write the whole library into one file, also while the bot runs, and look that all of it is there."""
    from bot import settings as reading
    from bot.shell import backing_up

    _execute(backing_up.back_up(reading.load(), _database(playground), file))


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A backup that `backup` wrote.")],
    *,
    playground: _Playground = False,
) -> None:
    """Put a backup in the library's place, and keep what was there beside it. Stop the bot first."""
    from bot.shell import restoring

    _execute(restoring.restore(_database(playground), file))


@app.command()
def forget(
    *,
    member: Annotated[int | None, typer.Option(help="The id of a member: what is theirs, in all servers.")] = None,
    server: Annotated[int | None, typer.Option(help="The id of a server: everything that is kept of it.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without, only what there is is told.")] = False,
    playground: _Playground = False,
) -> None:
    """Delete what is kept of a member or of a server, for good. With SQLite stop the bot first."""
    from bot.shell import forgetting

    _execute(forgetting.forget(_database(playground), member_id=member, server_id=server, sure=yes))


@app.command()
def sync(
    *,
    force: Annotated[bool, typer.Option("--force", help="Also if Discord has the same commands already.")] = False,
) -> None:
    """Tell Discord of the commands if it has others. The bot does it by itself at its start."""
    from bot import logs
    from bot import settings as reading
    from bot.shell import syncing

    settings = reading.load()
    logs.configure("WARNING", settings.secrets)
    _execute(syncing.sync(settings, force=force))


@app.command()
def doctor() -> None:
    """Look whether all is well, also while the bot runs, and change nothing. Ends with 1 if something is broken."""
    from bot import logs
    from bot import settings as reading
    from bot.shell.doctor import visit

    logs.configure("CRITICAL")
    raise typer.Exit(0 if _execute(visit.look(reading.load())) else 1)


def _database(playground: bool) -> str:
    from bot import settings as reading

    settings = reading.load()
    return (settings.playground_database if playground else settings.database).get_secret_value()


def _execute(work: Coroutine[Any, Any, T], *, fast: bool = False) -> T:
    """Run to the end. `fast` takes uvloop where it exists, which the simulation cannot live on."""
    factory = None
    if fast:
        sys.setswitchinterval(_SWITCH_SECONDS)
        try:
            import uvloop

            factory = uvloop.new_event_loop
        except ModuleNotFoundError:
            pass
    with asyncio.Runner(loop_factory=factory) as runner:
        done = runner.run(work)
    gc.freeze()  # at its end Python would search all that was ever loaded for garbage, for half a second
    return done


def main() -> None:
    """The entry point: foreseen errors end as one sentence, not as a traceback."""
    try:
        spoken(app)()
    except MarqueeError as error:
        print(plain_sentence(error), file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception:
        logging.getLogger("bot").exception("Marquee has to stop")  # through the log, which keeps secrets to itself
        sys.exit(1)


if __name__ == "__main__":
    main()
