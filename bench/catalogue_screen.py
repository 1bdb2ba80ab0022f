"""The workbench's page of a catalogue of 1,500 rows: queries, bytes, time to the first byte."""

from __future__ import annotations

import http.client
import io
from collections.abc import Mapping
from dataclasses import replace
from time import perf_counter
from urllib.parse import urlsplit

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.catalogue_import import BENCH
from bench.catalogue_reading import rows
from bench.figures import Figure, milliseconds, percentile
from gongkai.core.catalogue import commands, queries
from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.organisations import commands as organisations
from gongkai.foundation.organisations.enums import BodyKind, DivisionLevel
from gongkai.kernel.secret import Secret
from gongkai.text.catalogue_table import write_catalogue

ROWS = 1_500
ROUNDS = 15
PASSWORD = "Mountain#Spring7"


def measure(address: str) -> list[Figure]:
    """Over HTTP from the running server; what is written for it stays in the bench's installation."""
    catalogue_id = _catalogue()
    client = signed_in(address, "bench.keeper")
    page = f"/workbench/catalogues/{catalogue_id}/"
    editor = f"/workbench/items/{queries.items_in(catalogue_id)[0].pk}/edit/"
    return [
        first_byte(f"workbench: catalogue of {ROWS} rows", address, client, page, {}),
        first_byte("… its table alone, by filters", address, client, f"{page}?lacks=any&q=1", HTMX),
        first_byte("… the editor of one of its rows", address, client, editor, {}),
    ]


HTMX = {"HX-Request": "true", "HX-Target": "results"}


def first_byte(name: str, address: str, client: Client, path: str, headers: Mapping[str, str]) -> Figure:
    """How long a page of the workbench takes until its first byte, with its queries and its size."""
    host = urlsplit(address).netloc
    with CaptureQueriesContext(connection) as asked:
        client.get(path, headers={"Host": host, **headers})
    cookies = {"Cookie": "; ".join(f"{key}={cookie.value}" for key, cookie in client.cookies.items())}
    opened = http.client.HTTPConnection(host, timeout=30)
    times, size = [], 0
    for _ in range(ROUNDS):
        began = perf_counter()
        opened.request("GET", path, headers={**cookies, **headers})
        response = opened.getresponse()
        times.append(perf_counter() - began)
        size = len(response.read())
        if response.status != http.client.OK:
            raise SystemExit(f"unexpected status {response.status} of {path}")
    opened.close()
    return Figure(
        f"{name}: first byte, median and p90 of {ROUNDS}",
        f"{milliseconds(percentile(times, 0.5))}, {milliseconds(percentile(times, 0.9))}",
        f"{len(asked)} queries, {size / 1024:.0f} KB; limit 200 ms",
    )


def _catalogue() -> int:
    """A county with a catalogue of its own and somebody who keeps it."""
    division = organisations.create_division(
        actor=BENCH, code="960101", name="测量县", level=DivisionLevel.COUNTY, parent_id=None
    )
    body = organisations.create_body(
        actor=BENCH, division_id=division.pk, name="测量县人民政府", kind=BodyKind.GOVERNMENT
    )
    account = identity.create_account(
        actor=BENCH,
        username="bench.keeper",
        display_name="测量员",
        body_id=body.pk,
        password=Secret(PASSWORD),
        must_change_password=False,
    )
    identity.grant_role(
        actor=BENCH,
        account_id=account.pk,
        role=Role.OPEN_AFFAIRS_OFFICE,
        division_id=division.pk,
        basis="测量",
    )
    found = commands.create_catalogue(actor=BENCH, division_id=division.pk, title="测量县目录")
    upload = commands.receive_upload(
        actor=BENCH, catalogue_id=found.pk, name="table.xlsx", chunks=[_workbook()]
    )
    commands.import_upload(actor=BENCH, upload_id=upload.pk)
    return found.pk


def _workbook() -> bytes:
    """Rows in all areas; one in ten lacks its sources, one in seven has a limit that nobody can compute."""
    areas = [area.name for area in queries.policy_areas()]
    stream = io.BytesIO()
    write_catalogue(
        [
            replace(
                row,
                area=areas[number * len(areas) // ROWS],
                basis="" if number % 10 == 0 else row.basis,
                basis_list=() if number % 10 == 0 else row.basis_list,
                time_limit="视情况而定" if number % 7 == 0 else row.time_limit,
            )
            for number, row in enumerate(rows(ROWS))
        ],
        stream,
        "测量县目录",
    )
    return stream.getvalue()


def signed_in(address: str, username: str) -> Client:
    """Somebody of the bench at the running server."""
    client = Client(headers={"Host": urlsplit(address).netloc})
    answer = client.post("/workbench/sign-in/", {"username": username, "password": PASSWORD})
    if answer.status_code != http.client.FOUND:
        raise SystemExit(f"{username} could not sign in")
    return client
