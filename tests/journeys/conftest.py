"""Real services for a journey."""

import os
from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest

from tests.journeys.house import Post, counting_post


@pytest.fixture
def post() -> Iterator[tuple[Post, str]]:
    with counting_post() as both:
        yield both


@pytest.fixture
def postgres() -> Iterator[str]:
    """A fresh database on the server the tests were given."""
    server = os.environ["TEST_POSTGRES_URL"]
    name = f"journey_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name}")
    try:
        yield server.rsplit("/", 1)[0] + f"/{name}"
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"drop database {name} with (force)")


@pytest.fixture
def redis_url() -> str:
    return os.environ["TEST_REDIS_URL"]
