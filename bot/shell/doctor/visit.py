"""The doctor's round: each line as soon as it is known."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.proxies import Proxies
from bot.run import api_address
from bot.settings import Settings, misspelt
from bot.shell.doctor import machine, online
from bot.shell.doctor.findings import Finding, Mark, broken, warning
from cogs.ui.language import _
from cogs.ui.sentences import plain_sentence
from data.errors import StorageUnavailable
from data.library import utc_now
from data.storage.addresses import file_of, url_of
from data.storage.examining import examine


async def look(settings: Settings) -> bool:
    """Print what is found; whether nothing is broken."""
    all_well = True
    for line in misspelt():
        print(warning(line))
    async for finding in _findings(settings):
        print(finding, flush=True)
        all_well = all_well and finding.mark is not Mark.BROKEN
    return all_well


async def _findings(settings: Settings) -> AsyncIterator[Finding]:
    examined = None
    try:
        url = url_of(settings.database.get_secret_value())
        file = file_of(url)
        examined = await examine(url, file)
    except StorageUnavailable as error:
        yield broken(plain_sentence(error))
    else:
        shown = str(file or url.render_as_string(hide_password=True))
        for finding in machine.of_database(examined, shown):
            yield finding
        for finding in (*machine.of_backups(settings, utc_now()), *machine.of_disk(file)):
            yield finding
    for finding in machine.of_zones(examined):
        yield finding
    if settings.discord_token is None:
        yield warning(
            _("DISCORD_TOKEN is not set, so Discord was not asked. Put it into .env (README, “On your server”).")
        )
        return
    token = settings.discord_token.get_secret_value()
    async for finding in online.ask(api_address(settings), token, Proxies.of(settings), examined):
        yield finding
