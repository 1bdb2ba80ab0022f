"""`python -m bench`: one run, one table."""

from __future__ import annotations

import platform
import re
import urllib.request
from datetime import UTC, datetime

import django

from bench.figures import Figure, as_table
from bench.installation import installation, served

COUNTY = "990123"


def main() -> None:
    with installation():
        django.setup()
        # the measured code reads its settings when imported, so only now
        from bench import (
            catalogue_export,
            catalogue_import,
            catalogue_layers,
            catalogue_reading,
            catalogue_screen,
            deadlines,
            file_contents,
            inbox,
            pages,
            personal_information,
            policy_reading,
            publishing,
            site_import,
            tables,
            wording,
        )

        figures: list[Figure] = []
        try:
            with served() as address:
                figures += pages.measure(address, _targets(address), _plain_file(address))
                figures += publishing.measure(address, COUNTY)
                figures += catalogue_screen.measure(address)
                figures += inbox.measure(address, COUNTY)
            figures += catalogue_import.measure(COUNTY)
            figures += catalogue_export.measure()
            figures += catalogue_reading.measure()
            figures += policy_reading.measure()
            figures += catalogue_layers.measure()
            figures += file_contents.measure()
            figures += deadlines.measure_arithmetic()
            figures += deadlines.measure_amendment(COUNTY)
            figures += tables.measure(COUNTY)
            figures += personal_information.measure()
            figures += wording.measure()
            figures += site_import.measure(COUNTY)
        finally:  # what was measured before something broke took minutes
            _tell(figures)


def _tell(figures: list[Figure]) -> None:
    print(f"\n{datetime.now(UTC):%Y-%m-%d} · Python {platform.python_version()} · {platform.machine()}\n")
    print(as_table(figures))


def _targets(address: str) -> dict[str, list[str]]:
    """Real addresses, taken from the pages themselves."""
    documents = sorted(set(re.findall(r"/documents/[0-9a-z]{12}/", _read(f"{address}/documents/"))))
    areas = [f"/areas/{number:02d}/" for number in range(1, 27)]
    return {"document page": documents, "home page": ["/"], "area page": areas}


def _plain_file(address: str) -> str:
    found = re.search(r"/static/[^\"]*tokens[^\"]*\.css", _read(f"{address}/"))
    if found is None:
        raise SystemExit("no style sheet on the home page")
    return found.group()


def _read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as response:
        text: str = response.read().decode()
        return text


if __name__ == "__main__":
    main()
