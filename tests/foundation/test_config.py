"""Settings: defaults that are safe to publish, and one error that names everything wrong."""

from pathlib import Path

import pytest

from pledges.config import Config, SettingsInvalid


def test_the_defaults_serve_a_loopback_address_from_a_folder_of_the_users() -> None:
    config = Config.from_environment({"XDG_DATA_HOME": "/home/lan/.local/share"})

    assert config.data == Path("/home/lan/.local/share/pledges")
    assert config.host == "127.0.0.1"
    assert config.public_url == "http://127.0.0.1:8189"


def test_one_error_names_everything_that_is_wrong() -> None:
    wrong = {"PLEDGES_PORT": "many", "PLEDGES_LOG": "loud", "PLEDGES_PUBLIC_URL": "ftp://xa"}

    with pytest.raises(SettingsInvalid) as found:
        Config.from_environment(wrong)

    assert all(name in str(found.value) for name in wrong)


@pytest.mark.parametrize(
    "address", ["http://camket.example.vn", "https://xa.vn/duong-dan", "http://192.168.1.7:8189"]
)
def test_an_address_that_must_not_be_printed_is_refused(address: str) -> None:
    with pytest.raises(SettingsInvalid):
        Config.from_environment({"PLEDGES_PUBLIC_URL": address})


def test_a_private_address_may_be_plain_on_the_local_network_only_when_asked() -> None:
    config = Config.from_environment({"PLEDGES_PUBLIC_URL": "http://192.168.1.7:8189"}, lan=True)

    assert config.public_url == "http://192.168.1.7:8189"


def test_anonymous_answers_may_not_live_in_the_main_database() -> None:
    same = "postgresql+psycopg://127.0.0.1/pledges"

    with pytest.raises(SettingsInvalid, match="PLEDGES_ANSWERS_URL"):
        Config.from_environment({"PLEDGES_DATABASE_URL": same, "PLEDGES_ANSWERS_URL": same})


def test_the_public_address_decides_whether_cookies_are_secure() -> None:
    assert Config.from_environment({"PLEDGES_PUBLIC_URL": "https://camket.example.vn"}).is_https


def test_settings_for_a_process_that_works_for_us_arrive_as_they_were(tmp_path: Path) -> None:
    config = Config.from_environment({"PLEDGES_DATA": str(tmp_path), "PLEDGES_PRINT_PROCESSES": "4"})

    assert Config.from_text(config.as_text()) == config
    assert "\n" not in config.as_text()


def test_long_prints_are_made_apart_unless_it_is_said(tmp_path: Path) -> None:
    here = Config.from_environment({"PLEDGES_PRINT_APART": "off"})

    assert (Config.from_environment({}).prints_apart, here.prints_apart) == (True, False)
    with pytest.raises(
        SettingsInvalid, match="PLEDGES_PRINT_PROCESSES: '0' is not a whole number from 1 to 32"
    ):
        Config.from_environment({"PLEDGES_PRINT_PROCESSES": "0"})
