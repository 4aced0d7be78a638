import logging
import re
from pathlib import Path

import pytest

from bot import logs
from bot.settings import Settings, load, misspelt
from data.errors import InvalidSettings

ROOT = Path(__file__).parents[2]
NAMES = {
    "DISCORD_TOKEN",
    "DISCORD_API_URL",
    "DISCORD_GATEWAY_URL",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "MARQUEE_BACKUPS_KEPT",
    "MARQUEE_BACKUP_EVERY",
    "MARQUEE_BACKUP_FOLDER",
    "MARQUEE_DATABASE",
    "MARQUEE_FAIR_USE",
    "MARQUEE_TITLE_PICTURES",
    "MARQUEE_KNOWN_FILMS_FOLDER",
    "MARQUEE_LOG_LEVEL",
    "MARQUEE_PLAYGROUND_DATABASE",
    "MARQUEE_PLAYGROUND_PORT",
    "NO_PROXY",
}


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_file_is_read_as_editors_and_shells_write_it(tmp_path: Path, encoding: str) -> None:
    lines = "DISCORD_TOKEN=a.token\r\nMARQUEE_BACKUPS_KEPT=3\r\nMARQUEE_BACKUP_FOLDER=Sicherung für später\r\n"
    (tmp_path / ".env").write_bytes(lines.encode(encoding))
    settings = load()
    assert settings.discord_token
    assert settings.discord_token.get_secret_value() == "a.token"
    assert settings.backups_kept == 3
    assert settings.backup_folder == Path("Sicherung für später")
    assert misspelt() == []


@pytest.mark.parametrize(
    "written",
    [
        "MARQUEE_BACKUP_FOLDER=für".encode("cp1252"),
        b"MARQUEE_LOG_LEVEL=INFO\n" + "DISCORD_TOKEN=a".encode("utf-16-le"),
        b"\xff\xfeD",
    ],
    ids=["cp1252", "two encodings in one file", "cut off"],
)
def test_a_file_in_another_encoding_is_one_sentence(tmp_path: Path, written: bytes) -> None:
    (tmp_path / ".env").write_bytes(written)
    with pytest.raises(InvalidSettings, match=r"\.env is written neither .* save it as UTF-8"):
        load()


def test_misspelt_names_are_told_with_the_nearest_and_never_with_a_value(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "right")
    monkeypatch.setenv("DISCORD_TOKE", "secret-1")
    monkeypatch.setenv("MARQEE_DATABASE", "secret-2")
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")  # another program's
    (tmp_path / ".env").write_text("MARQUEE_BACKUP_FOLDERS=secret-3\nMARQUEE_XYZZY=secret-4\nmarquee_log_level=DEBUG\n")
    assert load().log_level == "DEBUG"
    assert misspelt() == [
        "There is no setting MARQUEE_BACKUP_FOLDERS, so it changes nothing. Perhaps MARQUEE_BACKUP_FOLDER is meant.",
        "There is no setting MARQUEE_XYZZY, so it changes nothing (see .env.example).",
        "There is no setting DISCORD_TOKE, so it changes nothing. Perhaps DISCORD_TOKEN is meant.",
        "There is no setting MARQEE_DATABASE, so it changes nothing. Perhaps MARQUEE_DATABASE is meant.",
    ]


def test_a_proxy_of_another_kind_is_refused_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "socks5://somebody:hunter2@proxy.example.org:1080")
    with pytest.raises(InvalidSettings, match="HTTPS_PROXY") as refusal:
        load()
    assert "hunter2" not in str(refusal.value)
