"""A bot that does nothing but answer `/pong`, over the same sockets: what discord.py itself costs an answer."""

from __future__ import annotations

import asyncio
import os

import discord
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL


async def main() -> None:
    """Serve until killed. DISCORD_TOKEN, DISCORD_API_URL and DISCORD_GATEWAY_URL say where."""
    Route.BASE = os.environ["DISCORD_API_URL"] + "/api/v10"
    DiscordWebSocket.DEFAULT_GATEWAY = URL(os.environ["DISCORD_GATEWAY_URL"])
    async with discord.Client(intents=discord.Intents.default()) as client:
        tree = app_commands.CommandTree(client)

        @tree.command()
        async def pong(interaction: discord.Interaction) -> None:
            """Pong."""
            await interaction.response.send_message("Pong")

        await client.login(os.environ["DISCORD_TOKEN"])
        await tree.sync()
        await client.connect()


if __name__ == "__main__":
    asyncio.run(main())
