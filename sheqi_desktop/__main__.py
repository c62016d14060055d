"""``python -m sheqi_desktop`` is the same as ``sheqi``."""

from sheqi_desktop.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
