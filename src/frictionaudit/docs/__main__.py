"""`python -m frictionaudit.docs`: write the generated pages and catalogues, or check that they are up to date."""

from __future__ import annotations

import argparse
from pathlib import Path

from frictionaudit.docs import stale, write
from frictionaudit.docs.catalogues import FOLDER, stale_catalogues, write_catalogues
from frictionaudit.errors import ExitCode

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> ExitCode:
    """Write or check, say what was stale, and give the exit code."""
    parser = argparse.ArgumentParser(prog="python -m frictionaudit.docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a page is stale")
    parser.add_argument("--folder", type=Path, default=Path("docs"), help="where the pages stand (default: docs)")
    asked = parser.parse_args(arguments)
    pages = stale(asked.folder) if asked.check else write(asked.folder)
    catalogues = stale_catalogues() if asked.check else write_catalogues()
    changed = [*(asked.folder / name for name in pages), *(FOLDER / name for name in catalogues)]
    for path in changed:
        print(f"{'stale' if asked.check else 'written'}: {path}")
    if asked.check and changed:
        print("mend it with: python -m frictionaudit.docs")
        return ExitCode.GATE
    return ExitCode.FINE


if __name__ == "__main__":
    raise SystemExit(main())
