"""Bring the kept tables of an older file to today's shape: Alembic, forward only, in one transaction."""

from __future__ import annotations

from pathlib import Path

from sheqi_desktop.store.engine import Driver

CURRENT = 6
"""The number of the newest migration in db/versions; it is the file's ``user_version``."""


def migrate(driver: Driver, db_dir: Path) -> None:
    """Run the migrations the file has not seen yet; all of them, or none."""
    # Loaded here: a file that is up to date, which is nearly every one, opens without Alembic.
    from alembic import command
    from alembic.config import Config

    from sheqi_desktop.store.session import engine_on

    config = Config()
    config.set_main_option("script_location", str(db_dir).replace("%", "%%"))
    driver.execute("BEGIN IMMEDIATE")
    try:
        engine = engine_on(driver)
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
        driver.execute(f"PRAGMA user_version = {CURRENT}")
        driver.execute("COMMIT")
    except BaseException:
        if driver.in_transaction:
            driver.execute("ROLLBACK")
        raise
