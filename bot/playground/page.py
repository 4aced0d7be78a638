"""`python -m bot playground`: the simulated server as a page in the browser."""

from __future__ import annotations

import asyncio
import contextlib
import webbrowser

from bot import signals
from bot.known_films import folder_of
from bot.playground import door
from bot.playground.browser import PlaygroundPage, Try
from bot.playground.memory import Memory, PretendTime
from bot.playground.people import LetPass
from bot.playground.world import World, catch_up, open_world
from bot.settings import Settings
from cogs.films.parts import answer_to, draw, read_page
from cogs.ui.cards import Card
from cogs.ui.language import _, counted
from cogs.ui.places import Place
from cogs.ui.replies import fresh
from data.films import known
from data.library import Library
from data.polls import parse_duration

_FIRST_FILM = "Singin' in the Rain"
_LOOK_SECONDS = 1.0
_LOOK_AHEAD = 0.8
"""A little more than somebody who is too quick waits for a refusal."""


async def serve(settings: Settings, *, open_browser: bool = True) -> None:
    """Run until the page's session is ended or the process is told to stop.

    Raises:
        CannotStart: another program has the port.
    """
    address = settings.playground_database.get_secret_value()
    if running := await door.running_page(address, settings.playground_port):
        print(_welcome(running, _("Marquee's playground is open already:")), flush=True)
        _open_in_browser(running, open_browser)
        return
    clock = PretendTime()
    memory = Memory(door.beside(address, "messages.json"), clock)
    memory.read()
    async with (
        known.kept(folder_of(address, settings.known_films_folder)) as films,
        Library.open(address, now=clock, known=films) as library,
        open_world(library, look_ahead=_LOOK_AHEAD, pictures=settings.title_pictures) as world,
    ):
        if not memory.put_back(world.env.backend, world.channel.id):
            await _furnish(world, library)
        for person in world.people.values():
            person.let_pass = _letting_pass(world, clock)
        page = PlaygroundPage(world, settings.playground_port, _tries())
        async with page:
            with door.note(address, page.url):
                print(_welcome(page.url), flush=True)
                _open_in_browser(page.url, open_browser)
                await _until_closed(page, world, memory)
        memory.keep(world.env.backend, world.channel.id)
    print(_("The playground is closed. What you did in it is kept for the next time."))


async def _until_closed(page: PlaygroundPage, world: World, memory: Memory) -> None:
    watching = asyncio.create_task(_watch(page, world, memory))
    with signals.stop_event() as stop:
        waits = [asyncio.create_task(page.wait_closed()), asyncio.create_task(stop.wait())]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for task in (watching, *waits):
            task.cancel()
        await asyncio.gather(watching, *waits, return_exceptions=True)


async def _watch(page: PlaygroundPage, world: World, memory: Memory) -> None:
    """Let the simulated clock follow, show what happens by itself, and keep it."""
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        catch_up(world.env, world.library)
        if page.follow():
            memory.keep(world.env.backend, world.channel.id)


def _letting_pass(world: World, clock: PretendTime) -> LetPass:
    async def let_pass(typed: str) -> str:
        clock.ahead += parse_duration(typed)
        catch_up(world.env, world.library)
        world.library.outbox.wake()
        now = f"<t:{int(world.library.now().timestamp())}:f>"
        return _("Time has passed: it is {now} in the playground.").format(now=now)

    return let_pass


def _tries() -> list[Try]:
    return [
        Try(_("A film with a typo"), "/review balerina", "Robin"),
        Try(_("What should I know before?"), "/warnings promising yung woman", "Robin"),
        Try(_("Ask by name"), "@Marquee spirited away", "Robin"),
        Try(_("The best of all"), "/top", "Sasha"),
        Try(_("As a moderator: open a poll"), "/poll open jaws duration:5 minutes", "Morgan"),
        Try(_("Let the poll run out"), "/wait 6 minutes", "Morgan"),
    ]


async def _furnish(world: World, library: Library) -> None:
    """What is already in the channel when the door opens for the first time."""
    channel = world.bot.get_partial_messageable(world.channel.id)
    guild_id = world.channel.guild.id if world.channel.guild else 0
    films = await library.catalogue.size(guild_id)
    await channel.send(view=_welcome_card(films))
    finding = await library.catalogue.find(guild_id, _FIRST_FILM)
    if finding.film:
        page = await read_page(library, finding.film.film_id, Place(guild_id))
        card = await draw(library, page, answer_to("review"), alone=False)
        await channel.send(**await fresh(world.bot.gallery, card))
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
        "Press a thing to try below, or type it as in Discord: `/review balerina`, typo and all. Press the buttons "
        "under a card, and vote. Be somebody else with **Viewing as** at the top: Robin and Sasha are members, "
        "Morgan is a moderator. `/wait 2 hours` lets time pass."
    )
    card.text(f"{what}\n{tries}")
    card.text(_("-# To have it on your own server, see README: “On your server”."))
    return card


def _open_in_browser(url: str, wanted: bool) -> None:
    """Open the page where there is a graphical browser; one in the terminal would take it over."""
    if not wanted:
        return
    with contextlib.suppress(webbrowser.Error):
        browser = webbrowser.get()
        if type(browser) is not webbrowser.GenericBrowser:  # what the library calls those of the terminal
            browser.open(url)


def _welcome(url: str, head: str | None = None) -> str:
    head = head or _("Marquee's playground is open:")
    rest = _(
        "Everything happens on this machine; close it with Ctrl+C.\n"
        "To run it on Discord, put DISCORD_TOKEN into .env (README, “On your server”) and start again."
    )
    return f"\n{head}\n\n    {url}\n\n{rest}\n"
