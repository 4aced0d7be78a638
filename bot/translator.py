"""What Discord is told of commands, in the languages that there are catalogues of."""

from __future__ import annotations

from discord import Locale, app_commands
from discord.app_commands import TranslationContextLocation as Place

from cogs.ui.language import CATALOGUES

_TYPED = {Place.command_name, Place.group_name, Place.parameter_name}
"""What people type stays as it is, since sentences name it."""


class CommandTranslator(app_commands.Translator):
    """Looks up descriptions of commands and options, names of choices and of what stands in a message's menu."""

    async def translate(
        self, string: app_commands.locale_str, locale: Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """The words in that language; None leaves them in English."""
        if locale.value not in CATALOGUES:
            return None
        if context.location in _TYPED and not isinstance(context.data, app_commands.ContextMenu):
            return None
        return CATALOGUES[locale.value].gettext(string.message)
