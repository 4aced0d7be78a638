"""A sentence for each reason of `data.errors`, in the reader's language: for Discord, or for a terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from cogs.ui.dates import days, moment
from cogs.ui.fields import field_name
from cogs.ui.language import N_, _, told
from cogs.ui.shell_sentences import IN_A_TERMINAL
from cogs.ui.text import escape
from data.errors import InvalidField, MarqueeError, Problem, Reason

_NO_NUMBER = {
    "year": N_("{field}: “{typed}” is no year. Write digits only."),
    "runtime_minutes": N_("{field}: “{typed}” is no number of minutes. Write digits only."),
    "percentage": N_("{field}: “{typed}” is no number from 0 to 100. Write digits only."),
}

SENTENCES: Mapping[Reason, str] = {
    **IN_A_TERMINAL,
    Reason.TOO_MANY_WRITES: N_("Too many people are pressing at once, so that was not recorded. Please try again."),
    Reason.RESTARTING: N_("Marquee is restarting, so that was not recorded. Please try again in a minute."),
    Reason.TOO_MANY_AT_ONCE: N_("Too many people are asking at once, so nothing was done. Please try again."),
    Reason.NOT_STORED: N_("That could not be stored just now and does not count. Please try again soon."),
    Reason.NOT_READ: N_("The library cannot be reached just now. Please try again in a minute."),
    Reason.PERHAPS_STORED: N_(
        "The library stopped answering, so it is not certain whether that was stored. Please look before you repeat it."
    ),
    Reason.BUSY_READING: N_("Too much is going on at once. Please try again in a moment."),
    Reason.BUSY_WRITING: N_("Too much is being stored at once, so that does not count. Please try again in a moment."),
    Reason.FULL_READING: N_("The library has no room left to work. Please tell whoever runs Marquee here."),
    Reason.FULL_WRITING: N_(
        "There is no room left to store that, so it does not count. Please tell whoever runs Marquee here."
    ),
    Reason.ONLY_READ: N_(
        "Nothing can be stored at present, though all can be read, so that does not count. "
        "Please tell whoever runs Marquee here."
    ),
    Reason.DAMAGED_READING: N_(
        "A part of the library is damaged and cannot be read. Please tell whoever runs Marquee here."
    ),
    Reason.DAMAGED_WRITING: N_(
        "A part of the library is damaged, so that was not stored and does not count. "
        "Please tell whoever runs Marquee here."
    ),
    Reason.SLOW_READING: N_("Looking that up took too long. Please try again in a moment."),
    Reason.SLOW_WRITING: N_("Storing that took too long, so it does not count. Please try again in a moment."),
    Reason.LIBRARY_BEING_READ: N_("The library is being read for the first time. Please try again in a moment."),
    Reason.FILE_LOST: N_(
        "The file of the library was moved or replaced, so nothing can be stored and that does not count. "
        "Please tell whoever runs Marquee here: it has to be started again."
    ),
    Reason.TAKEN_OVER: N_(
        "Another Marquee has taken the library over, so nothing is stored from here and that does not count. "
        "Please tell whoever runs Marquee here: one of the two has to be stopped."
    ),
    Reason.UNREADABLE_FILE: "{problems}",
    Reason.UNREADABLE_TAXONOMY: "{problems}",
    Reason.NO_FORMAT: N_("There is no format “{format}”. There are {formats}."),
    Reason.FORMAT_ONLY_READ: N_("Marquee reads {format} but does not write it. It writes {writable}."),
    Reason.FORMAT_HOLDS_ONE: N_("A {format} file holds one review, not {count}. Write a file for each."),
    Reason.FILE_NOT_WRITTEN: N_(
        "The file {file} could not be written ({why}). What stands in the folder is complete, the rest is missing: "
        "make room and export into a new folder."
    ),
    Reason.FOLDER_NOT_EMPTY: N_("The folder {folder} is not empty. Name a new one, so that the export is alone in it."),
    Reason.NO_FILM: N_("I do not know that film any more. Try /review with its title."),
    Reason.REVIEWED_BY_NOW: N_("There is a review of it by now: type /review."),
    Reason.NO_REVIEW: N_("There is no review of that film here any more. Try /review with its title."),
    Reason.NO_REVIEW_ANY_MORE: N_(
        "There is no review of that film here any more. /reviews restore brings back one that was withdrawn."
    ),
    Reason.NOTHING_TO_WITHDRAW: N_(
        "There is no published review of that film to withdraw. Choose one from the list as you type."
    ),
    Reason.NOTHING_TO_RESTORE: N_(
        "There is no withdrawn review of that film to restore. Choose one from the list as you type."
    ),
    Reason.NO_REVISION: N_("There is no revision {number} of that review. /reviews history shows those there are."),
    Reason.NEWEST_REVISION: N_("Revision {number} is the newest already. Choose an earlier one to go back to."),
    Reason.SAVED_MEANWHILE: N_(
        "Somebody else saved the review of {film} in the meantime (it is at revision {revision} now). "
        "Nothing was overwritten."
    ),
    Reason.LIBRARY_FULL: N_(
        "The reviews of this server, with all their revisions, take {most} MB already, and more are not possible. "
        "Nothing was changed. Please tell whoever runs Marquee here."
    ),
    Reason.INCOMPLETE: N_("Still missing: {missing}. Add it on the draft's panel: /reviews drafts."),
    Reason.NO_DRAFT: N_("There is no such draft of yours here. See /reviews drafts."),
    Reason.DRAFT_IN_QUEUE: N_("That draft waits in the queue. Take it back from there first to change it."),
    Reason.DRAFT_FINISHED: N_(
        "That draft is finished: it was published or given up. /reviews edit begins a new change, /reviews drafts has "
        "the others."
    ),
    Reason.DRAFT_CHANGED: N_("That draft was changed since you looked at it. Look again before you publish it."),
    Reason.LIST_CHANGED: N_("That list has changed since it was shown. Here it is as it is now: choose again."),
    Reason.TYPED_IS_KEPT: N_(
        "That list has changed, and another text waits there to be mended: what you typed is in this file. "
        "Mend the other first: /reviews drafts finds it."
    ),
    Reason.TOO_MANY_DRAFTS: N_(
        "You have {most} open drafts here, and more are not possible. "
        "Publish, hand in or give up one of them: /reviews drafts finds them."
    ),
    Reason.TOO_MANY_DRAFTS_HERE: N_(
        "This server has {most} open drafts, and more are not possible. "
        "Whoever has some can publish or give them up: /reviews drafts finds them."
    ),
    Reason.TOO_MANY_SUGGESTIONS: N_(
        "{most} of your suggestions wait here already. This one is kept as a draft: hand it in when moderators have "
        "looked at some, or take another back first, with /reviews drafts."
    ),
    Reason.QUEUE_FULL: N_(
        "{most} drafts wait here already, and more are not taken. This one is kept: hand it in when moderators have "
        "looked at some. /reviews drafts finds it."
    ),
    Reason.INVALID_FIELDS: "{problems}",
    Reason.NO_NUMBER: N_("{field}: “{typed}” is no number. Write digits only."),
    Reason.NO_DATE: N_("Releases: “{typed}” does not begin with a date. Write 2023-10-06 Netflix, one a line."),
    Reason.NO_TIER: N_("Verdict: choose Positive, Mixed or Negative to go with its words."),
    Reason.NO_TOPIC_AND_CATEGORY: N_(
        "Topic: write what is in the film, as in drowning, or with its category, as in Violence: knife fight."
    ),
    Reason.INVALID_VALUE: N_("{field}: {why}."),
    Reason.TITLE_OR_YEAR: N_("A title has between 1 and 200 letters, and a year between 1870 and 2100. Write both so."),
    Reason.TOO_MANY_REQUESTS: N_(
        "You wait for {most} films already, and more are not possible. "
        "Take one back first: /request with its title shows the button."
    ),
    Reason.NO_NIGHT: N_("This server has no such film night. Open one with /filmnight open."),
    Reason.NO_NIGHT_NOW: N_("There is no film night going on here. Open one with /filmnight open."),
    Reason.NOT_OF_THE_NIGHT: N_("Only who has joined can take a film of tonight off. Press Join first."),
    Reason.TOO_MANY_PEOPLE: N_(
        "{most} people have joined, and more are not possible. Open a second night with /filmnight open."
    ),
    Reason.TOO_MANY_NIGHTS: N_(
        "{most} film nights were opened here in the last day and a half, and more are not possible. "
        "Join one of those, or open yours later."
    ),
    Reason.INVALID_SETTING: N_("That setting cannot be: {why}. Nothing was changed: choose another value."),
    Reason.TOO_MANY_ROLES: N_("{most} roles are chosen already. Name one of them again to take it back first."),
    Reason.NO_POLL: N_("This server has no such poll. /poll list shows those there are."),
    Reason.POLL_GONE: N_("That poll is not here any more. Ask a moderator whether there is another: /poll list."),
    Reason.POLL_COUNTED: N_(
        "That poll has been counted; its ballots cannot be found any more. "
        "Look for its result in the channel it was held in."
    ),
    Reason.POLL_OPEN_ALREADY: N_("A poll on {film} is open here already. /poll show finds it."),
    Reason.TOO_MANY_POLLS: N_("{most} polls are open here, and more are not possible. Close one first."),
    Reason.POLL_TOO_LONG: N_("A poll runs for at most 32 days in all. Choose a shorter time."),
    Reason.POLL_CHANGED: N_("Somebody else has just changed that poll. Look at it again with /poll list."),
    Reason.POLL_ENDED: N_("That poll ended on {ended} already. /poll results shows what came of it."),
    Reason.PRESSED_AFTER_END: N_(
        "This poll ended on {ended}. Your press came after that and was not counted. "
        "Look for the result in this channel."
    ),
    Reason.CLOSED_MEANWHILE: N_(
        "The poll was closed while your press was on its way, so it was not counted. What you pressed before stands: "
        "look for the result in this channel."
    ),
    Reason.NO_RESULT_YET: N_("That poll is open until {ends} and has no result yet. /poll close ends it now."),
    Reason.NO_DURATION: N_("I cannot read that duration. Write hours, as in 48, or 90 minutes, 2 days, 1d 12h."),
    Reason.DURATION_OUT_OF_BOUNDS: N_("A poll runs for at least 5 minutes and at most 32 days. Choose a time between."),
    Reason.GATE_OUT_OF_BOUNDS: N_("A gate can ask for 0 to {most} days. Write a number between."),
    Reason.QUORUM_OUT_OF_BOUNDS: N_(
        "A quorum is a number of opinions. Write one from 0 (none is asked for) to a million."
    ),
    Reason.ROLE_MISSING: N_("Voting here asks for a role that you do not have."),
    Reason.ROLE_GONE: N_(
        "Voting here asks for a role that this server has no more, so nobody can vote at present; what was voted "
        "counts. Moderators can lift that, of a poll with /poll show, of cards with /reviews settings."
    ),
    Reason.ROLE_STILL_THERE: N_(
        "That poll does not ask for a role that is gone, so there is nothing to lift. /poll show has how it stands."
    ),
    Reason.ACCOUNT_TOO_YOUNG: N_(
        "Voting here asks for a Discord account of at least {least}. Yours is old enough on {from_when}."
    ),
    Reason.JOINED_TOO_LATELY: N_(
        "Voting here asks for at least {least} in this server. You have been here long enough on {from_when}."
    ),
    Reason.JOINED_UNKNOWN: N_(
        "Voting here asks for time in the server, and Discord does not say when you joined. Please ask a moderator."
    ),
    Reason.NO_TOPIC: N_("There is no warning topic “{topic}”. Choose one with /my warnings."),
    Reason.NO_CATEGORY: N_("There is no warning category “{category}”. Choose one with /my warnings."),
    Reason.SPOKEN_OF_ALREADY: N_("The review speaks of that already. Open it there to say yes, no, worse or milder."),
    Reason.TOO_MANY_PROPOSALS: N_(
        "You have proposed a lot already. Moderators have to look at it first: propose this again when they have."
    ),
    Reason.WARNING_QUEUE_FULL: N_(
        "{most} proposals wait here already, and more are not taken. Moderators look at them with /moderate warnings: "
        "propose it again when they have."
    ),
    Reason.SETTLED_ALREADY: N_("That is settled already. /moderate warnings shows what still waits."),
    Reason.TOO_MANY_WARNINGS: N_(
        "The review has {most} warnings, and more are not possible. Take one off first, with /reviews edit."
    ),
    Reason.SAME_SEVERITY: N_("Choose another severity than the warning has, or dismiss it."),
    Reason.WARNING_CHANGED: N_("That warning has changed since. Open the film's warnings anew with /warnings."),
    Reason.UNREADABLE_LIST: N_("A list of warnings cannot be read. Please tell whoever runs Marquee here."),
}


def sentence(error: MarqueeError) -> str:
    """What to tell whoever asked in Discord, with all that people wrote in it escaped.

    An error of cogs and bot carries its own sentence, which was made for where it is read.
    """
    return _said(error, escape)


def plain_sentence(error: MarqueeError) -> str:
    """The same for a terminal or a log, letter by letter."""
    return _said(error, str)


def _said(error: MarqueeError, show: Callable[[str], str]) -> str:
    if not isinstance(error.said, Reason):
        return error.said
    return _worded(SENTENCES[error.said], error.values, show)


def of_field(problem: InvalidField) -> str:
    """What is wrong with one field of a form, letter by letter: a card escapes it."""
    name = str(problem.values.get("field", ""))
    item = problem.values.get("item")
    text = SENTENCES[problem.reason]
    if problem.reason is Reason.NO_NUMBER:
        text = _NO_NUMBER.get(name, text)
    label = f"{field_name(name)} {item}" if item else field_name(name)
    return _worded(text, {**problem.values, "field": label}, str)


def of_file(problem: Problem) -> str:
    """What is wrong in a file, with where it is, letter by letter: a card escapes it."""
    place = _("{file}, line {line}").format(file=problem.file, line=problem.line) if problem.line else problem.file
    return f"{place}: {problem.field}: {told(problem.expected)}"


def _worded(text: str, values: Mapping[str, Any], show: Callable[[str], str]) -> str:
    return _(text).format(**{name: _shown(value, show) for name, value in values.items()})


def _shown(value: Any, show: Callable[[str], str]) -> Any:
    """A value of an error as it stands in its sentence; of several, each in its way. Numbers stay what they are."""
    if isinstance(value, tuple):
        lines = bool(value) and isinstance(value[0], Problem | InvalidField)
        return ("\n" if lines else "; ").join(str(_shown(one, show)) for one in value)
    if isinstance(value, int | float):
        return value
    told_as = next((told_as for kind, told_as in _TOLD.items() if isinstance(value, kind)), str)
    return show(told_as(value))


_TOLD: Mapping[type, Callable[[Any], str]] = {
    Problem: of_file,
    InvalidField: of_field,
    dt.datetime: moment,
    dt.timedelta: lambda length: days(length.days),
}
