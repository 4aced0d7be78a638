"""`python -m bot playground`: the simulated server as a page in the browser."""

from __future__ import annotations

import asyncio
import contextlib
import webbrowser

from bot import signals
from bot.playground.world import World, keep_time, open_world
from bot.settings import Settings
from cogs.films.parts import answer_to, draw, read_page
from cogs.ui.cards import Card
from cogs.ui.language import _, counted
from cogs.ui.places import Place
from data.library import Library

_FIRST_FILM = "Ballerina 2023"


async def serve(settings: Settings, *, open_browser: bool = True) -> None:
    """Run until the page's session is ended or the process is told to stop."""
    async with Library.open(settings.playground_database.get_secret_value()) as library, open_world(library) as world:
        await _furnish(world, library)
        viewers = list(world.people.values())
        preview = world.env.preview(
            world.channel, viewers=viewers, layout="channel", port=settings.playground_port or None
        )
        async with preview:
            print(_welcome(preview.url), flush=True)
            if open_browser:
                _open_in_browser(preview.url)
            clock = asyncio.create_task(keep_time(world))
            with signals.stop_event() as stop:
                waits = [asyncio.create_task(preview.wait_closed()), asyncio.create_task(stop.wait())]
                await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
                for task in (clock, *waits):
                    task.cancel()
                await asyncio.gather(clock, *waits, return_exceptions=True)
    print(_("The playground is closed. What you did in it is kept for the next time."))


async def _furnish(world: World, library: Library) -> None:
    """What is already in the channel when the door opens."""
    channel = world.bot.get_partial_messageable(world.channel.id)
    guild_id = world.channel.guild.id if world.channel.guild else 0
    films = await library.catalogue.size(guild_id)
    await channel.send(view=_welcome_card(films))
    finding = await library.catalogue.find(guild_id, _FIRST_FILM)
    if finding.film:
        page = await read_page(library, finding.film.film_id, Place(guild_id))
        await channel.send(view=await draw(library, page, answer_to("review"), alone=False))
    await world.env.settle()


def _welcome_card(films: int) -> Card:
    card = Card()
    card.text(_("## Welcome to the playground"))
    what = counted(
        films,
        "This is the real Marquee in a pretend server, with {count} review. Nothing leaves this machine.",
        "This is the real Marquee in a pretend server, with {count} reviews. Nothing leaves this machine.",
    )
    tries = _(
        "- Type `/review balerina` below, typo and all, and press Enter\n"
        "- Try `/warnings promising yung woman` or `/summary nobody`\n"
        "- Press the buttons under a card, and vote\n"
        "- Be somebody else with **Viewing as** at the top: Robin and Sasha are members, Morgan is a moderator"
    )
    card.text(f"{what}\n{tries}")
    card.text(_("-# To have it on your own server, see README: “On your server”."))
    return card


def _open_in_browser(url: str) -> None:
    """Open the page where there is a graphical browser; one in the terminal would take it over."""
    with contextlib.suppress(webbrowser.Error):
        browser = webbrowser.get()
        if type(browser) is not webbrowser.GenericBrowser:  # what the library calls those of the terminal
            browser.open(url)


def _welcome(url: str) -> str:
    head = _("Marquee's playground is open:")
    rest = _(
        "Everything happens on this machine; close it with Ctrl+C.\n"
        "To run it on Discord, put DISCORD_TOKEN into .env (README, “On your server”) and start again."
    )
    return f"\n{head}\n\n    {url}\n\n{rest}\n"
