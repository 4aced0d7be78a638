"""Why something is refused or failed, each by a name; `data.errors` says what is raised for it."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """What went wrong. Behind each stand the values that its sentence needs."""

    # storage
    DATABASE_ADDRESS = "database address"
    DATABASE_KIND = "database kind"  # backend
    UNENCODED_AT = "unencoded @"
    DATABASE_CLOSED = "database closed"  # address, why
    DATABASE_WITHOUT_FILE = "database without file"
    DATABASE_BUSY = "database busy"  # address, why
    DATABASE_FULL = "database full"  # address, why
    DATABASE_ONLY_READ = "database only read"  # address, why
    DATABASE_DAMAGED = "database damaged"  # address, why
    DATABASE_SILENT = "database silent"  # address, why
    DATABASE_IN_USE = "database in use"  # path
    DATABASE_IN_USE_BY = "database in use by"  # path, process, host
    SECOND_NAME = "second name"  # path
    LIBRARY_EMPTY = "library empty"  # path, note
    LIBRARY_MISSING = "library missing"  # path, note
    DATABASE_OF_A_NEWER_ONE = "database of a newer one"  # why
    DATABASE_OF_AN_OLDER_ONE = "database of an older one"
    FOLDER_READ_ONLY = "folder read only"  # path, why
    POSTGRESQL_NOT_INSTALLED = "postgresql not installed"
    TOO_MANY_WRITES = "too many writes"
    RESTARTING = "restarting"
    TOO_MANY_AT_ONCE = "too many at once"
    NOT_STORED = "not stored"
    NOT_READ = "not read"
    PERHAPS_STORED = "perhaps stored"
    BUSY_READING = "busy reading"
    BUSY_WRITING = "busy writing"
    FULL_READING = "full reading"
    FULL_WRITING = "full writing"
    ONLY_READ = "only read"
    DAMAGED_READING = "damaged reading"
    DAMAGED_WRITING = "damaged writing"
    SLOW_READING = "slow reading"
    SLOW_WRITING = "slow writing"
    LIBRARY_BEING_READ = "library being read"
    FILE_LOST = "file lost"
    TAKEN_OVER = "taken over"
    # backups
    NOTHING_TO_BACK_UP = "nothing to back up"  # path
    BACKUP_FAILED = "backup failed"  # path, why
    BACKUP_DIFFERS = "backup differs"  # path, table
    FILE_EXISTS = "file exists"  # path
    NO_PG_DUMP = "no pg_dump"
    PG_DUMP_TOO_OLD = "pg_dump too old"  # client, server
    NO_FILE = "no file"  # path
    NO_LIBRARY_IN_FILE = "no library in file"  # path
    FILE_DAMAGED = "file damaged"  # path, why
    FILE_IS_THE_DATABASE = "file is the database"  # path
    RESTORE_FAILED = "restore failed"  # path, why
    RESTORE_ON_POSTGRESQL = "restore on postgresql"
    # files
    UNREADABLE_FILE = "unreadable file"  # problems
    UNREADABLE_TAXONOMY = "unreadable taxonomy"  # problems
    NO_FORMAT = "no format"  # format, formats
    FORMAT_ONLY_READ = "format only read"  # format, writable
    FORMAT_HOLDS_ONE = "format holds one"  # format, count
    FOLDER_NOT_EMPTY = "folder not empty"  # folder
    FILE_NOT_WRITTEN = "file not written"  # file, why
    # reviews
    NO_FILM = "no film"
    REVIEWED_BY_NOW = "reviewed by now"
    NO_REVIEW = "no review"
    NO_REVIEW_ANY_MORE = "no review any more"
    NOTHING_TO_WITHDRAW = "nothing to withdraw"
    NOTHING_TO_RESTORE = "nothing to restore"
    NO_REVISION = "no revision"  # number
    NEWEST_REVISION = "newest revision"  # number
    SAVED_MEANWHILE = "saved meanwhile"  # film, revision
    LIBRARY_FULL = "library full"  # most
    INCOMPLETE = "incomplete"  # missing
    # drafts, and what is typed into their forms
    NO_DRAFT = "no draft"
    DRAFT_IN_QUEUE = "draft in queue"
    DRAFT_FINISHED = "draft finished"
    DRAFT_CHANGED = "draft changed"
    LIST_CHANGED = "list changed"
    TYPED_IS_KEPT = "typed is kept"
    TOO_MANY_DRAFTS = "too many drafts"  # most
    TOO_MANY_DRAFTS_HERE = "too many drafts here"  # most
    TOO_MANY_SUGGESTIONS = "too many suggestions"  # most
    QUEUE_FULL = "queue full"  # most
    INVALID_FIELDS = "invalid fields"  # problems
    NO_NUMBER = "no number"  # field, typed
    NO_DATE = "no date"  # typed
    NO_TIER = "no tier"
    NO_TOPIC_AND_CATEGORY = "no topic and category"
    INVALID_VALUE = "invalid value"  # field, item, why
    # requests
    TITLE_OR_YEAR = "title or year"
    TOO_MANY_REQUESTS = "too many requests"  # most
    # film nights
    NO_NIGHT = "no night"
    NO_NIGHT_NOW = "no night now"
    TOO_MANY_PEOPLE = "too many people"  # most
    NOT_OF_THE_NIGHT = "not of the night"
    TOO_MANY_NIGHTS = "too many nights"  # most
    # servers
    INVALID_SETTING = "invalid setting"  # why
    TOO_MANY_ROLES = "too many roles"  # most
    # polls
    NO_POLL = "no poll"
    POLL_GONE = "poll gone"
    ROLE_GONE = "role gone"
    ROLE_STILL_THERE = "role still there"
    POLL_COUNTED = "poll counted"
    POLL_OPEN_ALREADY = "poll open already"  # film
    TOO_MANY_POLLS = "too many polls"  # most
    POLL_TOO_LONG = "poll too long"
    POLL_CHANGED = "poll changed"
    POLL_ENDED = "poll ended"  # ended
    PRESSED_AFTER_END = "pressed after end"  # ended
    CLOSED_MEANWHILE = "closed meanwhile"  # ended
    NO_RESULT_YET = "no result yet"  # ends
    NO_DURATION = "no duration"
    DURATION_OUT_OF_BOUNDS = "duration out of bounds"
    GATE_OUT_OF_BOUNDS = "gate out of bounds"  # most
    QUORUM_OUT_OF_BOUNDS = "quorum out of bounds"
    ROLE_MISSING = "role missing"
    ACCOUNT_TOO_YOUNG = "account too young"  # least, from_when
    JOINED_TOO_LATELY = "joined too lately"  # least, from_when
    JOINED_UNKNOWN = "joined unknown"
    # warnings
    NO_TOPIC = "no topic"  # topic
    NO_CATEGORY = "no category"  # category
    SPOKEN_OF_ALREADY = "spoken of already"
    TOO_MANY_PROPOSALS = "too many proposals"
    WARNING_QUEUE_FULL = "warning queue full"  # most
    SETTLED_ALREADY = "settled already"
    TOO_MANY_WARNINGS = "too many warnings"  # most
    SAME_SEVERITY = "same severity"
    WARNING_CHANGED = "warning changed"
    UNREADABLE_LIST = "unreadable list"
