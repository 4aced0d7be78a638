"""Edits that the bot makes of its own accord, which come when a test has long ended: so with a process of their own."""

from tests.loopback import found
from tests.loopback.clock import until
from tests.loopback.process import BotProcess
from tests.loopback.seen import button, text_of
from tests.loopback.server import Loopback
from tests.loopback.state import MANAGE_GUILD


async def test_a_poll_brought_up_to_date_mentions_nobody(discord: Loopback, bot: BotProcess) -> None:
    guild = discord.guild
    voters = guild.add_role("Voters")
    robin, morgan = guild.join("Robin", voters), guild.join("Morgan", guild.add_role("Moderators", MANAGE_GUILD))
    await morgan.command("/poll open", film="jaws", role=voters)
    (poll,) = robin.channel.from_bot()
    cast = await robin.press(poll, button(poll, "Positive"))
    assert cast.private
    assert await until(lambda: poll.edits)
    assert f"<@&{voters.id}>" in text_of(poll)
    assert found.VIOLATIONS == []
    bot.assert_no_traceback()
