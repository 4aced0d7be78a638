"""A Discord on this machine: the real bot in a simulated server, with no token and no network."""

from importlib.util import find_spec

from data.errors import MarqueeError


class NotInstalled(MarqueeError):
    """The extra `playground` is missing, as it is on a server."""


if not all(map(find_spec, ("simcord", "markdown_it", "linkify_it", "regex"))):
    raise NotInstalled(
        "The playground's packages are not installed, since a server does without them. "
        "`make playground` installs them and opens it."
    )
