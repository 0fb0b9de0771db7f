"""Reports: one page that needs nothing else, bounded, escaped, and naming nobody when asked not to."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Literal

import pytest
from pages import EVIL, Page, evil_audit

import liandong
from liandong.report._markdown import html_of

YEAR = liandong.sample(limits=True).audit(liandong.sample_year(), "2024-01-01")
TEXT = liandong.sample().audit(liandong.sample_year(), "2024-01-01")
Lang = Literal["zh", "en"]


def written(
    audit: liandong.Audit, folder: Path, lang: Lang = "zh", mask: Literal["persons"] | None = None
) -> str:
    path = audit.report(folder / "report.html", lang=lang, mask=mask)
    assert path == folder / "report.html"
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_is_one_page_with_everything_in_it(tmp_path: Path, lang: Lang) -> None:
    text = written(YEAR, tmp_path, lang)
    page = Page(text)
    assert page.faults == []
    assert page.named("script") == page.named("link") == page.named("img") == page.named("iframe") == []
    outside = set(re.findall(r"""(?:src|href|action|url)\s*[=(]\s*["']?([^"')\s>]+)""", text))
    assert {own for own in outside if not own.startswith("#")} == set()
    assert len(page.named("svg")) == 5
    assert page.named("html")[0]["lang"] == ("zh-CN" if lang == "zh" else "en")


def test_every_place_of_a_page_has_one_name_and_every_link_leads_somewhere(tmp_path: Path) -> None:
    page = Page(written(YEAR, tmp_path))
    ids = Counter(own["id"] for _, own in page.tags if "id" in own)
    assert [own for own, count in ids.items() if count > 1] == []
    links = [own.get("href") or own.get("xlink:href") for _, own in page.tags]
    assert {own[1:] for own in links if own} <= set(ids)


def test_a_report_says_what_it_rests_on_and_what_it_does_not_say(tmp_path: Path) -> None:
    words = Page(written(YEAR, tmp_path, "en")).text
    for own in (YEAR.digests.catalogue, YEAR.digests.profile, YEAR.digests.calendar, "2024-01-01"):
        assert own in words
    assert "it judges no party and no person" in words
    assert "only a possible one" in words
    assert "Limits are the adopter's" in words
    assert "2 working days" in words
    words = Page(written(TEXT, tmp_path, "en")).text
    assert "No limit is set" in words


def test_a_report_marks_the_readings_that_an_adopter_chose(tmp_path: Path) -> None:
    audit = (
        liandong.sample()
        .with_profile({"name": "own", "readings": {"effective_day": "next_day"}})
        .audit([], "2023-01-01")
    )
    words = Page(written(audit, tmp_path, "en")).text
    assert words.count("the adopter's choice") == 1
    assert "next_day" in words


def test_a_report_has_the_numbers_of_the_audit(tmp_path: Path) -> None:
    words = " ".join(Page(written(YEAR, tmp_path, "en")).text.split())
    severities = Counter(YEAR.findings.table.column("severity"))
    for severity, count in severities.items():
        assert f"{count} {severity}" in words
    bureau = next(own for own in YEAR.standing if own.party == "bureau")
    numbers = (bureau.fulfilled, bureau.open, bureau.breaches, bureau.reviews)
    row = " ".join(["Administrative Approval Bureau", *(f"{own:,}" for own in numbers)])
    assert row in words


def test_evidence_stands_with_the_first_two_hundred_breaches_and_reviews(tmp_path: Path) -> None:
    text = written(YEAR, tmp_path)
    assert text.count('<div class="pack">') == 200
    assert "audit.evidence(i)" in text
    assert len(re.findall(r"<small>#\d+</small>", text)) == len(YEAR.findings)


def test_a_chinese_report_is_chinese_and_an_english_one_english(tmp_path: Path) -> None:
    zh = written(YEAR, tmp_path, "zh")
    assert "联动核查报告" in zh
    assert "Findings by kind" not in zh
    en = written(YEAR, tmp_path, "en")
    assert "Audit report" in en
    assert "所见" not in en


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("audit", [YEAR, TEXT], ids=["limits", "text"])
def test_a_masked_report_names_no_person_of_the_catalogue_or_the_log(
    tmp_path: Path, audit: liandong.Audit, lang: Lang
) -> None:
    persons = {word for id, own in audit.rulebook.persons.items() for word in (id, own.name)}
    unreadable = {row for row, _ in audit.events.unreadable}
    logged = (audit.events[row] for row in range(len(audit.events)) if row not in unreadable)
    persons |= {word for event in logged for word in (event.officer, event.person) if word}
    assert len(persons) > 100
    masked = written(audit, tmp_path, lang, "persons")
    assert sorted(own for own in persons if own in masked) == []
    assert Page(masked).faults == []
    assert {"zh": "人员甲", "en": "person A"}[lang] in masked
    plain = written(audit, tmp_path, lang)
    assert sum(own in plain for own in persons) > 10


def test_a_person_who_stands_where_a_party_should_is_masked_too(tmp_path: Path) -> None:
    events = [
        {
            "id": "e1",
            "at": "2023-05-01T10:00",
            "kind": "decision",
            "case": "K1",
            "matter": "S-001",
            "actor": "bureau",
            "officer": "张三丰",
            "result": "granted",
        },
        {
            "id": "e2",
            "at": "2023-05-02T10:00",
            "kind": "complaint",
            "ground": "推诿扯皮",
            "about": "张三丰",
            "case": "K1",
        },
        {
            "id": "e3",
            "at": "2023-05-02T10:00",
            "kind": "result_push",
            "case": "K1",
            "actor": "张三丰",
            "to": "econ",
        },
    ]
    audit = liandong.sample().audit(events, "2023-12-01")
    assert "张三丰" in written(audit, tmp_path)
    assert "张三丰" not in written(audit, tmp_path, mask="persons")


def test_a_text_from_a_file_is_never_html_in_a_report(tmp_path: Path) -> None:
    for mask in (None, "persons"):
        text = written(evil_audit(), tmp_path, mask=mask)
        page = Page(text)
        assert page.faults == []
        assert page.named("script") == []
        assert f"case{EVIL}" in page.text


def test_an_empty_audit_is_reported(tmp_path: Path) -> None:
    empty = liandong.sample().audit([], "2021-03-29")
    page = Page(written(empty, tmp_path, "en"))
    assert page.faults == []
    assert "Nothing was found." in page.text


def test_a_report_of_very_many_findings_stays_small_and_says_how_many_more_there_are(tmp_path: Path) -> None:
    count = 100_000
    log = {
        "id": [f"e{row}" for row in range(count)],
        "at": ["2023-05-01"] * count,
        "kind": [f"kind{row}" for row in range(count)],
        "case": [f"c{row}" for row in range(count)],
    }
    audit = liandong.sample().audit(log, "2023-12-01")
    assert len(audit.findings) >= count
    text = written(audit, tmp_path, "en")
    assert len(text) < 3_000_000
    assert f"{len(audit.findings) - 1000:,} are counted above and not listed" in text


def test_the_same_audit_gives_the_same_page(tmp_path: Path) -> None:
    assert written(YEAR, tmp_path) == written(YEAR, tmp_path)


def test_duties_that_are_due_first_stand_first(tmp_path: Path) -> None:
    # By then some duties with a long limit are due after others that were set off later.
    audit = YEAR.rulebook.audit(YEAR.events, "2023-06-15")
    text = written(audit, tmp_path, "en")
    section = text[text.index('<h2 id="duties">') : text.index('<h2 id="projects">')]
    listed = section[section.rindex("<table>") :]
    due = re.findall(r"<td><span[^>]*>([^<]*)</span></td><td>(?:pending|outstanding)</td>", listed)
    since = re.findall(r"<code[^>]*>(E-\d+)</code></td><td><span", listed)
    assert since != sorted(since)
    assert len(due) > 5
    assert due == sorted(due)


def test_an_unknown_mask_or_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(liandong.LiandongError, match="unknown mask `all`"):
        YEAR.report(tmp_path / "r.html", mask="all")  # type: ignore[arg-type]
    with pytest.raises(liandong.LiandongError, match="unknown language"):
        YEAR.report(tmp_path / "r.html", lang="fr")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_a_pack_in_a_page_says_what_its_markdown_says() -> None:
    pack = YEAR.evidence(0)
    page = Page(html_of(pack.to_markdown("en")))
    assert page.faults == []
    assert pack.norm is not None
    assert pack.norm.text("en") in page.text
    assert "**" not in page.text
    assert "|" not in page.text


def test_markdown_is_read_as_the_core_writes_it() -> None:
    assert html_of("# title\n\n## head") == "<h5>head</h5>"
    assert (
        html_of("a **b** `c` \\*d\\* &lt;e&gt; <f>")
        == "<p>a <b>b</b> <code>c</code> *d* &lt;e&gt; &lt;f&gt;</p>"
    )
    assert html_of("- one\n- two") == "<ul><li>one</li><li>two</li></ul>"
    table = Page(html_of("| a | b |\n|---|---|\n| 1\\|2 | 3 |"))
    assert table.text == "a b 1|2 3"
    assert html_of("**open") == "<p>**open</p>"


def test_a_number_for_a_person_where_a_party_should_stand_is_masked_too(tmp_path: Path) -> None:
    events = [
        {
            "id": "e1",
            "at": "2023-05-02T10:00",
            "kind": "decision",
            "case": "K1",
            "matter": "S-001",
            "actor": "10249876",
            "officer": "10249876",
            "result": "granted",
        }
    ]
    audit = liandong.sample().audit(events, "2023-12-01")
    assert "10249876" in written(audit, tmp_path)
    assert "10249876" not in written(audit, tmp_path, mask="persons")
