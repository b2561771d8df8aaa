"""`python -m leaddesk`."""

from leaddesk.app.main import main

if __name__ == "__main__":
    raise SystemExit(main())
