"""How values look in a notebook: they are all there, escaped, bounded, and readable without colour."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pages import EVIL, Page, evil_audit

import liandong
from liandong import html
from liandong.html import _parts

BOOK = liandong.sample(limits=True)
LOG = liandong.sample_year()
AUDIT = BOOK.audit(LOG, "2024-01-01")


def everything(audit: liandong.Audit) -> dict[str, Any]:
    book = audit.rulebook
    matter = next(iter(book.matters))
    party = book.matter(matter).responsibilities("2021-06-01")
    day = "2023-06-01"
    return {
        "rulebook": book,
        "zone": book.zone,
        "approver": book.approver(matter, day),
        "not governed": book.approver(matter, "2020-01-01"),
        "status": book.status(matter, day),
        "matter": book.matter(matter),
        "responsibilities": book.matter(matter).responsibilities(day),
        "retained": party,
        "party": next(iter(book.parties.values())),
        "bound": next(iter(book.parties.values())).responsibilities(day),
        "person": next(iter(book.persons.values())),
        "project": next(iter(book.projects.values())),
        "forbidden": book.permits("decide", "c" if "c" in book.parties else "market", day, matter=matter),
        "permitted": book.permits("decide", book.zone.bureau, day, matter=matter),
        "package": next(iter(book.packages.values())),
        "package view": next(iter(book.packages.values())).on(day),
        "relation": book.relation("2.6e", book.zone.bureau, book.zone.committee),
        "matters": book.matters,
        "audit": audit,
        "duties": audit.duties,
        "findings": audit.findings,
        "table": audit.findings.table,
        "duty": audit.duties[0],
        "finding": audit.findings[0],
        "evidence": audit.evidence(0),
        "standing": audit.standing,
        "one standing": audit.standing[0],
        "events": audit.events,
        "event": audit.events[0],
        "lints": book.lint(),
        "outlook": book.outlook(audit.events, "2023-06-01", "2023-06-30"),
        "difference": book.compare(
            book.with_profile({"name": "other", "limits": {}}), audit.events, "2023-12-01"
        ),
        "trials": book.sensitivity(audit.events, "2023-12-01"),
        "timeline": book.matter(matter).timeline(),
        "reason": book.approver(matter, day).reasons[0],
        "norm": liandong.norms()[0],
        "entry": liandong.readings()[0],
    }


SHOWN = everything(AUDIT)
EVIL_ONES = everything(evil_audit())


@pytest.mark.parametrize("what", SHOWN)
def test_what_leaves_is_shown_with_closed_tags_and_heads_that_have_a_scope(what: str) -> None:
    page = Page(html.of(SHOWN[what]))
    assert page.faults == []
    assert page.text.strip()
    assert all(own.get("scope") in ("col", "row") for own in page.named("th"))


@pytest.mark.parametrize("what", EVIL_ONES)
def test_a_text_from_a_file_is_never_html(what: str) -> None:
    shown = html.of(EVIL_ONES[what])
    page = Page(shown)
    assert page.faults == []
    assert page.named("script") == []
    assert "<script" not in shown
    assert not any("alert" in str(own) for _, attributes in page.tags for own in attributes)


def test_an_escaped_text_reads_as_it_was_written() -> None:
    assert f"区{EVIL}" in Page(html.of(evil_audit().rulebook)).text
    assert f"case{EVIL}" in Page(html.of(evil_audit().findings)).text
    assert Page(html.of(EVIL)).text == EVIL


@pytest.mark.parametrize(
    "name",
    [
        "rulebook",
        "matter",
        "party",
        "person",
        "package",
        "matters",
        "audit",
        "duties",
        "findings",
        "table",
        "duty",
        "finding",
        "evidence",
        "approver",
        "events",
        "norm",
        "outlook",
        "difference",
        "reason",
        "zone",
        "one standing",
    ],
)
def test_a_notebook_finds_the_view_of_a_value_by_itself(name: str) -> None:
    value = SHOWN[name]
    assert value._repr_html_() == html.of(value)


def test_an_answer_says_its_value_its_norm_its_fact_and_its_reading() -> None:
    text = Page(html.of(BOOK.status("S-059", "2023-12-01"))).text
    for word in ("已收回", "returned", "2.4c", "收回记录", "record of return"):
        assert word in text
    norm = next(own for own in liandong.norms() if own.norm == "2.4c")
    assert norm.text("zh") in text
    assert norm.text("en") in text


def test_a_silence_is_said_in_words() -> None:
    text = Page(html.of(BOOK.approver("S-001", "2020-01-01"))).text
    assert "不在本办法适用之列" in text
    assert "not governed" in text


def test_a_severity_is_a_word_and_not_only_a_colour() -> None:
    text = Page(html.of(AUDIT.findings)).text
    for severity in liandong.Severity:
        assert severity.label("zh") in text
        assert severity.label("en") in text


def test_a_table_shows_twenty_rows_and_says_how_many_more_there_are() -> None:
    shown = html.of(AUDIT.duties.table)
    assert len(Page(shown).named("tr")) == 1 + 20
    assert f"{len(AUDIT.duties) - 20:,} more" in Page(shown).text
    few = BOOK.approver_many(["S-001", "S-999"], "2023-05-04")
    assert "more" not in Page(html.of(few)).text
    assert "S-999" in Page(html.of(few)).text


def test_an_audit_counts_its_findings_by_severity_and_says_whom_it_does_not_judge() -> None:
    severities = AUDIT.findings.table.column("severity")
    text = Page(html.of(AUDIT)).text
    assert f"{severities.count('breach'):,}" in text
    assert "no finding judges anybody" in text
    assert "行政审批局" in text


def test_an_audit_without_findings_is_shown() -> None:
    empty = BOOK.audit([], "2021-03-29")
    assert len(empty.findings) == 0
    for value in (empty, empty.findings, empty.duties, empty.findings.table):
        assert Page(html.of(value)).faults == []


def test_a_time_line_is_drawn_and_written() -> None:
    shown = html.of(BOOK.matter("S-075"))
    widths = [float(own) for own in re.findall(r"width:([\d.]+)%", shown)]
    assert len(widths) == 3
    assert sum(widths) == pytest.approx(100, abs=0.1)
    for word in ("未划转", "已划转", "已收回", "2023-10-16"):
        assert word in Page(shown).text


def test_a_matter_that_never_changed_is_shown_without_a_drawing() -> None:
    never = next(id for id, own in BOOK.matters.items() if len(own.timeline()) == 1)
    assert "width:" not in re.sub(r"max-width:", "", html.of(BOOK.matter(never)))


def test_long_times_are_told_in_days_and_hours() -> None:
    from liandong.html._names import spent

    minutes = liandong.Elapsed(2 * 1440 + 3 * 60 + 4, liandong.codes.Unit.MINUTES)
    assert spent(minutes, "zh") == "2天3小时4分钟"
    assert spent(minutes, "en") == "2 d 3 h 4 min"
    assert spent(liandong.Elapsed(90, liandong.codes.Unit.MINUTES), "en") == "90 minutes"


def test_only_what_is_marked_as_html_goes_in_unescaped() -> None:
    assert _parts.safe("<b>") == "&lt;b&gt;"
    assert _parts.safe(_parts.Html("<b>")) == "<b>"
    assert _parts.join(["<i>", _parts.Html("<b>")]) == "&lt;i&gt;<b>"
    assert _parts.safe('"') == "&quot;"
