"""What is written about the house is true of it."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
with (ROOT / "docker-compose.yml").open() as _file:
    COMPOSE = yaml.safe_load(_file)
SERVICES = COMPOSE["services"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", page.read_text())
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "README.en.md"])
def test_commands_in_the_readme_exist(name: str) -> None:
    text = (ROOT / name).read_text()
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"make ([a-z-]+)`?", text)) <= targets
    assert {"demo", "test"} <= set(re.findall(r"make ([a-z-]+)", text))
    assert set(re.findall(r"manage\.py ([a-z_]+)", text)) <= set(get_commands())


def test_both_readmes_say_the_same() -> None:
    french, english = ((ROOT / name).read_text() for name in ("README.md", "README.en.md"))
    for pattern in (r"^#+ ", r"^\| ", r"^- \*\*", r"```", r"\]\((?!README)"):
        counts = [len(re.findall(pattern, text, re.MULTILINE)) for text in (french, english)]
        assert counts[0] == counts[1], pattern


def test_accounts_in_the_readme_are_those_of_the_demo() -> None:
    from notifier.dashboard.management.demo.world import PASSWORD, accounts  # noqa: PLC0415 - models must be loaded

    for name in ("README.md", "README.en.md"):
        text = (ROOT / name).read_text()
        assert re.findall(r"^\| `(\S+@\S+)` \|", text, re.MULTILINE) == [email for email, _ in accounts()]
        assert PASSWORD in text


def test_decisions_are_numbered_without_gap() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_services_know_only_documented_settings() -> None:
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE))
    given = {name.removesuffix("_FILE") for name in COMPOSE["x-app"]["environment"]}
    assert given <= documented


def test_what_compose_asks_for_stands_in_the_example() -> None:
    asked = set(re.findall(r"\$\{([A-Z_]+):[?-]\}", (ROOT / "docker-compose.yml").read_text()))
    example = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert asked == example


def test_only_the_pages_are_reached_from_outside_and_only_through_a_proxy() -> None:
    assert {name: service["ports"] for name, service in SERVICES.items() if "ports" in service} == {
        "web": ["127.0.0.1:8000:8000"]
    }
    for name in ("db", "keys", "redis"):
        assert SERVICES[name]["networks"] == ["inside"]


def test_keys_and_data_never_share_a_volume() -> None:
    volumes = [SERVICES[name]["volumes"][0].split(":")[0] for name in ("db", "keys")]
    assert len(set(volumes)) == 2
    assert set(volumes) == set(COMPOSE["volumes"])


def test_the_image_installs_what_the_installer_installs() -> None:
    installer = (ROOT / "scripts" / "install.sh").read_text()
    wanted = re.search(r"packages=\(([^)]+)\)", installer)
    assert wanted is not None
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert [p for p in wanted[1].split() if p not in {"python3-venv", "ca-certificates"} and p not in dockerfile] == []


def test_the_image_is_given_everything_the_house_needs() -> None:
    copied = set(re.findall(r"^COPY (\S+) ", (ROOT / "Dockerfile").read_text(), re.MULTILINE))
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert let_in == {"requirements.lock", "manage.py", "notifier", "templates", "static", "locale"}
    assert let_in <= copied


def test_locks_pin_every_dependency_with_hashes_and_name_no_index() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    for lock, extra in (("requirements.lock", []), ("requirements-dev.lock", project["optional-dependencies"]["dev"])):
        text = (ROOT / lock).read_text()
        assert not re.search(r"https?://|--index|--find-links|file:", text)
        pinned = {
            name.lower().replace("_", "-") for name in re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", text, re.M)
        }
        for wanted in (*project["dependencies"], *extra):
            name = re.split(r"[\[<>=]", wanted)[0].lower()
            assert name in pinned, name
        assert text.count("--hash=sha256:") > len(pinned)
