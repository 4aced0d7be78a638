"""The only reader of the environment and of `.env`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, HttpUrl, SecretStr, ValidationError, WebsocketUrl, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from cogs.ui.language import _
from data.errors import InvalidSettings


class Settings(BaseSettings):
    """How this process is set up. `.env.example` lists the same names, with defaults and reasons."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True)

    discord_token: SecretStr | None = Field(default=None, validation_alias="DISCORD_TOKEN")
    database: SecretStr = Field(
        default=SecretStr("sqlite:///var/marquee.db"),
        validation_alias="MARQUEE_DATABASE",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", validation_alias="MARQUEE_LOG_LEVEL"
    )
    playground_database: SecretStr = Field(
        default=SecretStr("sqlite:///var/playground.db"), validation_alias="MARQUEE_PLAYGROUND_DATABASE"
    )
    playground_port: int = Field(default=0, ge=0, le=65_535, validation_alias="MARQUEE_PLAYGROUND_PORT")
    fair_use: bool = Field(default=True, validation_alias="MARQUEE_FAIR_USE")
    """Whether members and servers are held to what a person can do."""
    discord_api_url: HttpUrl | None = Field(default=None, validation_alias="DISCORD_API_URL")
    discord_gateway_url: WebsocketUrl | None = Field(default=None, validation_alias="DISCORD_GATEWAY_URL")

    backup_every: float = Field(default=24, ge=0, le=24 * 365, validation_alias="MARQUEE_BACKUP_EVERY")
    """In hours; 0 for never."""
    backups_kept: int = Field(default=7, ge=1, validation_alias="MARQUEE_BACKUPS_KEPT")
    backup_folder: Path | None = Field(default=None, validation_alias="MARQUEE_BACKUP_FOLDER")

    @field_validator("discord_token", mode="before")
    @classmethod
    def _without_blanks(cls, value: str | None) -> str | None:
        return (value or "").strip() or None

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: str) -> str:
        return value.strip().upper()


def surroundings() -> Mapping[str, str]:
    """What programs that this process starts are to have in their environment: the same, but for the token."""
    return {name: value for name, value in os.environ.items() if name != "DISCORD_TOKEN"}


def load() -> Settings:
    """Read the settings.

    Raises:
        InvalidSettings: naming all that are wrong, without their values.
    """
    try:
        return Settings()
    except ValidationError as error:
        lines = [f"  {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors(include_input=False)]
        raise InvalidSettings("\n".join([_("Some settings are wrong (see .env.example):"), *lines])) from None
