"""The only reader of the environment and of `.env`."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

import yarl
from dotenv import dotenv_values
from pydantic import Field, HttpUrl, SecretStr, ValidationError, WebsocketUrl, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from rapidfuzz import fuzz, process

from cogs.ui.language import _
from data.errors import InvalidSettings

_FILE = Path(".env")
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
"""What a file begins with that an editor, or PowerShell's `>`, wrote in another encoding than plain UTF-8."""

_OURS = ("MARQUEE_", "DISCORD_")
_NEAR = 70.0
_VERY_NEAR = 88.0
"""Likenesses of names, of 100: from which on another is proposed, and a name that does not begin as ours is one."""


class Settings(BaseSettings):
    """How this process is set up. `.env.example` lists the same names, with defaults and reasons."""

    model_config = SettingsConfigDict(env_file=_FILE, env_ignore_empty=True, extra="ignore", hide_input_in_errors=True)

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
    playground_port: int = Field(default=8723, ge=0, le=65_535, validation_alias="MARQUEE_PLAYGROUND_PORT")
    fair_use: bool = Field(default=True, validation_alias="MARQUEE_FAIR_USE")
    """Whether members and servers are held to what a person can do."""
    title_pictures: bool = Field(default=True, validation_alias="MARQUEE_TITLE_PICTURES")
    """Whether a picture is drawn for films whose review names no poster."""
    discord_api_url: HttpUrl | None = Field(default=None, validation_alias="DISCORD_API_URL")
    discord_gateway_url: WebsocketUrl | None = Field(default=None, validation_alias="DISCORD_GATEWAY_URL")

    backup_every: float = Field(default=24, ge=0, le=24 * 365, validation_alias="MARQUEE_BACKUP_EVERY")
    """In hours; 0 for never."""
    backups_kept: int = Field(default=7, ge=1, validation_alias="MARQUEE_BACKUPS_KEPT")
    backup_folder: Path | None = Field(default=None, validation_alias="MARQUEE_BACKUP_FOLDER")

    known_films_folder: Path | None = Field(default=None, validation_alias="MARQUEE_KNOWN_FILMS_FOLDER")
    """Where the known films are built, for every process that is told the same."""

    http_proxy: SecretStr | None = Field(default=None, validation_alias="HTTP_PROXY")
    https_proxy: SecretStr | None = Field(default=None, validation_alias="HTTPS_PROXY")
    no_proxy: str = Field(default="", validation_alias="NO_PROXY")

    @field_validator("discord_token", mode="before")
    @classmethod
    def _without_blanks(cls, value: str | None) -> str | None:
        return (value or "").strip() or None

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: str) -> str:
        return value.strip().upper()

    @field_validator("http_proxy", "https_proxy")
    @classmethod
    def _is_proxy(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not _is_http(value.get_secret_value()):
            raise ValueError("a proxy is written as in http://proxy.example.org:3128; there is no other kind")
        return value

    @property
    def secrets(self) -> Iterator[str]:
        """What no line of the log may show."""
        for one in (self.discord_token, self.http_proxy, self.https_proxy):
            if one:
                yield one.get_secret_value()


def surroundings() -> Mapping[str, str]:
    """What programs that this process starts are to have in their environment: the same, but for the token."""
    return {name: value for name, value in os.environ.items() if name != "DISCORD_TOKEN"}


def load() -> Settings:
    """Read the settings.

    Raises:
        InvalidSettings: naming all that are wrong, without their values.
    """
    try:
        return Settings(_env_file_encoding=_encoding())  # type: ignore[call-arg]  # pydantic's own, which mypy is not told
    except ValidationError as error:
        lines = [f"  {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors(include_input=False)]
        raise InvalidSettings("\n".join([_("Some settings are wrong (see .env.example):"), *lines])) from None


def misspelt() -> list[str]:
    """A sentence for each name that looks like a setting of Marquee's and is none, with the nearest that is."""
    known = [str(field.validation_alias) for field in Settings.model_fields.values()]
    return [_corrected(name, known) for name in dict.fromkeys(_unknown(known))]


def _unknown(known: Iterable[str]) -> Iterator[str]:
    """Of a file it is all that begins as ours; what else is in the environment is seldom meant for Marquee."""
    written = dotenv_values(_FILE, encoding=_encoding()) if _FILE.is_file() else {}
    for name in (*written, *os.environ):
        is_ours = name.upper().startswith(_OURS) or _nearest(name, known, _VERY_NEAR)
        if is_ours and name.upper() not in known:
            yield name


def _nearest(name: str, known: Iterable[str], at_least: float) -> str | None:
    found = process.extractOne(name.upper(), known, scorer=fuzz.ratio, score_cutoff=at_least)
    return found[0] if found else None


def _corrected(name: str, known: Iterable[str]) -> str:
    if near := _nearest(name, known, _NEAR):
        return _("There is no setting {name}, so it changes nothing. Perhaps {near} is meant.").format(
            name=name, near=near
        )
    return _("There is no setting {name}, so it changes nothing (see .env.example).").format(name=name)


def _encoding() -> str:
    """How `.env` is written.

    Raises:
        InvalidSettings: in no way that can be read.
    """
    written = _FILE.read_bytes() if _FILE.is_file() else b""
    encoding = next((name for mark, name in _MARKS.items() if written.startswith(mark)), "utf-8")
    try:
        readable = "\0" not in written.decode(encoding)
    except UnicodeDecodeError:
        readable = False
    if not readable:
        raise InvalidSettings(
            _("The file .env is written neither in UTF-8 nor in UTF-16. Open it in an editor and save it as UTF-8.")
        )
    return encoding


def _is_http(address: str) -> bool:
    try:
        url = yarl.URL(address)
    except ValueError:
        return False
    return url.scheme in {"http", "https"} and bool(url.host)
