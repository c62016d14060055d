"""``python -m sheqi_desktop`` is the same as ``sheqi``."""

from multiprocessing import freeze_support

from sheqi_desktop.cli.main import main

if __name__ == "__main__":
    # In a frozen program the process that reads an Excel file starts here as well, and must not become a second window.
    freeze_support()
    raise SystemExit(main())
