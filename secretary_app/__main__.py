"""Starts the program: ``secretary-app``, or ``python -m secretary_app``."""

from multiprocessing import freeze_support


def main() -> None:
    """Run one command and leave with its exit status."""
    freeze_support()
    from secretary_app.cli.main import run

    raise SystemExit(run())


if __name__ == "__main__":
    main()
