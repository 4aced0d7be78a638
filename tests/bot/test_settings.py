import logging
import re
from pathlib import Path

import pytest

from bot import logs
from bot.settings import Settings, load
from data.errors import InvalidSettings

ROOT = Path(__file__).parents[2]
NAMES = {
    "DISCORD_TOKEN",
    "DISCORD_API_URL",
    "DISCORD_GATEWAY_URL",
    "MARQUEE_BACKUPS_KEPT",
    "MARQUEE_BACKUP_EVERY",
    "MARQUEE_BACKUP_FOLDER",
    "MARQUEE_DATABASE",
    "MARQUEE_FAIR_USE",
    "MARQUEE_LOG_LEVEL",
    "MARQUEE_PLAYGROUND_DATABASE",
    "MARQUEE_PLAYGROUND_PORT",
}


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_every_wrong_setting_is_named_in_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARQUEE_PLAYGROUND_PORT", "many")
    monkeypatch.setenv("MARQUEE_LOG_LEVEL", "loud")
    monkeypatch.setenv("DISCORD_API_URL", "not an address")
    with pytest.raises(InvalidSettings) as refusal:
        load()
    for name in ("MARQUEE_PLAYGROUND_PORT", "MARQUEE_LOG_LEVEL", "DISCORD_API_URL"):
        assert name in str(refusal.value)
    assert "many" not in str(refusal.value)


def test_a_token_shows_nowhere(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    token = "MTIzNDU2.secret.token"
    monkeypatch.setenv("DISCORD_TOKEN", token)
    settings = load()
    assert settings.discord_token
    assert settings.discord_token.get_secret_value() == token
    assert token not in repr(settings) + str(settings) + settings.model_dump_json()
    logs.configure("INFO", [token])
    try:
        raise ValueError(f"refused {token}")
    except ValueError:
        logging.getLogger("bot").exception("with %s", token)
    finally:
        logging.getLogger().handlers.clear()
    written = capsys.readouterr().err
    assert "refused [secret]" in written
    assert token not in written


def test_an_empty_token_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "  ")
    assert load().discord_token is None


def test_the_example_names_every_setting_with_its_default_and_why() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    fields = {str(f.validation_alias): f.default for f in Settings.model_fields.values()}
    assert set(fields) == NAMES
    values = {found[1]: found[2] for line in lines if (found := re.match(r"(\w+)=(.*)", line))}
    assert set(values) == NAMES
    for name, default in fields.items():
        shown = default.get_secret_value() if hasattr(default, "get_secret_value") else default
        assert values[name] == ("" if shown is None else str(shown))
        assert lines[lines.index(f"{name}={values[name]}") - 1].startswith("# "), f"{name} has no line of why"


def test_the_readme_lists_every_setting() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in readme for name in NAMES)
