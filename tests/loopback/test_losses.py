"""What a server removes at Discord, over real sockets."""

import pytest

from tests.loopback.clock import until
from tests.loopback.conftest import Stage
from tests.loopback.seen import button, text_of
from tests.loopback.state import THREAD, Channel, Message

pytestmark = pytest.mark.asyncio(loop_scope="module")


def votable(channel: Channel) -> list[Message]:
    return [message for message in channel.from_bot() if "ballot" in text_of(message)]


async def test_a_poll_in_a_thread_that_was_removed_is_told_and_goes_on_where_a_moderator_posts_it(stage: Stage) -> None:
    films = next(iter(stage.guild.channels.values()))
    notes = await stage.discord.add_channel(stage.guild, "moderation")
    thread = await stage.discord.add_channel(stage.guild, "evening", kind=THREAD, parent=films)
    morgan, robin = stage.moderator(), stage.join("Robin")
    await morgan.command("/poll defaults", notes=notes)
    morgan.channel = robin.channel = thread
    await morgan.command("/poll open", film="jaws")
    assert await until(lambda: votable(thread))
    (poll,) = votable(thread)
    await robin.press(poll, button(poll, "Positive"))
    await stage.discord.remove_channel(thread)
    assert await until(notes.from_bot, 10)
    (note,) = notes.from_bot()
    assert "has no message: Its channel is gone." in note.content
    morgan.channel = robin.channel = films
    shown = await morgan.command("/poll show", poll="jaws")
    await morgan.press(shown.message, shown.button("Post it in this channel"))
    assert await until(lambda: votable(films))
    (anew,) = votable(films)
    changed = await robin.press(anew, button(anew, "Mixed"))
    assert "instead of “Positive”" in changed.text


async def test_a_purge_of_a_polls_message_posts_it_anew(stage: Stage) -> None:
    films, morgan = next(iter(stage.guild.channels.values())), stage.moderator()
    await morgan.command("/poll open", film="jaws")
    assert await until(lambda: votable(films))
    (poll,) = votable(films)
    await stage.discord.delete(poll, await morgan.say("talk"))
    assert await until(lambda: votable(films), 10)
    assert votable(films)[0].id != poll.id
