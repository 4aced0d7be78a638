"""The sentences for what stands between the operator and a library: read in a terminal, and hardly ever in Discord."""

from __future__ import annotations

from collections.abc import Mapping

from cogs.ui.language import N_
from data.errors import Reason

IN_A_TERMINAL: Mapping[Reason, str] = {
    Reason.DATABASE_ADDRESS: N_(
        "The database address cannot be read. Write sqlite:///marquee.db or postgresql://user@host/name."
    ),
    Reason.DATABASE_KIND: N_("Marquee stores in sqlite or postgresql, not in {backend}."),
    Reason.UNENCODED_AT: N_(
        "The database address has more than one @, so it cannot be told where the password ends. "
        "Write %40 for each @ but the one before the host's name, %25 for % and %2F for /."
    ),
    Reason.DATABASE_CLOSED: N_("The database {address} cannot be opened: {why}"),
    Reason.DATABASE_BUSY: N_(
        "The database {address} is busy: {why}. Close what else uses it, and start again in a moment."
    ),
    Reason.DATABASE_FULL: N_(
        "The database {address} has no room left: {why}. Make room where it lies, and start again."
    ),
    Reason.DATABASE_ONLY_READ: N_(
        "The database {address} can only be read: {why}. "
        "Let the account that runs Marquee write it (a file's folder as well), and start again."
    ),
    Reason.DATABASE_DAMAGED: N_(
        "The database {address} is damaged: {why}. Put it back from a backup, and start again."
    ),
    Reason.DATABASE_SILENT: N_(
        "The database {address} does not answer in time: {why}. Look whether it is well, and start again."
    ),
    Reason.DATABASE_WITHOUT_FILE: N_("A SQLite address needs a file, as in sqlite:///marquee.db."),
    Reason.DATABASE_IN_USE: N_("Another Marquee is using {path}. Stop it first, or give this one a file of its own."),
    Reason.DATABASE_IN_USE_BY: N_(
        "Another Marquee (process {process} on {host}) is using {path}. "
        "Stop it first, or give this one a file of its own."
    ),
    Reason.SECOND_NAME: N_(
        "{path} has a second name (a hard link), by which another program could write into it unseen. "
        "Remove the other name, or copy the file and use the copy."
    ),
    Reason.LIBRARY_EMPTY: N_(
        "There was a library in {path}, and now the file is empty. "
        "Put it back from a backup; or, to begin a new library, remove {note}."
    ),
    Reason.LIBRARY_MISSING: N_(
        "There was a library in {path}, and now the file is gone. "
        "Put it back from a backup; or, to begin a new library, remove {note}."
    ),
    Reason.DATABASE_OF_A_NEWER_ONE: N_("The database was written by a newer Marquee; update this one first ({why})."),
    Reason.DATABASE_OF_AN_OLDER_ONE: N_(
        "The database was written by an older Marquee. Bring it up to date with `python -m bot migrate`, or by a start."
    ),
    Reason.FOLDER_READ_ONLY: N_("The folder of {path} cannot be written: {why}."),
    Reason.POSTGRESQL_NOT_INSTALLED: N_(
        'PostgreSQL needs one more package: .venv/bin/python -m pip install -e ".[postgres]"'
    ),
    Reason.NOTHING_TO_BACK_UP: N_(
        "There is no library in {path}, so there is nothing to back up. Look whether MARQUEE_DATABASE names it."
    ),
    Reason.BACKUP_FAILED: N_("The backup {path} could not be made: {why}. Nothing half of it is left; try again."),
    Reason.BACKUP_DIFFERS: N_(
        "The backup {path} was thrown away, since it does not hold what the library does ({table}). Make it again; "
        "if that does not help, look at the disk."
    ),
    Reason.FILE_EXISTS: N_("There is a {path} already, and nothing is overwritten. Name another file."),
    Reason.NO_PG_DUMP: N_(
        "Backing PostgreSQL up needs its programs pg_dump and pg_restore. Install them (on Debian: "
        "apt install postgresql-client), or back the server up with its own means."
    ),
    Reason.PG_DUMP_TOO_OLD: N_(
        "pg_dump is of PostgreSQL {client} and the server of {server}. Install the client of {server} or newer."
    ),
    Reason.NO_FILE: N_("There is no file {path}. Name a backup, as `python -m bot backup` writes them."),
    Reason.NO_LIBRARY_IN_FILE: N_(
        "{path} holds no library of Marquee. Name a backup, as `python -m bot backup` writes."
    ),
    Reason.FILE_DAMAGED: N_("{path} is damaged: {why}. Take another backup; nothing was changed."),
    Reason.FILE_IS_THE_DATABASE: N_("{path} is the database itself. Name a backup of it."),
    Reason.RESTORE_FAILED: N_("{path} could not be put back: {why}. The library is as it was."),
    Reason.RESTORE_ON_POSTGRESQL: N_(
        "On PostgreSQL, put a backup back with pg_restore, into a new and empty database (README, “Backups”)."
    ),
}
"""Of the database, of backups and of what puts them back."""
