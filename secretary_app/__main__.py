"""Starts the program: ``secretary-app``, or ``python -m secretary_app``."""

from secretary_app.support.worker import serve_if_asked


def main() -> None:
    """Run one command and leave with its exit status; or be the process that reads papers for another of us."""
    serve_if_asked()
    try:
        from secretary_app.cli.main import run

        status = run()
    except KeyboardInterrupt:
        status = 1
    raise SystemExit(status)


if __name__ == "__main__":
    main()
