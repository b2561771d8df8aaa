"""Texts that try to be more than text, and a database in which they stand everywhere."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from pathlib import Path

from leaddesk.storage.sqlite_driver import open_file
from tests.support.bait import Bait

HUGE = "Vereinigte Werke und Söhne " * 75_000  # 2 MB


def strings(bait: Bait) -> tuple[str, ...]:
    """Fifty texts. The first dozen also name the stages."""
    picture, page = bait.picture, f"http://127.0.0.1:{bait.port}/x.png"
    return (
        f"ACME <img src='{picture}'>",
        "&lt;b&gt;AT&amp;T&lt;/b&gt; R&D",
        "gnp\u202eexe.pdf",
        HUGE,
        "שלום עולם בע״מ",
        "<table><tr><td>cell</td></tr></table>",
        "👩‍👩‍👧‍👦🏳️‍🌈 Zoë",
        "%n %1 %s %(name)s {} {0} {name} {lead}",
        "'; DROP TABLE lead; --",
        "\u200b\u200c\u200d\ufeff",
        "a\tb\nc\r\nd\x0be\x0cf",
        "half \ufffd a letter",
        f'<img src="file://{picture}">',
        f"<img src={page}>",
        f"<a href='file://{picture}'>open</a>",
        f"<link rel=stylesheet href='{picture}'>",
        f"<body background='{picture}'>x</body>",
        f"<object data='{picture}'></object>",
        f"<style>*{{background:url({picture})}}</style>",
        f"<p style=\"background-image:url('{picture}')\">x",
        f"<qt><img src='{picture}'></qt>",
        f"<iframe src='{page}'></iframe>",
        f"![x]({picture})",
        str(picture),
        f"file://{picture}",
        "\\\\127.0.0.1\\share\\x.png",
        "<script>alert(1)</script>",
        "x<br>y",
        "<!DOCTYPE html><html><h1>Loud</h1></html>",
        "<font size=7 color=red>big</font>",
        "<![CDATA[<b>x</b>]]>",
        "&amp;&nbsp;&#60;b&#62;&#x3c;",
        "\u202aLRE\u202bRLE\u202dLRO\u202c",
        "\u2066LRI\u2067RLI\u2068FSI\u2069",
        "\u061c\u200e\u200fmarks",
        "شركة الأمل <b>للتجارة</b> ٣",
        "abc שלום 123 def",
        "ẞ ﬁ İ ı Ω ñ n\u0303",
        "e" + "\u0301" * 300,
        "한국 株式会社 ᄀ\u200bᄀ",
        "\x01\x02\x1b[31mred\x1b[0m\x7f\x85",
        "line\u2028separator\u2029paragraph",
        '=HYPERLINK("http://127.0.0.1","x")',
        "=cmd|' /C calc'!A0",
        "+49 30 1234567",
        "-1+1|@SUM(A1:A9)",
        '"; DELETE FROM app_user WHERE 1=1; /*',
        "Robert%_\\' OR '1'='1",
        "${HOME} `id` $(id) ~/.ssh/id_rsa ../../../../etc/passwd",
        "NULL null None undefined nan 1e999 0x41",
    )


LEAD_TEXTS = (
    "name given_name family_name title email phone company website linkedin industry region city "
    "source source_detail campaign medium last_source interest timeline budget reason reason_note "
    "sort_name"
).split()
LEAD_LISTS = ("emails", "phones", "tags")


def put_everywhere(path: Path, texts: tuple[str, ...]) -> list[int]:
    """Write each text into all fields of one lead, as another program could; its ids in order."""
    with contextlib.closing(open_file(path, "rw")) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("BEGIN IMMEDIATE")
        ids = [
            row[0]
            for row in connection.execute(
                "SELECT id FROM lead WHERE kind = 'lead' AND deleted_at IS NULL"
                " AND column_id IS NOT NULL ORDER BY id LIMIT ?", (len(texts),),
            )
        ]  # fmt: skip
        assert len(ids) == len(texts)
        for lead, text in zip(ids, texts, strict=True):
            write_lead(connection, lead, text)
        for table, column, n in (("stage", "name", 12), ("app_user", "name", 20)):
            rows = connection.execute(f"SELECT id FROM {table} ORDER BY id").fetchall()[:n]
            for (row,), text in zip(rows, texts, strict=False):
                # Names that every question reads; the program itself takes far shorter ones.
                given = (text[:2000], row)
                connection.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", given)
        connection.execute("COMMIT")
    return ids


def write_lead(connection: sqlite3.Connection, id: int, text: str) -> None:
    values: dict[str, object] = dict.fromkeys(LEAD_TEXTS, text)
    values |= dict.fromkeys(LEAD_LISTS, json.dumps([text]))
    values |= {"custom": json.dumps({text[:100]: text}), "next_title": text}
    sets = ", ".join(f"{name} = ?" for name in values)
    connection.execute(f"UPDATE lead SET {sets} WHERE id = ?", (*values.values(), id))
    for table, names in (
        ("activity", ("subject", "body", "outcome", "source_detail")),
        ("task", ("title", "outcome")),
        ("consent", ("method", "evidence")),
    ):
        sets = ", ".join(f"{name} = ?" for name in names)
        wanted = f"id = (SELECT max(id) FROM {table} WHERE lead_id = ?)"
        connection.execute(f"UPDATE {table} SET {sets} WHERE {wanted}", (*[text] * len(names), id))
    connection.execute(
        "UPDATE company SET name = ?, industry = ? WHERE id ="
        " (SELECT company_id FROM lead WHERE id = ?)", (text, text, id),
    )  # fmt: skip
