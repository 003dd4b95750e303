"""Runs every test: on SQLite with the browser, then the database's own on PostgreSQL, with a real Redis.

PostgreSQL and Redis are those found on their standard local ports, else private ones started on free ports and
stopped at the end. Nothing is skipped: a part that cannot run is a failure.
"""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

from services import found_postgres, found_redis, private_postgres, private_redis

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    extra = sys.argv[1:]
    with contextlib.ExitStack() as services:
        postgres = found_postgres() or services.enter_context(private_postgres())
        redis_url = found_redis() or services.enter_context(private_redis())
        env = {**os.environ, "TEST_POSTGRES_URL": postgres, "TEST_REDIS_URL": redis_url}
        env.pop("DATABASE_URL", None)
        results = {
            "SQLite, workers and browser": run(["-m", "not postgres", *extra], env),
            "PostgreSQL": run(
                ["-m", "(django_db or postgres) and not browser", *extra], {**env, "DATABASE_URL": postgres}
            ),
        }
    for part, code in results.items():
        print(f"{'passed' if code == 0 else 'FAILED'}: {part}")
    return max(results.values())


def run(arguments: list[str], env: dict[str, str]) -> int:
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
